/** Step strategies, each composed of a transform, a subproblem and a globalizer, or whole. */
package dev.dupin.optimizers;
