package dev.dupin.curvature;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.curvature.dense.Symmetric;
import dev.dupin.curvature.difference.GradientDifferences;
import dev.dupin.curvature.difference.SparseSymmetric;
import dev.dupin.curvature.difference.StarColouring;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Hessian at one point by differences, kept as far as it was paid for. */
final class DifferenceOperator implements SymmetricOperator {

  /**
   * Up to so many colours the whole sparse matrix costs no more than the products of a few
   * conjugate gradient steps.
   */
  private static final int FEW_COLOURS = 8;

  private final int n;
  private final GradientDifferences differences;
  private final Optional<StarColouring> colouring;
  private @Nullable SparseSymmetric sparse;
  private @Nullable DenseSymmetric dense;

  /** Pays nothing yet. */
  DifferenceOperator(int n, GradientDifferences differences, Optional<StarColouring> colouring) {
    this.n = n;
    this.differences = differences;
    this.colouring = colouring;
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public Set<Trait> traits() {
    return FiniteDifferenceHessian.TRAITS;
  }

  @Override
  public void apply(double[] v, double[] result) {
    if (sparse != null || colouring.filter(known -> known.count() <= FEW_COLOURS).isPresent()) {
      sparse(colouring.orElseThrow()).apply(v, result);
    } else if (dense != null) {
      dense.apply(v, result);
    } else {
      differences.product(v, result);
    }
  }

  private SparseSymmetric sparse(StarColouring known) {
    if (sparse == null) {
      sparse = differences.sparse(known);
    }
    return sparse;
  }

  @Override
  public DenseSymmetric toDense() {
    if (dense == null) {
      // Whoever asks for the matrix factors it into a second one.
      DenseMemory.require(n, 2, DenseMemory.PRODUCTS_INSTEAD);
      dense =
          colouring
              .map(known -> sparse(known).dense())
              .orElseGet(() -> Symmetric.average(n, differences.dense(1)));
    }
    return dense;
  }

  @Override
  public Optional<double[]> diagonal() {
    return sparse == null ? Optional.empty() : Optional.of(sparse.diagonal());
  }
}
