/** How far a subproblem may go, and whether the outcome is good enough. */
package dev.dupin.optimizers.globalizer;
