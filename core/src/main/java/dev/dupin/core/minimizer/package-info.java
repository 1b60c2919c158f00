/** The loop that runs a curvature and a step on an objective, and says where it ended. */
package dev.dupin.core.minimizer;
