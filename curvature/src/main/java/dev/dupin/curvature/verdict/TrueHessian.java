package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.dense.Symmetric;
import dev.dupin.curvature.difference.GradientDifferences;
import java.util.Optional;

/**
 * The true Hessian at a point, by the best means the objective offers.
 *
 * @param matrix the Hessian
 * @param error NaN where it was not asked for; otherwise a bound, or where it comes from
 *     differences an estimate, of the 2-norm of what the matrix is off by, beyond rounding: no
 *     eigenvalue is off by more
 * @param certificate what eigenvalues of it rest on
 * @param products the work in products, a gradient counting as one
 */
public record TrueHessian(
    DenseSymmetric matrix, double error, String certificate, double products) {

  private static final String DIFFERENCES = "all eigenvalues, dense from differences of gradients";

  public TrueHessian {
    if (!matrix.isFinite()) {
      throw new NumericalFailureException("the Hessian is not finite");
    }
  }

  /**
   * Computes the Hessian.
   *
   * @param gradientNoise the noise of the gradient, which differences magnify
   * @throws NumericalFailureException if it is not finite
   */
  public static TrueHessian at(Evaluation here, double gradientNoise) {
    return exact(here).orElseGet(() -> byDifferences(here, gradientNoise));
  }

  /**
   * Computes the Hessian, without the error of differences: half their price.
   *
   * @throws NumericalFailureException if it is not finite
   */
  public static TrueHessian withoutError(Evaluation here) {
    int n = here.point().length;
    return exact(here)
        .orElseGet(
            () ->
                new TrueHessian(
                    Symmetric.average(n, GradientDifferences.central(here).dense(1)),
                    Double.NaN,
                    DIFFERENCES,
                    2.0 * n));
  }

  private static Optional<TrueHessian> exact(Evaluation here) {
    int n = here.point().length;
    Optional<HessianMatrix> matrix = here.structure(HessianMatrix.class);
    if (matrix.isPresent()) {
      return Optional.of(byMatrix(matrix.get().matrix()));
    }
    return here.structure(HessianProducts.class).map(products -> byProducts(n, products));
  }

  /** A matrix that is not symmetric is somebody's mistake: its eigenvalues are off by as much. */
  private static TrueHessian byMatrix(DenseSymmetric matrix) {
    int n = matrix.n();
    double error = Symmetric.asymmetry(n, matrix.values());
    DenseSymmetric symmetric = error == 0 ? matrix : Symmetric.average(n, matrix.values().clone());
    return new TrueHessian(symmetric, error, "all eigenvalues, dense", n);
  }

  private static TrueHessian byProducts(int n, HessianProducts products) {
    double[] square = new double[n * n];
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      products.apply(unit, column);
      unit[j] = 0;
      System.arraycopy(column, 0, square, j * n, n);
    }
    double error = Symmetric.asymmetry(n, square);
    return new TrueHessian(
        Symmetric.average(n, square), error, "all eigenvalues, dense from products", n);
  }

  /**
   * A step twice as long has four times the truncation error and half the rounding error, so the
   * difference between the two matrices is at least about the error of the first, whichever
   * dominates; the noise of the gradient over the step is added for the case that the two agree by
   * luck.
   */
  private static TrueHessian byDifferences(Evaluation here, double gradientNoise) {
    int n = here.point().length;
    GradientDifferences differences = GradientDifferences.central(here);
    DenseSymmetric matrix = Symmetric.average(n, differences.dense(1));
    DenseSymmetric stretched = Symmetric.average(n, differences.dense(2));
    double[] change = Vectors.subtract(matrix.values(), stretched.values());
    double[] errors = DenseEigen.valuesOf(new DenseSymmetric(n, change));
    double error = Vectors.maxAbs(errors) + gradientNoise / Math.cbrt(0x1p-52);
    return new TrueHessian(matrix, error, DIFFERENCES, 4.0 * n);
  }
}
