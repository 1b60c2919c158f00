package dev.dupin.optimizers.internal;

/**
 * A direction in which f falls.
 *
 * @param vector d, n entries; frozen
 * @param slope g'd, negative, or 0 where g is 0
 * @param curvature d'Bd, or NaN where that is not known
 * @param shift what was added to the diagonal of B to make it positive definite; NaN where B was
 *     not factored
 * @param iterations conjugate gradient iterations; NaN where there were none
 */
public record Direction(
    double[] vector, double slope, double curvature, double shift, double iterations) {}
