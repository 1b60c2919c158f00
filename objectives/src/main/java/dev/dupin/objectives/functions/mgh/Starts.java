package dev.dupin.objectives.functions.mgh;

import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Standard starts of problems with any number of variables. */
final class Starts {

  private Starts() {}

  /** Returns the start whose j-th coordinate, j from 1, is told. */
  static double[] each(int n, IntToDoubleFunction coordinate) {
    return IntStream.rangeClosed(1, n).mapToDouble(coordinate).toArray();
  }

  /** Returns the start that repeats a few numbers. */
  static IntFunction<double[]> repeated(double... numbers) {
    return n -> each(n, j -> numbers[(j - 1) % numbers.length]);
  }
}
