package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import java.util.Optional;
import java.util.Set;

/**
 * A positive definite matrix V diag(values) V' by its eigenvectors: 2 n^2 multiplications a product
 * or a solve.
 *
 * @param values n positive eigenvalues, in the order of the eigenvectors
 * @param eigen the decomposition whose eigenvectors V are used
 */
public record SpectralOperator(double[] values, SymmetricEigen eigen) implements SymmetricOperator {

  private static final double EPS = 0x1p-52;

  /** What it promises, whatever it was made from. */
  public static final Set<Trait> TRAITS =
      Set.of(Trait.POSITIVE_DEFINITE, Trait.POSITIVE_SEMIDEFINITE);

  /**
   * Returns the absolute value |B| = V |Lambda| V' of a matrix. Eigenvalues are kept from 0 by n
   * eps |B|, their own rounding error; the absolute value of the zero matrix is the identity.
   */
  public static SpectralOperator absolute(SymmetricEigen eigen) {
    double[] values = eigen.values().clone();
    double floor = values.length * EPS * eigen.norm();
    for (int i = 0; i < values.length; i++) {
      values[i] = floor == 0 ? 1 : Math.max(Math.abs(values[i]), floor);
    }
    return new SpectralOperator(values, eigen);
  }

  @Override
  public int dimension() {
    return values.length;
  }

  @Override
  public Set<Trait> traits() {
    return TRAITS;
  }

  @Override
  public void apply(double[] v, double[] result) {
    double[] coordinates = eigen.coordinates(v);
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] *= values[i];
    }
    fill(coordinates, result);
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    return Optional.of(
        (rhs, result) -> {
          double[] coordinates = eigen.coordinates(rhs);
          for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] /= values[i] + shift;
          }
          fill(coordinates, result);
        });
  }

  private void fill(double[] coordinates, double[] result) {
    System.arraycopy(eigen.combine(coordinates), 0, result, 0, result.length);
  }

  @Override
  public DenseSymmetric toDense() {
    int n = values.length;
    double[] vectors = eigen.vectors();
    double[] matrix = new double[n * n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        double factor = values[k] * vectors[k * n + i];
        for (int j = 0; j <= i; j++) {
          matrix[i * n + j] += factor * vectors[k * n + j];
        }
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        matrix[j * n + i] = matrix[i * n + j];
      }
    }
    return new DenseSymmetric(n, matrix);
  }
}
