package dev.dupin.core.audit;

import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.linear.Vectors;
import java.util.function.UnaryOperator;

/**
 * Compares two forms of one matrix, M and its transpose or M twice, by u'(M v) = (M'u)'v for random
 * u and v. Both sides are exact, so only rounding may keep them apart; where more does, u and v are
 * halved until the entry is known.
 */
final class PairingCheck {

  /** Relative; the rounding of sums of ten thousand terms is below it. */
  static final double TOLERANCE = 1e-10;

  private static final int DRAWS = 3;

  private final Place place;
  private final Tally tally;
  private final UnaryOperator<double[]> product;
  private final UnaryOperator<double[]> transposed;
  private final DerivativeCheck.IntNames names;

  /**
   * @param product M v; what it says counts as claimed
   * @param transposed M'u by the other form; what it says counts as measured
   */
  PairingCheck(
      Place place,
      Tally tally,
      UnaryOperator<double[]> product,
      UnaryOperator<double[]> transposed,
      DerivativeCheck.IntNames names) {
    this.place = place;
    this.tally = tally;
    this.product = product;
    this.transposed = transposed;
    this.names = names;
  }

  /** Compares, where M has a column for each coordinate. */
  void run() {
    run(place.dimension());
  }

  /**
   * Compares.
   *
   * @param n the number of columns of M
   */
  void run(int n) {
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] v = ones(n);
      double[] u = ones(product.apply(v).length);
      if (isWrong(u, v)) {
        locate(u, v);
      }
    }
    for (int j = 0; n <= DerivativeCheck.FEW && j < n; j++) {
      double[] v = new double[n];
      v[j] = 1;
      double[] u = ones(product.apply(v).length);
      if (isWrong(u, v)) {
        locate(u, v);
      }
    }
  }

  private double[] ones(int length) {
    double[] ones = new double[length];
    for (int i = 0; i < length; i++) {
      ones[i] = place.random().nextBoolean() ? 1 : -1;
    }
    return ones;
  }

  private boolean isWrong(double[] u, double[] v) {
    double[] forward = product.apply(v);
    double[] backward = transposed.apply(u);
    double left = Vectors.dot(u, forward);
    double right = Vectors.dot(v, backward);
    double size = Math.max(absolute(u, forward), absolute(v, backward));
    double error = size == 0 ? 0 : Math.abs(left - right) / size;
    tally.agree(error);
    return !(error <= TOLERANCE);
  }

  /** Returns the sum of sizes: what rounding is relative to. */
  private static double absolute(double[] u, double[] w) {
    double sum = 0;
    for (int i = 0; i < u.length; i++) {
      sum += Math.abs(u[i] * w[i]);
    }
    return sum;
  }

  private void locate(double[] u, double[] v) {
    int column = one(v, part -> isWrong(u, part));
    double[] alone = only(v, column, column + 1);
    int row = one(u, part -> isWrong(part, alone));
    double[] single = only(u, row, row + 1);
    double sign = u[row] * v[column];
    double claimed = sign * Vectors.dot(single, product.apply(alone));
    double measured = sign * Vectors.dot(alone, transposed.apply(single));
    tally.wrong(new Discrepancy(names.of(row, column), place.label(), claimed, measured, 0));
  }

  private interface Test {
    boolean isWrong(double[] part);
  }

  /** Returns an entry of w that alone is wrong already, by halving. */
  private static int one(double[] w, Test test) {
    int from = 0;
    int to = w.length;
    while (to - from > 1) {
      int middle = (from + to) >>> 1;
      if (test.isWrong(only(w, from, middle))) {
        to = middle;
      } else {
        from = middle;
      }
    }
    return from;
  }

  private static double[] only(double[] w, int from, int to) {
    double[] part = new double[w.length];
    System.arraycopy(w, from, part, from, to - from);
    return part;
  }
}
