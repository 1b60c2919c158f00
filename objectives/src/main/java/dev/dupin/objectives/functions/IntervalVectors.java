package dev.dupin.objectives.functions;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;

/** Vectors of intervals, changed in place before they are handed out. */
final class IntervalVectors {

  private IntervalVectors() {}

  static Intervals copy(Intervals a) {
    return new Intervals(a.lower().clone(), a.upper().clone());
  }

  /** What constants of a program stand for. */
  static Intervals ofConstants(double[] constants) {
    Intervals result = new Intervals(new double[constants.length], new double[constants.length]);
    for (int i = 0; i < constants.length; i++) {
      set(result, i, IntervalArithmetic.ofConstant(constants[i]));
    }
    return result;
  }

  static void set(Intervals vector, int i, Interval entry) {
    vector.lower()[i] = entry.lower();
    vector.upper()[i] = entry.upper();
  }

  static Interval dot(Intervals a, Intervals b) {
    Interval sum = IntervalArithmetic.ZERO;
    for (int i = 0; i < a.length(); i++) {
      sum = IntervalArithmetic.add(sum, IntervalArithmetic.multiply(a.get(i), b.get(i)));
    }
    return sum;
  }

  /** Adds b to a. */
  static void add(Intervals a, Intervals b) {
    for (int i = 0; i < a.length(); i++) {
      set(a, i, IntervalArithmetic.add(a.get(i), b.get(i)));
    }
  }

  /** Adds a multiple of b to a. */
  static void addScaled(Intervals a, Interval scale, Intervals b) {
    for (int i = 0; i < a.length(); i++) {
      Interval scaled = IntervalArithmetic.multiply(scale, b.get(i));
      set(a, i, IntervalArithmetic.add(a.get(i), scaled));
    }
  }

  /** Returns the product of a row-major n x n matrix and a vector. */
  static Intervals product(Intervals matrix, Intervals v) {
    int n = v.length();
    Intervals result = new Intervals(new double[n], new double[n]);
    for (int i = 0; i < n; i++) {
      Interval sum = IntervalArithmetic.ZERO;
      for (int j = 0; j < n; j++) {
        Interval term = IntervalArithmetic.multiply(matrix.get(i * n + j), v.get(j));
        sum = IntervalArithmetic.add(sum, term);
      }
      set(result, i, sum);
    }
    return result;
  }
}
