package dev.dupin.curvature;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.curvature.dense.Finite;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** G'G / N + diag(ridge), where the N rows of G are the gradients of the terms at one point. */
final class EmpiricalFisher implements SymmetricOperator {

  private static final String MATRIX = "empirical Fisher matrix";

  private final TermGradients gradients;
  private final int terms;
  private final double[] ridge;
  private final Set<Trait> traits;
  private final boolean kept;
  private double @Nullable [][] rows;
  private @Nullable DenseSymmetric dense;
  private double @Nullable [] diagonal;

  /**
   * Pays nothing yet.
   *
   * @param kept whether the gradients are kept, rather than computed anew in every product
   */
  EmpiricalFisher(
      TermGradients gradients, int terms, double[] ridge, Set<Trait> traits, boolean kept) {
    this.gradients = gradients;
    this.terms = terms;
    this.ridge = ridge;
    this.traits = traits;
    this.kept = kept;
  }

  @Override
  public int dimension() {
    return ridge.length;
  }

  @Override
  public Set<Trait> traits() {
    return traits;
  }

  private void forEachRow(Consumer<double[]> use) {
    if (kept) {
      for (double[] row : rows()) {
        use.accept(row);
      }
    } else {
      for (int term = 0; term < terms; term++) {
        use.accept(gradients.of(term));
      }
    }
  }

  private double[][] rows() {
    double[][] known = rows;
    if (known == null) {
      known = new double[terms][];
      for (int term = 0; term < terms; term++) {
        known[term] = gradients.of(term);
      }
      rows = known;
    }
    return known;
  }

  @Override
  public void apply(double[] v, double[] result) {
    for (int j = 0; j < ridge.length; j++) {
      result[j] = ridge[j] * v[j];
    }
    forEachRow(row -> Vectors.addScaled(result, Vectors.dot(row, v) / terms, row));
    Finite.requireProduct(MATRIX, v, result);
  }

  @Override
  public Optional<double[]> diagonal() {
    double[] known = diagonal;
    if (known == null) {
      double[] sums = ridge.clone();
      forEachRow(
          row -> {
            for (int j = 0; j < sums.length; j++) {
              sums[j] += row[j] * row[j] / terms;
            }
          });
      known = sums;
      diagonal = known;
    }
    return Optional.of(known);
  }

  @Override
  public DenseSymmetric toDense() {
    DenseSymmetric known = dense;
    if (known == null) {
      int n = dimension();
      DenseMemory.require(n, 2, DenseMemory.PRODUCTS_INSTEAD);
      double[] values = new double[n * n];
      for (int j = 0; j < n; j++) {
        values[j * n + j] = ridge[j];
      }
      forEachRow(row -> addSquare(row, values));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          values[j * n + i] = values[i * n + j];
        }
      }
      known = Finite.require(MATRIX, new DenseSymmetric(n, values));
      dense = known;
    }
    return known;
  }

  /** Adds g g' / N to the lower triangle. */
  private void addSquare(double[] row, double[] values) {
    int n = row.length;
    for (int i = 0; i < n; i++) {
      double factor = row[i] / terms;
      for (int j = 0; j <= i; j++) {
        values[i * n + j] += factor * row[j];
      }
    }
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    double[] below = Vectors.add(ridge, Vectors.filled(ridge.length, shift));
    return kept && terms < ridge.length
        ? LowRankInverse.of(rows(), 1.0 / terms, below)
        : Optional.empty();
  }
}
