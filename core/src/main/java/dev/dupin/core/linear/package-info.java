/** Vectors and matrices that travel across the SPI. */
package dev.dupin.core.linear;
