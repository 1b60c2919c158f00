/** Inner problems: the minimiser of the model under a radius, a damping or a length. */
package dev.dupin.optimizers.subproblem;
