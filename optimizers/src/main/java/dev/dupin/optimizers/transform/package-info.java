/** What is done to the curvature before a subproblem sees it. */
package dev.dupin.optimizers.transform;
