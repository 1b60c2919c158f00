/** Matrices made of the Jacobian of a model: Gauss-Newton and Fisher, at one point. */
package dev.dupin.curvature.jacobian;
