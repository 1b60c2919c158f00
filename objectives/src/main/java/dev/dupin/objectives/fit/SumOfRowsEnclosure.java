package dev.dupin.objectives.fit;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.objective.Enclosure;
import org.jspecify.annotations.Nullable;

/**
 * A sum of squares over a box of parameters, row after row; of a row nothing is kept. The gradient
 * is the sum of r_i grad r_i, the Hessian that of grad r_i grad r_i' + r_i H_i.
 */
final class SumOfRowsEnclosure implements Enclosure {

  private static final Interval HALF = Interval.of(0.5);

  private final SumOfRows sum;
  private final double[] lower;
  private final double[] upper;
  private final int n;
  private @Nullable Interval value;
  private @Nullable Intervals gradient;
  private @Nullable Intervals hessian;

  SumOfRowsEnclosure(SumOfRows sum, double[] lower, double[] upper) {
    this.sum = sum;
    this.lower = lower;
    this.upper = upper;
    this.n = sum.dimension();
    if (lower.length != n || upper.length != n) {
      throw new IllegalArgumentException(
          "the box has " + lower.length + " coordinates; the parameters are " + n);
    }
  }

  @Override
  public boolean isSmooth() {
    for (int i = 0; i < sum.rows(); i++) {
      if (!row(i).isSmooth()) {
        return false;
      }
    }
    return IntervalArithmetic.isBounded(value());
  }

  private Enclosure row(int i) {
    return sum.row(i, lower, upper);
  }

  @Override
  public Interval value() {
    if (value == null) {
      Interval squares = IntervalArithmetic.ZERO;
      for (int i = 0; i < sum.rows(); i++) {
        squares = IntervalArithmetic.add(squares, IntervalArithmetic.square(row(i).value()));
      }
      value = IntervalArithmetic.multiply(HALF, squares);
    }
    return value;
  }

  @Override
  public Intervals gradient() {
    if (gradient == null) {
      Intervals total = zeros(n);
      for (int i = 0; i < sum.rows(); i++) {
        Enclosure row = row(i);
        Interval residual = row.value();
        for (int j = 0; j < n; j++) {
          add(total, j, IntervalArithmetic.multiply(residual, row.gradient().get(j)));
        }
      }
      gradient = total;
    }
    return gradient;
  }

  @Override
  public Intervals hessian() {
    if (hessian == null) {
      Intervals total = zeros(n * n);
      for (int i = 0; i < sum.rows(); i++) {
        addHessian(total, row(i));
      }
      mirror(total);
      hessian = total;
    }
    return hessian;
  }

  /** Adds to the lower triangle; the variables of a row are the parameters and its numbers. */
  private void addHessian(Intervals total, Enclosure row) {
    Interval residual = row.value();
    Intervals slope = row.gradient();
    Intervals curvature = row.hessian();
    int width = slope.length();
    for (int j = 0; j < n; j++) {
      for (int k = 0; k <= j; k++) {
        Interval product =
            j == k
                ? IntervalArithmetic.square(slope.get(j))
                : IntervalArithmetic.multiply(slope.get(j), slope.get(k));
        add(total, j * n + k, product);
        Interval curved = curvature.get(j * width + k);
        add(total, j * n + k, IntervalArithmetic.multiply(residual, curved));
      }
    }
  }

  private void mirror(Intervals matrix) {
    for (int j = 0; j < n; j++) {
      for (int k = 0; k < j; k++) {
        set(matrix, k * n + j, matrix.get(j * n + k));
      }
    }
  }

  private static Intervals zeros(int length) {
    return new Intervals(new double[length], new double[length]);
  }

  /** Before the intervals are handed out. */
  private static void add(Intervals sums, int at, Interval term) {
    set(sums, at, IntervalArithmetic.add(sums.get(at), term));
  }

  private static void set(Intervals intervals, int at, Interval entry) {
    intervals.lower()[at] = entry.lower();
    intervals.upper()[at] = entry.upper();
  }
}
