/** Kronecker-factored curvature: what K-FAC and EKFAC share. */
package dev.dupin.curvature.kronecker;
