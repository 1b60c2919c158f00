package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The errors of an exact Hessian of which the objective says nothing, measured: how far products of
 * neighbouring Hessians with one random vector differ, at distances from a few units in the last
 * place upward, row by row. The vector has entries +-d_j for the scales d_j of the rows, so that a
 * row's difference is about the root of the sum of (e_ij d_j)^2 over its errors e_ij. No entry
 * counts as better than what a sum of positive and negative definite terms rounds to, eps sqrt(h_ii
 * h_jj) by Cauchy and Schwarz.
 */
final class HessianNoise {

  private static final double EPS = 0x1p-52;

  /**
   * Relative distances of the neighbours: long enough to change roundings, and so short that a true
   * change of H over them is no more than the last digits.
   */
  private static final double[] DISTANCES = {0x1p-51, 0x1p-50, 0x1p-49};

  /** As many operations as a formula of few variables has behind an entry. */
  private static final int FEWEST = 16;

  /** Three samples of a random error are rarely all below a third of its bound. */
  private static final double SAFETY = 3;

  private final Evaluation here;
  private final DenseSymmetric matrix;
  private final RandomGenerator random;
  private double products;

  HessianNoise(Evaluation here, DenseSymmetric matrix, RandomGenerator random) {
    this.here = here;
    this.matrix = matrix;
    this.random = random;
  }

  /** Returns the errors of the n x n entries. */
  DenseSymmetric errors() {
    int n = matrix.n();
    double[] scales = scales();
    double[] rows = rows(scales);
    double[] errors = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double measured = Math.sqrt(rows[i] / scales[j] * (rows[j] / scales[i]) / n);
        double entry = FEWEST * EPS * Math.abs(matrix.get(i, j));
        double terms = EPS * Math.sqrt(diagonal(i)) * Math.sqrt(diagonal(j));
        errors[i * n + j] = SAFETY * measured + entry + Math.max(n, FEWEST) * terms;
      }
    }
    return new DenseSymmetric(n, errors);
  }

  private double diagonal(int i) {
    return Math.abs(matrix.get(i, i));
  }

  /** Returns 1/sqrt of the largest entry of every row; 1 for a row of zeros. */
  private double[] scales() {
    int n = matrix.n();
    double[] scales = new double[n];
    for (int i = 0; i < n; i++) {
      double largest = 0;
      for (int j = 0; j < n; j++) {
        largest = Math.max(largest, Math.abs(matrix.get(i, j)));
      }
      scales[i] = largest > 0 ? 1 / Math.sqrt(largest) : 1;
    }
    return scales;
  }

  /** Returns the largest difference of every row of the product. */
  private double[] rows(double[] scales) {
    int n = matrix.n();
    double[] probe = new double[n];
    for (int j = 0; j < n; j++) {
      probe[j] = random.nextBoolean() ? scales[j] : -scales[j];
    }
    double[] product = product(here, probe);
    double[] rows = new double[n];
    for (double distance : DISTANCES) {
      Optional<double[]> neighbour = neighbour(probe, distance);
      for (int i = 0; neighbour.isPresent() && i < n; i++) {
        double difference = Math.abs(neighbour.get()[i] - product[i]);
        rows[i] = difference > rows[i] ? difference : rows[i];
      }
    }
    return rows;
  }

  /** A neighbour outside the domain of f counts for nothing. */
  private Optional<double[]> neighbour(double[] probe, double distance) {
    double[] x = here.point().clone();
    for (int i = 0; i < x.length; i++) {
      x[i] += (random.nextBoolean() ? distance : -distance) * x[i];
    }
    try {
      double[] product = product(here.objective().at(x), probe);
      return Vectors.isFinite(product) ? Optional.of(product) : Optional.empty();
    } catch (RuntimeException outside) {
      return Optional.empty();
    }
  }

  private double[] product(Evaluation there, double[] v) {
    double[] result = new double[v.length];
    Optional<HessianProducts> offered = there.structure(HessianProducts.class);
    if (offered.isPresent()) {
      products += 1;
      offered.get().apply(v, result);
    } else {
      products += v.length;
      there.structure(HessianMatrix.class).orElseThrow().matrix().apply(v, result);
    }
    return result;
  }

  /** Returns the work so far in products. */
  double products() {
    return products;
  }
}
