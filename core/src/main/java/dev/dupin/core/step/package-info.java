/** Step strategies: how far to trust the curvature. */
package dev.dupin.core.step;
