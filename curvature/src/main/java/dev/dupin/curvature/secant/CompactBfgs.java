package dev.dupin.curvature.secant;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.Cholesky;
import java.util.List;
import java.util.Optional;

/**
 * The BFGS matrix of a few secant pairs (s_i, y_i) over a multiple of the identity, without any
 * matrix of n rows (Byrd, Nocedal and Schnabel 1994, "Representations of quasi-Newton matrices and
 * their use in limited memory methods"):
 *
 * <pre>
 *   B = d I - W M^-1 W',   W = [d S, Y],   M = [ d S'S   L ]
 *                                              [   L'   -D ]
 * </pre>
 *
 * <p>where D holds the s_i'y_i, and L the s_i'y_j with i &gt; j. With m pairs a product costs 4 m n
 * multiplications, and so does a solution with B + shift I, by the identity of Sherman, Morrison
 * and Woodbury. Both systems of 2 m equations are solved by Cholesky factors of m rows, since
 * eliminating the second half leaves a positive definite matrix.
 */
public final class CompactBfgs {

  private final List<SecantPair> pairs;
  private final int m;
  private final double scale;
  private final SecantHistory history;
  private final Reduced forward;

  private CompactBfgs(SecantHistory history, double scale, Reduced forward) {
    this.history = history;
    this.pairs = history.pairs();
    this.m = history.size();
    this.scale = scale;
    this.forward = forward;
  }

  /**
   * Prepares the matrix; empty where the pairs depend on one another so closely that rounding hides
   * the definiteness: then the oldest should go.
   *
   * @param history the pairs; must not change while the result is used
   * @param scale d, positive
   */
  public static Optional<CompactBfgs> of(SecantHistory history, double scale) {
    int m = history.size();
    double[] first = new double[m * m];
    double[] coupling = new double[m * m];
    double[] second = new double[m * m];
    for (int i = 0; i < m; i++) {
      second[i * m + i] = history.mixedProduct(i, i);
      for (int j = 0; j < m; j++) {
        first[i * m + j] = scale * history.stepProduct(i, j);
        coupling[i * m + j] = i > j ? history.mixedProduct(i, j) : 0;
      }
    }
    return Reduced.of(m, first, coupling, second)
        .map(forward -> new CompactBfgs(history, scale, forward));
  }

  /** Fills {@code result} with B v. */
  public void apply(double[] v, double[] result) {
    double[] first = new double[m];
    double[] second = new double[m];
    for (int i = 0; i < m; i++) {
      first[i] = scale * Vectors.dot(pairs.get(i).step(), v);
      second[i] = Vectors.dot(pairs.get(i).change(), v);
    }
    forward.solve(first, second);
    for (int i = 0; i < v.length; i++) {
      result[i] = scale * v[i];
    }
    for (int i = 0; i < m; i++) {
      Vectors.addScaled(result, -scale * first[i], pairs.get(i).step());
      Vectors.addScaled(result, -second[i], pairs.get(i).change());
    }
  }

  /** Fills {@code result} with B^-1 rhs, by the two loops of Nocedal (1980). */
  public void solve(double[] rhs, double[] result) {
    System.arraycopy(rhs, 0, result, 0, rhs.length);
    double[] weights = new double[m];
    for (int i = m - 1; i >= 0; i--) {
      SecantPair pair = pairs.get(i);
      weights[i] = Vectors.dot(pair.step(), result) / pair.product();
      Vectors.addScaled(result, -weights[i], pair.change());
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= scale;
    }
    for (int i = 0; i < m; i++) {
      SecantPair pair = pairs.get(i);
      double weight = Vectors.dot(pair.change(), result) / pair.product();
      Vectors.addScaled(result, weights[i] - weight, pair.step());
    }
  }

  /**
   * Returns a solver with B + shift I; empty where rounding hides that it is positive definite.
   *
   * <p>With t = d + shift, (B + shift I)^-1 = I/t + W (M - W'W/t)^-1 W' / t^2.
   *
   * @param shift not negative
   */
  public Optional<Inverse> shiftedInverse(double shift) {
    if (shift == 0) {
      return Optional.of(this::solve);
    }
    double total = scale + shift;
    double[] first = new double[m * m];
    double[] coupling = new double[m * m];
    double[] second = new double[m * m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        double below = i > j ? history.mixedProduct(i, j) : 0;
        first[i * m + j] = scale * (shift / total) * history.stepProduct(i, j);
        coupling[i * m + j] = below - scale / total * history.mixedProduct(i, j);
        second[i * m + j] =
            history.changeProduct(i, j) / total + (i == j ? history.mixedProduct(i, i) : 0);
      }
    }
    return Reduced.of(m, first, coupling, second)
        .map(reduced -> (rhs, result) -> solveShifted(reduced, total, rhs, result));
  }

  private void solveShifted(Reduced reduced, double total, double[] rhs, double[] result) {
    double[] first = new double[m];
    double[] second = new double[m];
    for (int i = 0; i < m; i++) {
      first[i] = scale / total * Vectors.dot(pairs.get(i).step(), rhs);
      second[i] = Vectors.dot(pairs.get(i).change(), rhs) / total;
    }
    reduced.solve(first, second);
    for (int i = 0; i < rhs.length; i++) {
      result[i] = rhs[i] / total;
    }
    for (int i = 0; i < m; i++) {
      Vectors.addScaled(result, scale / total * first[i], pairs.get(i).step());
      Vectors.addScaled(result, second[i] / total, pairs.get(i).change());
    }
  }

  /**
   * Solves [A, C; C', -G] (p, q) = (a, b) with A + C G^-1 C' and G positive definite, by
   * eliminating q.
   */
  private record Reduced(int m, double[] coupling, Cholesky second, Cholesky complement) {

    static Optional<Reduced> of(int m, double[] first, double[] coupling, double[] second) {
      return Cholesky.of(m, second)
          .flatMap(
              factor ->
                  Cholesky.of(m, complement(m, first, coupling, factor))
                      .map(complement -> new Reduced(m, coupling, factor, complement)));
    }

    private static double[] complement(int m, double[] first, double[] coupling, Cholesky second) {
      double[] complement = first.clone();
      for (int j = 0; j < m; j++) {
        double[] column = new double[m];
        System.arraycopy(coupling, j * m, column, 0, m);
        second.solve(column);
        for (int i = 0; i < m; i++) {
          for (int k = 0; k < m; k++) {
            complement[i * m + j] += coupling[i * m + k] * column[k];
          }
        }
      }
      return complement;
    }

    /** Overwrites both halves of the right-hand side with the solution. */
    void solve(double[] a, double[] b) {
      double[] q = b.clone();
      second.solve(q);
      for (int i = 0; i < m; i++) {
        for (int k = 0; k < m; k++) {
          a[i] += coupling[i * m + k] * q[k];
        }
      }
      complement.solve(a);
      for (int k = 0; k < m; k++) {
        b[k] = -b[k];
        for (int i = 0; i < m; i++) {
          b[k] += coupling[i * m + k] * a[i];
        }
      }
      second.solve(b);
    }
  }
}
