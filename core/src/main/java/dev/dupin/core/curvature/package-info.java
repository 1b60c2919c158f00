/** Hessian providers: the matrix, exact or approximate, that a step is taken with. */
package dev.dupin.core.curvature;
