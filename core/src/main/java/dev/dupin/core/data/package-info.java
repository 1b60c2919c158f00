/** Data that objectives are built from. */
package dev.dupin.core.data;
