package dev.dupin.core.rounding;

/**
 * What is known of the errors at one point, whether the objective gives them or they were measured.
 *
 * @param isDifferentiable false where the function has a kink at the point
 * @param value how far f may be off by rounding
 * @param gradient how far each entry of the gradient may be off: by rounding inside it, and by the
 *     point being rounded to doubles, half a unit in the last place of each coordinate; frozen
 * @param certain whether these are bounds that the objective gave, rather than measured
 */
public record PointErrors(
    boolean isDifferentiable, double value, double[] gradient, boolean certain) {}
