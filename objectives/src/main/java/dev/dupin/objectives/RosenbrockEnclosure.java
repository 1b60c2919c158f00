package dev.dupin.objectives;

import static dev.dupin.core.interval.IntervalArithmetic.ONE;
import static dev.dupin.core.interval.IntervalArithmetic.TWO;
import static dev.dupin.core.interval.IntervalArithmetic.ZERO;
import static dev.dupin.core.interval.IntervalArithmetic.add;
import static dev.dupin.core.interval.IntervalArithmetic.between;
import static dev.dupin.core.interval.IntervalArithmetic.multiply;
import static dev.dupin.core.interval.IntervalArithmetic.square;
import static dev.dupin.core.interval.IntervalArithmetic.subtract;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.objective.Enclosure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The Rosenbrock function over a box; names as in {@link RosenbrockEvaluation}. */
final class RosenbrockEnclosure implements Enclosure {

  private static final Interval HUNDRED = Interval.of(100);
  private static final Interval TWO_HUNDRED = Interval.of(200);
  private static final Interval MINUS_FOUR_HUNDRED = Interval.of(-400);
  private static final Interval TWELVE_HUNDRED = Interval.of(1200);

  private final Interval[] x;
  private final int stride;
  private @Nullable Intervals gradient;
  private @Nullable Intervals hessian;

  RosenbrockEnclosure(double[] lower, double[] upper, int stride) {
    this.x = new Interval[lower.length];
    Arrays.setAll(x, i -> between(lower[i], upper[i]));
    this.stride = stride;
  }

  /** A polynomial is smooth; only that it stays finite has to be seen. */
  @Override
  public boolean isSmooth() {
    return IntervalArithmetic.isBounded(value());
  }

  @Override
  public Interval value() {
    Interval sum = ZERO;
    for (int i = 0; i + 1 < x.length; i += stride) {
      sum = add(sum, add(multiply(HUNDRED, square(bend(i))), square(distance(i))));
    }
    return sum;
  }

  private Interval bend(int i) {
    return subtract(x[i + 1], square(x[i]));
  }

  private Interval distance(int i) {
    return subtract(ONE, x[i]);
  }

  @Override
  public Intervals gradient() {
    if (gradient == null) {
      Interval[] entries = new Interval[x.length];
      Arrays.fill(entries, ZERO);
      for (int i = 0; i + 1 < x.length; i += stride) {
        Interval steep = multiply(multiply(MINUS_FOUR_HUNDRED, x[i]), bend(i));
        Interval inner = subtract(steep, multiply(TWO, distance(i)));
        entries[i] = add(entries[i], inner);
        entries[i + 1] = multiply(TWO_HUNDRED, bend(i));
      }
      gradient =
          new Intervals(
              Arrays.stream(entries).mapToDouble(Interval::lower).toArray(),
              Arrays.stream(entries).mapToDouble(Interval::upper).toArray());
    }
    return gradient;
  }

  @Override
  public Intervals hessian() {
    if (hessian == null) {
      int n = x.length;
      Intervals filled = new Intervals(new double[Math.multiplyExact(n, n)], new double[n * n]);
      for (int i = 0; i + 1 < n; i += stride) {
        int diagonal = i * (n + 1);
        set(filled, diagonal, add(filled.get(diagonal), upper(i)));
        set(filled, diagonal + n + 1, TWO_HUNDRED);
        set(filled, diagonal + 1, multiply(MINUS_FOUR_HUNDRED, x[i]));
        set(filled, diagonal + n, multiply(MINUS_FOUR_HUNDRED, x[i]));
      }
      hessian = filled;
    }
    return hessian;
  }

  /** What term i adds to entry (i, i): 1200 x_i^2 - 400 x_{i+1} + 2. */
  private Interval upper(int i) {
    Interval curved = multiply(TWELVE_HUNDRED, square(x[i]));
    return add(add(curved, multiply(MINUS_FOUR_HUNDRED, x[i + 1])), TWO);
  }

  /** Before the matrix is handed out. */
  private static void set(Intervals matrix, int at, Interval entry) {
    matrix.lower()[at] = entry.lower();
    matrix.upper()[at] = entry.upper();
  }
}
