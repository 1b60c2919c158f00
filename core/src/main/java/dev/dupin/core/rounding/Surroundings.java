package dev.dupin.core.rounding;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import java.util.Arrays;
import java.util.Optional;

/**
 * An objective around a point, where it may be undefined: whatever it throws there reads as NaN, as
 * a run would refuse a trial step to that place.
 */
public final class Surroundings {

  /** For objectives that say nothing of their errors: the last digits of f. */
  private static final double RELATIVE_ERROR = 16 * 0x1p-52;

  private final Objective objective;
  private final double[] centre;
  private final double value;
  private final double error;
  private double products;

  /** Prepares probes; the error of f is not known. */
  public Surroundings(Objective objective) {
    this(objective, new double[0], Double.NaN, 0);
  }

  /**
   * Prepares probes around a point.
   *
   * @param here the point
   * @param error of f there
   */
  public Surroundings(Evaluation here, double error) {
    this(here.objective(), here.point(), here.value(), error);
  }

  private Surroundings(Objective objective, double[] centre, double value, double error) {
    this.objective = objective;
    this.centre = centre;
    this.value = value;
    this.error = error;
  }

  /** Returns f, or NaN. */
  public double value(double[] point) {
    products += 0.5;
    try {
      return objective.at(point).value();
    } catch (RuntimeException outside) {
      return Double.NaN;
    }
  }

  /** Returns the gradient, or one of NaN. */
  public double[] gradient(double[] point) {
    products += 1;
    try {
      return objective.at(point).gradient();
    } catch (RuntimeException outside) {
      double[] unknown = new double[point.length];
      Arrays.fill(unknown, Double.NaN);
      return unknown;
    }
  }

  /**
   * Returns by how much f at another point is below f at the centre, beyond the errors at both;
   * negative where it is not, NaN where f is not known there.
   */
  public double drop(double[] point) {
    return drop(point, value(point));
  }

  /**
   * Returns the same where f at the other point was already paid.
   *
   * @param there f at the other point, or NaN
   */
  public double drop(double[] point, double there) {
    double apparent = value - there;
    if (!(apparent > error)) {
      return apparent - error;
    }
    return apparent - error - errorAt(point, there);
  }

  private double errorAt(double[] point, double there) {
    products += 0.5;
    double least = Math.max(error, RELATIVE_ERROR * Math.abs(there));
    Optional<RoundingErrors> given = objective.at(point).structure(RoundingErrors.class);
    return given.isPresent() ? Math.max(error, given.get().value()) : least;
  }

  /** Returns the centre plus a multiple of a direction. */
  public double[] moved(double distance, double[] direction) {
    double[] moved = centre.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += distance * direction[i];
    }
    return moved;
  }

  /** Returns n. */
  public int dimension() {
    return objective.dimension();
  }

  /** Returns f at the centre. */
  public double centreValue() {
    return value;
  }

  /** Returns the error of f at the centre. */
  public double error() {
    return error;
  }

  /** Returns the work so far: a gradient counts as one product, a value as one half. */
  public double products() {
    return products;
  }
}
