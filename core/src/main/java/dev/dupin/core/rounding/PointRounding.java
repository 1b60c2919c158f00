package dev.dupin.core.rounding;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What the rounding of a point to doubles does to the gradient: the point that was meant lies
 * within half a unit in the last place of each coordinate, so entry i is off by up to the sum of
 * |h_ij| ulp(x_j) / 2. Up to a few hundred variables by the dense Hessian, where it is exact;
 * beyond by products with random signs, or by the gradient one unit away. A coordinate that is zero
 * is not rounded.
 */
final class PointRounding {

  /** n products, or a matrix that the verdict looks at anyway. */
  private static final int DENSE_UP_TO = 200;

  private static final int SAMPLES = 2;

  /** Signs at random give a sum that is seldom below a quarter of its bound by typical sizes. */
  private static final double SAFETY = 4;

  private final Evaluation here;
  private final RandomGenerator random;
  private double products;

  PointRounding(Evaluation here, RandomGenerator random) {
    this.here = here;
    this.random = random;
  }

  /** Returns a new array of errors with those of the point added. */
  double[] addedTo(double[] errors) {
    double[] halves = halves();
    Optional<HessianMatrix> matrix = here.structure(HessianMatrix.class);
    if (matrix.isPresent() && halves.length <= DENSE_UP_TO) {
      products += halves.length;
      return byMatrix(errors, halves, matrix.get().matrix());
    }
    double[] sum = errors.clone();
    for (int sample = 0; sample < SAMPLES; sample++) {
      double[] change = change(signed(halves));
      products += 1;
      for (int i = 0; i < sum.length; i++) {
        double moved = errors[i] + SAFETY * Math.abs(change[i]);
        sum[i] = moved > sum[i] ? moved : sum[i];
      }
    }
    return sum;
  }

  private double[] halves() {
    double[] halves = here.point().clone();
    for (int j = 0; j < halves.length; j++) {
      halves[j] = halves[j] == 0 ? 0 : 0.5 * Math.ulp(halves[j]);
    }
    return halves;
  }

  private static double[] byMatrix(double[] errors, double[] halves, DenseSymmetric matrix) {
    double[] sum = errors.clone();
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum.length; j++) {
        double part = Math.abs(matrix.get(i, j)) * halves[j];
        sum[i] += part < Double.POSITIVE_INFINITY ? part : 0;
      }
    }
    return sum;
  }

  private double[] signed(double[] halves) {
    double[] signed = halves.clone();
    for (int j = 0; j < signed.length; j++) {
      signed[j] = random.nextBoolean() ? signed[j] : -signed[j];
    }
    return signed;
  }

  /** The change of the gradient along a tiny step. */
  private double[] change(double[] step) {
    double[] change = new double[step.length];
    Optional<HessianProducts> offered = here.structure(HessianProducts.class);
    if (offered.isPresent()) {
      offered.get().apply(step, change);
      return change;
    }
    double[] x = here.point().clone();
    for (int j = 0; j < x.length; j++) {
      x[j] += 2 * step[j];
    }
    double[] there = here.objective().at(x).gradient();
    for (int i = 0; i < change.length; i++) {
      change[i] = 0.5 * (there[i] - here.gradient()[i]);
    }
    return change;
  }

  double products() {
    return products;
  }
}
