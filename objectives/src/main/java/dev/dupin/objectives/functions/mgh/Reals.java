package dev.dupin.objectives.functions.mgh;

import dev.dupin.core.autodiff.Real;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Sums and lists of numbers that are differentiated, so that formulas read as in print. */
final class Reals {

  private Reals() {}

  /** Returns the term of {@code from} + … + the term of {@code to}; 0 where there is none. */
  static Real sum(int from, int to, IntFunction<Real> term) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(term)
        .reduce(Real::add)
        .orElse(Real.constant(0));
  }

  /** Returns x_1 + … + x_n. */
  static Real sum(Real[] x) {
    return sum(1, x.length, j -> x[j - 1]);
  }

  /** Returns the terms of 1, …, {@code count}. */
  static Real[] each(int count, IntFunction<Real> term) {
    return IntStream.rangeClosed(1, count).mapToObj(term).toArray(Real[]::new);
  }

  /** Returns constant - x. */
  static Real minus(double constant, Real x) {
    return Real.constant(constant).subtract(x);
  }

  /** Returns one list after the other. */
  static Real[] join(Real[] first, Real... second) {
    Real[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
