/** Least squares: the parameters of a formula, from columns of data. */
package dev.dupin.objectives.fit;
