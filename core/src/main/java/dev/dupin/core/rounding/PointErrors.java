package dev.dupin.core.rounding;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.RoundingErrors;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What is known of the errors of f and its gradient at one point, whether the objective gives them
 * or they were measured.
 *
 * @param isDifferentiable false where the function has a kink at the point
 * @param value how far f may be off by rounding
 * @param gradient how far each entry of the gradient may be off: by rounding inside it, and by the
 *     point being rounded to doubles, half a unit in the last place of each coordinate; frozen. At
 *     a kink that the objective knows of, how far the one-sided derivatives are from what was
 *     computed
 * @param certain whether the rounding is a bound that the objective gave, rather than measured
 * @param products the work in products: a gradient counts as one
 */
public record PointErrors(
    boolean isDifferentiable, double value, double[] gradient, boolean certain, double products) {

  private static final double LAST_DIGITS = 16 * 0x1p-52;

  /**
   * Returns the errors at a point: those that the objective gives ({@link RoundingErrors}), else
   * measured by {@link NoiseProbe}, about 20 gradients.
   *
   * @param random chooses the directions of the probes
   */
  public static PointErrors of(Evaluation here, RandomGenerator random) {
    Optional<RoundingErrors> given = here.structure(RoundingErrors.class);
    if (given.isPresent() && !given.get().isDifferentiable()) {
      return new PointErrors(false, given.get().value(), given.get().gradient(), true, 1);
    }
    if (given.isPresent() && isFinite(given.get())) {
      PointRounding rounding = new PointRounding(here, random);
      double[] gradient = rounding.addedTo(given.get().gradient());
      return new PointErrors(true, given.get().value(), gradient, true, 1 + rounding.products());
    }
    return new NoiseProbe(here, random).measure();
  }

  /**
   * Returns the errors without those of the gradient, which take several vectors of memory: 0 for
   * each of its entries. Where the objective gives none, f is taken to be off by its last digits,
   * and to be differentiable.
   */
  public static PointErrors ofValue(Evaluation here) {
    Optional<RoundingErrors> given = here.structure(RoundingErrors.class);
    double[] unknown = new double[here.point().length];
    return given
        .map(errors -> new PointErrors(errors.isDifferentiable(), errors.value(), unknown, true, 1))
        .orElseGet(
            () -> new PointErrors(true, LAST_DIGITS * Math.abs(here.value()), unknown, false, 0));
  }

  /**
   * Returns whether the gradient is known to be continuous here up to a norm, though second
   * derivatives are not, as that of the square of {@code max(x, 0)}.
   */
  public boolean hasGradient(double norm) {
    return isDifferentiable || (certain && Vectors.norm(gradient) <= norm);
  }

  private static boolean isFinite(RoundingErrors errors) {
    double sum = errors.value();
    for (double error : errors.gradient()) {
      sum += error;
    }
    return sum < Double.POSITIVE_INFINITY;
  }
}
