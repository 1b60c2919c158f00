package dev.dupin.curvature.secant;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A step and the change of the gradient along it: the true Hessian, averaged over the step, maps
 * the one to the other.
 *
 * @param step s, n entries, frozen
 * @param change y, n entries, frozen
 * @param product s'y
 */
public record SecantPair(double[] step, double[] change, double product) {

  /** The part of the curvature of B that damping leaves along a step; Powell's choice. */
  private static final double DAMPED = 0.2;

  /** B s agrees with y to ten digits: what is left is rounding, and teaches nothing. */
  private static final double KNOWN = 1e-10;

  /** Less than that of a cubic. */
  private static final double LARGEST_MISFIT = 0.25;

  /** Makes a pair of a step and the change along it. */
  public SecantPair(double[] step, double[] change) {
    this(step, change, Vectors.dot(step, change));
  }

  /** Returns the pair between two points, which costs their gradients where nobody paid yet. */
  public static SecantPair between(Evaluation from, Evaluation to) {
    return new SecantPair(
        Vectors.subtract(to.point(), from.point()),
        Vectors.subtract(to.gradient(), from.gradient()));
  }

  /**
   * Returns whether f is close to a quadratic between two points: the mean of the two slopes then
   * gives its change. Along a cubic it is off by a third, along a quartic by half, and the pair
   * would say more of far away than of here. False where NaN is in it.
   */
  public static boolean isNearlyQuadratic(Evaluation from, Evaluation to) {
    double[] step = Vectors.subtract(to.point(), from.point());
    double slopes = Vectors.dot(step, from.gradient()) + Vectors.dot(step, to.gradient());
    double change = to.value() - from.value();
    return Math.abs(change - 0.5 * slopes) <= LARGEST_MISFIT * Math.abs(0.5 * slopes);
  }

  /**
   * Returns whether the curvature along the step is positive beyond doubt, s'y &gt; tolerance |s|
   * |y|: the cosine between the two, so no unit of f or x matters. False for a pair with NaN in it,
   * and for one whose scale overflows.
   */
  public boolean isCurved(double tolerance) {
    return product > tolerance * (Vectors.norm(step) * Vectors.norm(change))
        && product > 0
        && usable(scale());
  }

  /**
   * Returns y'y / s'y, the usual scale of an initial matrix (Nocedal and Wright 2006, "Numerical
   * optimization", eq. 6.20): between the smallest and the largest curvature met along the step.
   */
  public double scale() {
    return Vectors.dot(change, change) / product;
  }

  /** Returns |y| / |s|: how much curvature there is along the step, whatever its sign. */
  public double size() {
    return Vectors.norm(change) / Vectors.norm(step);
  }

  /**
   * Returns whether a matrix that may be indefinite learns from this pair by an update of rank one
   * (Conn, Gould and Toint 1991; Nocedal and Wright 2006, eq. 6.26): whether |s'r| &gt; tolerance
   * |s| |r|, a cosine again, and r is more than the rounding of B s. False where NaN is in it.
   *
   * @param residual r = y - B s
   */
  public boolean isInformative(double[] residual, double tolerance) {
    double length = Vectors.norm(residual);
    double along = Math.abs(Vectors.dot(step, residual));
    return length > KNOWN * Vectors.norm(change)
        && along > tolerance * (Vectors.norm(step) * length)
        && along >= Double.MIN_NORMAL;
  }

  /** Returns whether {@link #size} can scale a matrix; false where NaN is in it. */
  public boolean hasSize() {
    return usable(size());
  }

  /** Returns r = y - B s. */
  public double[] residual(BiConsumer<double[], double[]> matrix) {
    double[] image = new double[step.length];
    matrix.accept(step, image);
    return Vectors.subtract(change, image);
  }

  /**
   * Returns the pair with y mixed with B s just so that s'y becomes a fifth of s'Bs (Powell 1978;
   * Nocedal and Wright 2006, procedure 18.2). It says: less curvature than B has along s.
   *
   * @param image B s for a positive definite B with s'Bs above s'y
   */
  public SecantPair damped(double[] image) {
    double curvature = Vectors.dot(step, image);
    double weight = (1 - DAMPED) * curvature / (curvature - product);
    double[] mixed = Vectors.scale(weight, change);
    Vectors.addScaled(mixed, 1 - weight, image);
    return new SecantPair(step, mixed);
  }

  /**
   * Returns the pair a positive definite matrix B may learn: this one if it is curved, else, where
   * damping is on, the damped one if that is, else none.
   *
   * @param matrix fills its result with B v
   */
  public Optional<SecantPair> learnable(
      double tolerance, boolean damping, BiConsumer<double[], double[]> matrix) {
    if (isCurved(tolerance)) {
      return Optional.of(this);
    }
    if (!damping) {
      return Optional.empty();
    }
    double[] image = new double[step.length];
    matrix.accept(step, image);
    return Optional.of(damped(image)).filter(pair -> pair.isCurved(tolerance));
  }

  private static boolean usable(double scale) {
    return scale >= Double.MIN_NORMAL && scale <= 1 / Double.MIN_NORMAL;
  }
}
