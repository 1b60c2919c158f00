/** Functions to minimise, and what is known about them at a point. */
package dev.dupin.core.objective;
