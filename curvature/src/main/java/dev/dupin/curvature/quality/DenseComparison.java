package dev.dupin.curvature.quality;

import dev.dupin.core.curvature.CountedOperator;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.dense.Finite;
import dev.dupin.curvature.quality.Quality.Estimate;
import java.util.Arrays;

/**
 * Compares dense matrices: n products with every one, some 10 n^3 multiplications, and four n x n
 * matrices of memory.
 */
public final class DenseComparison {

  private final DenseSymmetric hessian;
  private final double[] gradient;
  private final double damping;
  private final double[] step;

  /**
   * Prepares the comparison with one Hessian.
   *
   * @param damping of the Newton-like steps; see {@link Quality#shift}
   */
  public DenseComparison(DenseSymmetric hessian, double[] gradient, double damping) {
    this.hessian = Finite.require("true Hessian", hessian);
    this.gradient = gradient;
    this.damping = damping;
    step = step(DenseEigen.of(hessian));
  }

  /**
   * Compares.
   *
   * @throws dev.dupin.core.linear.NumericalFailureException if the matrix is not finite
   */
  public Quality with(SymmetricOperator operator) {
    CountedOperator counted = Operators.counted(operator);
    DenseSymmetric matrix = Finite.require("matrix", counted.toDense());
    DenseEigen eigen = DenseEigen.of(matrix);
    double error = Vectors.norm(Vectors.subtract(matrix.values(), hessian.values()));
    int n = matrix.n();
    return new Quality(
        Estimate.exact(error / Vectors.norm(hessian.values())),
        Estimate.exact(trace(matrix) / trace(hessian)),
        Quality.angle(step(eigen), step),
        Estimate.exact(eigen.value(0)),
        Estimate.exact(eigen.value(n - 1)),
        counted.products(),
        "dense");
  }

  private static double trace(DenseSymmetric matrix) {
    return Arrays.stream(matrix.diagonal()).sum();
  }

  private double[] step(DenseEigen eigen) {
    int n = eigen.dimension();
    double shift = Quality.shift(eigen.value(0), eigen.value(n - 1), damping);
    double[] solution = new double[n];
    for (int k = 0; k < n; k++) {
      eigen.addScaled(solution, -eigen.component(k, gradient) / (eigen.value(k) + shift), k);
    }
    return solution;
  }
}
