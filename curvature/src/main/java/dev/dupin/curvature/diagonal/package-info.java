/** Diagonals that are learned along a run, and multiples of the identity. */
package dev.dupin.curvature.diagonal;
