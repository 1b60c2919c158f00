package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Taylor series along lines through a point, with errors: the objective's own where it gives them,
 * else the largest of what changes where x moves by a unit in the last place and v is scaled, which
 * rounds otherwise. Costs up to {@value #PRODUCTS} products a line.
 */
final class LineSource {

  static final int PRODUCTS = 5;

  private static final int REPETITIONS = 3;

  /** The largest of three changes times this is beyond nearly every error. */
  private static final double SAFETY = 4;

  private static final double EPS = 0x1p-52;

  private final Evaluation here;
  private final RandomGenerator random;
  private final Optional<DirectionalDerivatives> derivatives;
  private double products;

  LineSource(Evaluation here, RandomGenerator random) {
    this.here = here;
    this.random = random;
    this.derivatives = here.structure(DirectionalDerivatives.class);
  }

  boolean isOffered() {
    return derivatives.isPresent();
  }

  /** Returns the series along x + t v up to t^order; entries of NaN where there is none. */
  LineSeries along(double[] v, int order) {
    DirectionalDerivatives line = derivatives.orElseThrow();
    products++;
    double[] coefficients = coefficients(line, v, order);
    products++;
    double[] errors = divided(line.errors(v, order));
    if (Arrays.stream(errors).anyMatch(Double::isNaN)) {
      errors = measured(coefficients, v);
    }
    return new LineSeries(coefficients, errors);
  }

  /** Returns the same without errors: zeros. */
  LineSeries withoutErrors(double[] v, int order) {
    products++;
    return new LineSeries(coefficients(derivatives.orElseThrow(), v, order), new double[order + 1]);
  }

  private static double[] coefficients(DirectionalDerivatives line, double[] v, int order) {
    return divided(line.along(v, order));
  }

  private static double[] divided(double[] derivatives) {
    double factorial = 1;
    for (int k = 2; k < derivatives.length; k++) {
      factorial *= k;
      derivatives[k] /= factorial;
    }
    return derivatives;
  }

  private double[] measured(double[] coefficients, double[] v) {
    double[] errors = new double[coefficients.length];
    for (int k = 0; k < errors.length; k++) {
      errors[k] = SAFETY * EPS * Math.abs(coefficients[k]);
    }
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      double scale = 0.7 + 0.6 * random.nextDouble();
      double[] again = moved(Vectors.scale(scale, v), coefficients.length - 1);
      for (int k = 0; k < errors.length; k++) {
        double change = Math.abs(again[k] / Math.pow(scale, k) - coefficients[k]);
        errors[k] = Math.max(errors[k], SAFETY * change);
      }
    }
    return errors;
  }

  /** Returns the coefficients from a point one unit in the last place away. */
  private double[] moved(double[] v, int order) {
    products++;
    double[] point = here.point().clone();
    for (int i = 0; i < point.length; i++) {
      boolean up = random.nextBoolean();
      if (point[i] != 0) {
        point[i] = up ? Math.nextUp(point[i]) : Math.nextDown(point[i]);
      }
    }
    try {
      return coefficients(
          here.objective().at(point).structure(DirectionalDerivatives.class).orElseThrow(),
          v,
          order);
    } catch (RuntimeException outside) {
      return Vectors.filled(order + 1, Double.NaN);
    }
  }

  double products() {
    return products;
  }
}
