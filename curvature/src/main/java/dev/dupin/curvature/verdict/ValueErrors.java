package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.RoundingErrors;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Values of f around a point with their errors; NaN where f is not defined. */
final class ValueErrors {

  private static final double EPS = 0x1p-52;

  /** Enough that the largest of them is a fair guess at the largest of all. */
  private static final int PROBES = 8;

  /** What values that were not asked for their errors are believed to be off by, in eps |f|. */
  private static final double UNITS = 4;

  /** Changes of f below this are not looked at: products of small numbers underflow on the way. */
  static final double TINY = 1e-200;

  private final Evaluation here;
  private final double value;
  private final double error;
  private double products;

  /**
   * @param error of f at the point, NaN where it is not known and has to be measured
   */
  ValueErrors(Evaluation here, double error, RandomGenerator random) {
    this.here = here;
    this.value = here.value();
    double known = error >= 0 ? error : given(here);
    this.error = known >= 0 ? known : measured(random);
  }

  /** A value and how far it may be off. */
  record Value(double value, double error) {}

  Value here() {
    return new Value(value, error);
  }

  Value at(double[] point) {
    products += 0.5;
    try {
      Evaluation there = here.objective().at(point);
      double reached = there.value();
      double given = given(there);
      return new Value(reached, given >= 0 ? given : local(point, reached));
    } catch (RuntimeException outside) {
      return new Value(Double.NaN, Double.NaN);
    }
  }

  /** Returns the error that the objective gives, or NaN. */
  private double given(Evaluation there) {
    Optional<RoundingErrors> errors = there.structure(RoundingErrors.class);
    if (errors.isPresent()) {
      products += 0.5;
      return errors.get().value();
    }
    Optional<DirectionalDerivatives> line = there.structure(DirectionalDerivatives.class);
    if (line.isEmpty()) {
      return Double.NaN;
    }
    products++;
    return line.get().errors(new double[there.point().length], 0)[0];
  }

  /** By neighbours a unit or two in the last place away: terms that cancel round by their size. */
  private double local(double[] point, double reached) {
    double ratio = value == 0 ? 1 : Math.max(1, Math.abs(reached / value));
    double largest = error * ratio + UNITS * EPS * Math.abs(reached);
    for (int units = -2; units <= 2; units++) {
      double[] neighbour = point.clone();
      for (int i = 0; units != 0 && i < neighbour.length; i++) {
        neighbour[i] += (i % 2 == 0 ? units : -units) * Math.ulp(neighbour[i]);
      }
      double change = units == 0 ? 0 : Math.abs(valueAt(neighbour) - reached);
      largest = change > largest ? change : largest;
    }
    return largest;
  }

  /** The largest change of f, beyond what the gradient explains, where every coordinate moves. */
  private double measured(RandomGenerator random) {
    double largest = UNITS * EPS * Math.abs(value);
    for (int probe = 0; probe < PROBES; probe++) {
      double[] step = new double[here.point().length];
      for (int i = 0; i < step.length; i++) {
        step[i] = Math.ulp(here.point()[i]) * random.nextInt(-2, 3);
      }
      double change = valueAt(Vectors.add(here.point(), step)) - value;
      double beyond = Math.abs(change - Vectors.dot(here.gradient(), step));
      largest = beyond > largest ? beyond : largest;
    }
    return largest;
  }

  /** Returns f without its error. */
  double valueAt(double[] point) {
    products += 0.5;
    try {
      return here.objective().at(point).value();
    } catch (RuntimeException outside) {
      return Double.NaN;
    }
  }

  double products() {
    return products;
  }
}
