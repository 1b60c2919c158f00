package dev.dupin.objectives.functions;

import static dev.dupin.core.interval.IntervalArithmetic.TWO;
import static dev.dupin.core.interval.IntervalArithmetic.add;
import static dev.dupin.core.interval.IntervalArithmetic.multiply;
import static dev.dupin.core.interval.IntervalArithmetic.subtract;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * {@link Reflections} in intervals, as Q = I - U T U' with the normals as columns of U and a small
 * upper triangular T (Schreiber and Van Loan 1989, "A storage-efficient WY representation for
 * products of Householder transformations"). Bounds that go through one reflection after the other
 * would become three times as wide at each. The normals are numbers and stand for themselves: they
 * are what the rotation is, however they were rounded.
 */
final class ReflectionBounds {

  private static final Interval HALF = Interval.of(0.5);
  private static final Interval MINUS_ONE = Interval.of(-1);

  private final List<Intervals> u;
  private final Interval[][] t;

  ReflectionBounds(Reflections reflections) {
    u = reflections.normals().stream().map(normal -> new Intervals(normal, normal)).toList();
    t = triangle(u);
  }

  /** Column j is -2 T U'u_j above the diagonal and 2 on it. */
  private static Interval[][] triangle(List<Intervals> u) {
    int k = u.size();
    Interval[][] t = zeros(k);
    for (int j = 0; j < k; j++) {
      for (int i = 0; i < j; i++) {
        Interval sum = IntervalArithmetic.ZERO;
        for (int l = i; l < j; l++) {
          sum = add(sum, multiply(t[i][l], IntervalVectors.dot(u.get(l), u.get(j))));
        }
        t[i][j] = multiply(Interval.of(-2), sum);
      }
      t[j][j] = TWO;
    }
    return t;
  }

  private static Interval[][] zeros(int k) {
    Interval[][] zeros = new Interval[k][k];
    for (Interval[] row : zeros) {
      Arrays.fill(row, IntervalArithmetic.ZERO);
    }
    return zeros;
  }

  /** Turns a box of vectors into bounds of Q v, in place. */
  void apply(Intervals v) {
    turn(v, t);
  }

  /** Turns a box of vectors into bounds of Q' v, in place. */
  void transposed(Intervals v) {
    turn(v, transpose(t));
  }

  private void turn(Intervals v, Interval[][] middle) {
    Interval[] along =
        u.stream().map(normal -> IntervalVectors.dot(normal, v)).toArray(Interval[]::new);
    for (int i = 0; i < u.size(); i++) {
      Interval sum = IntervalArithmetic.ZERO;
      for (int j = 0; j < along.length; j++) {
        sum = add(sum, multiply(middle[i][j], along[j]));
      }
      IntervalVectors.addScaled(v, IntervalArithmetic.negate(sum), u.get(i));
    }
  }

  private static Interval[][] transpose(Interval[][] a) {
    Interval[][] transposed = zeros(a.length);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        transposed[i][j] = a[j][i];
      }
    }
    return transposed;
  }

  private static Interval[][] product(Interval[][] a, Interval[][] b) {
    Interval[][] product = zeros(a.length);
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int l = 0; l < a.length; l++) {
          product[i][j] = add(product[i][j], multiply(a[i][l], b[l][j]));
        }
      }
    }
    return product;
  }

  /**
   * Turns bounds of a symmetric n x n matrix M into bounds of Q M Q' = M - U Z' - Z U', in place,
   * where Z = M U T' - U (T U'M U T') / 2.
   */
  void conjugate(Intervals m, int n) {
    List<Intervals> mu = u.stream().map(normal -> IntervalVectors.product(m, normal)).toList();
    Interval[][] inner = zeros(u.size());
    for (int i = 0; i < u.size(); i++) {
      for (int j = 0; j < u.size(); j++) {
        inner[i][j] = IntervalVectors.dot(u.get(i), mu.get(j));
      }
    }
    Interval[][] half = product(product(t, inner), transpose(t));
    for (Interval[] row : half) {
      Arrays.setAll(row, j -> multiply(HALF, row[j]));
    }
    List<Intervals> z = combined(mu, transpose(t), half, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        Interval entry = subtract(m.get(i * n + j), outer(z, i, j));
        IntervalVectors.set(m, i * n + j, entry);
        IntervalVectors.set(m, j * n + i, entry);
      }
    }
  }

  /** Column j is the sum of mu_l a_lj - u_l b_lj. */
  private List<Intervals> combined(List<Intervals> mu, Interval[][] a, Interval[][] b, int n) {
    List<Intervals> columns = new ArrayList<>();
    for (int j = 0; j < u.size(); j++) {
      Intervals column = new Intervals(new double[n], new double[n]);
      for (int l = 0; l < u.size(); l++) {
        IntervalVectors.addScaled(column, a[l][j], mu.get(l));
        IntervalVectors.addScaled(column, multiply(MINUS_ONE, b[l][j]), u.get(l));
      }
      columns.add(column);
    }
    return columns;
  }

  /** Entry (i, j) of U Z' + Z U'. */
  private Interval outer(List<Intervals> z, int i, int j) {
    Interval sum = IntervalArithmetic.ZERO;
    for (int l = 0; l < z.size(); l++) {
      sum = add(sum, multiply(u.get(l).get(i), z.get(l).get(j)));
      sum = add(sum, multiply(z.get(l).get(i), u.get(l).get(j)));
    }
    return sum;
  }
}
