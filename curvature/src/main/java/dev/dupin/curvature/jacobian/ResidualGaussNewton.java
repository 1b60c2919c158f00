package dev.dupin.curvature.jacobian;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.MatrixProducts;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Residuals;
import dev.dupin.curvature.dense.DenseMemory;
import dev.dupin.curvature.dense.Finite;
import dev.dupin.curvature.dense.Symmetric;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Gauss-Newton matrix 2 scale J'J of a sum of squares at one point: by products with J and J'
 * until the matrix is there, by the matrix after.
 */
public final class ResidualGaussNewton implements SymmetricOperator {

  /** What every such operator promises. */
  public static final Set<Trait> TRAITS = Set.of(Trait.GAUSS_NEWTON, Trait.POSITIVE_SEMIDEFINITE);

  private final int n;
  private final Residuals residuals;
  private final double[] image;
  private @Nullable DenseSymmetric dense;
  private double @Nullable [] diagonal;

  /** Pays nothing yet but the residuals. */
  public ResidualGaussNewton(int n, Residuals residuals) {
    this.n = n;
    this.residuals = residuals;
    image = new double[residuals.values().length];
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public Set<Trait> traits() {
    return TRAITS;
  }

  @Override
  public void apply(double[] v, double[] result) {
    if (dense != null) {
      dense.apply(v, result);
      return;
    }
    residuals.jacobian(v, image);
    residuals.transposed(image, result);
    double factor = 2 * residuals.scale();
    for (int i = 0; i < n; i++) {
      result[i] *= factor;
    }
    Finite.requireProduct("Gauss-Newton matrix", v, result);
  }

  /** From the norms of the columns of J, which the run's gradient test asks for, too. */
  @Override
  public Optional<double[]> diagonal() {
    if (diagonal == null) {
      double factor = 2 * residuals.scale();
      double[] norms = residuals.columnNorms();
      double[] entries = new double[n];
      for (int i = 0; i < n; i++) {
        entries[i] = factor * norms[i] * norms[i];
      }
      diagonal = entries;
    }
    return Optional.of(diagonal);
  }

  /**
   * From the dense Jacobian where there is room for it: m n^2 multiplications; by n products
   * elsewhere.
   */
  @Override
  public DenseSymmetric toDense() {
    if (dense == null) {
      DenseMemory.require(n, 2, OutputGaussNewton.INSTEAD);
      DenseSymmetric matrix =
          DenseMemory.holds(image.length, n) ? fromJacobian() : SymmetricOperator.super.toDense();
      dense = Finite.require("Gauss-Newton matrix", matrix);
    }
    return dense;
  }

  private DenseSymmetric fromJacobian() {
    double[] jacobian = residuals.jacobianMatrix();
    double[] square = new double[n * n];
    MatrixProducts.addTransposedProduct(n, n, image.length, jacobian, 0, jacobian, 0, square, 0);
    return Symmetric.average(n, Vectors.scale(2 * residuals.scale(), square));
  }
}
