/** Regressions: mean losses of linear predictors over the rows of a data set. */
package dev.dupin.objectives.regression;
