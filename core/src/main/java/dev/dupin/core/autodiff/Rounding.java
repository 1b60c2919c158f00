package dev.dupin.core.autodiff;

/** What a sweep does to the numbers on their way: nothing, or another rounding. */
interface Rounding {

  /** Leaves everything as it is. */
  Rounding NONE = new Rounding() {};

  /** Returns the rounded input of a program. */
  default double input(double x) {
    return x;
  }

  /** Returns a rounded constant: the same for the same constant. */
  default double constant(double c) {
    return c;
  }

  /** Returns the series that an operation reads in place of an operand. */
  default double[] operand(double[] series) {
    return series;
  }

  /** Returns the rounded result of an operation. */
  default double[] result(double[] series) {
    return series;
  }
}
