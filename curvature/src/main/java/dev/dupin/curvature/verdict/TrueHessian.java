package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.curvature.dense.Symmetric;
import dev.dupin.curvature.difference.GradientDifferences;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The true Hessian at a point, by the best means the objective offers, with the error of every
 * entry: by the objective's own bounds over the box to which the point was rounded ({@link
 * HessianEnclosure}), else measured ({@link HessianNoise}); for differences of gradients see {@link
 * DifferencedHessian}.
 *
 * @param matrix the Hessian
 * @param errors of its entries; NaN where they were not asked for
 * @param certificate what eigenvalues of it rest on
 * @param exact whether it comes from exact second derivatives rather than differences
 * @param products the work in products, a gradient counting as one
 */
public record TrueHessian(
    DenseSymmetric matrix,
    DenseSymmetric errors,
    String certificate,
    boolean exact,
    double products) {

  private static final String DIFFERENCES = "all eigenvalues, dense from differences of gradients";

  /** Refuses a matrix that is not finite. */
  public TrueHessian {
    if (!matrix.isFinite()) {
      throw new NumericalFailureException("the Hessian is not finite");
    }
  }

  /**
   * Computes the Hessian and its errors.
   *
   * @param gradientErrors of every entry of the gradient, which differences magnify
   * @throws NumericalFailureException if it is not finite
   */
  public static TrueHessian at(Evaluation here, double[] gradientErrors, RandomGenerator random) {
    return exact(here)
        .map(hessian -> hessian.withErrors(here, random))
        .orElseGet(() -> new DifferencedHessian(here, gradientErrors).hessian(DIFFERENCES));
  }

  /**
   * Computes the Hessian, without its errors.
   *
   * @throws NumericalFailureException if it is not finite
   */
  public static TrueHessian withoutError(Evaluation here) {
    int n = here.point().length;
    return exact(here)
        .orElseGet(
            () ->
                unmeasured(
                    Symmetric.average(n, GradientDifferences.central(here).dense(1)),
                    DIFFERENCES,
                    false,
                    2.0 * n));
  }

  /**
   * Computes the Hessian at another point in the same way, exactly or by the same differences; the
   * errors of exact ones are not looked at.
   *
   * @param gradientErrors as here
   * @throws NumericalFailureException if it is not finite
   */
  public TrueHessian sameAt(Evaluation there, double[] gradientErrors) {
    return exact
        ? withoutError(there)
        : new DifferencedHessian(there, gradientErrors).hessian(certificate);
  }

  private static TrueHessian unmeasured(
      DenseSymmetric matrix, String certificate, boolean exact, double products) {
    return new TrueHessian(
        matrix, new DenseSymmetric(0, new double[0]), certificate, exact, products);
  }

  /** The errors are the difference of the two triangles so far. */
  private static Optional<TrueHessian> exact(Evaluation here) {
    int n = here.point().length;
    Optional<HessianMatrix> matrix = here.structure(HessianMatrix.class);
    if (matrix.isPresent()) {
      double[] square = matrix.get().matrix().values().clone();
      return Optional.of(torn(n, square, "all eigenvalues, dense"));
    }
    return here.structure(HessianProducts.class)
        .map(products -> torn(n, square(n, products), "all eigenvalues, dense from products"));
  }

  /** A matrix that is not symmetric is a fault of its author: its entries are off by as much. */
  private static TrueHessian torn(int n, double[] square, String certificate) {
    DenseSymmetric errors = Symmetric.disagreement(n, square);
    return new TrueHessian(Symmetric.average(n, square), errors, certificate, true, n);
  }

  private static double[] square(int n, HessianProducts products) {
    double[] square = new double[n * n];
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      products.apply(unit, column);
      unit[j] = 0;
      System.arraycopy(column, 0, square, j * n, n);
    }
    return square;
  }

  private TrueHessian withErrors(Evaluation here, RandomGenerator random) {
    Optional<DenseSymmetric> bounds = HessianEnclosure.errors(here, matrix);
    if (bounds.isPresent()) {
      return new TrueHessian(
          matrix, sum(errors, bounds.get()), certificate, true, products + matrix.n());
    }
    HessianNoise noise = new HessianNoise(here, matrix, random);
    DenseSymmetric measured = noise.errors();
    return new TrueHessian(
        matrix, sum(errors, measured), certificate, true, products + noise.products());
  }

  private static DenseSymmetric sum(DenseSymmetric a, DenseSymmetric b) {
    double[] sum = a.values().clone();
    for (int k = 0; k < sum.length; k++) {
      sum[k] += b.values()[k];
    }
    return new DenseSymmetric(a.n(), sum);
  }
}
