/** The evidence behind a verdict: the true Hessian, its eigenvalues with their errors, probes. */
package dev.dupin.curvature.verdict;
