package dev.dupin.core.autodiff;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import java.util.Arrays;

/** How a function is made of the outputs of its program, in intervals. */
sealed interface Outer {

  /** Returns bounds of the function. */
  Interval value(Interval[] outputs);

  /** Returns bounds of its derivatives with respect to the outputs. */
  Interval[] weights(Interval[] outputs);

  /** Returns bounds of the second derivative with respect to each output; mixed ones are 0. */
  Interval curvature();

  /** The only output itself. */
  record Itself() implements Outer {

    @Override
    public Interval value(Interval[] outputs) {
      return outputs[0];
    }

    @Override
    public Interval[] weights(Interval[] outputs) {
      return new Interval[] {IntervalArithmetic.ONE};
    }

    @Override
    public Interval curvature() {
      return IntervalArithmetic.ZERO;
    }
  }

  /**
   * A sum of squares.
   *
   * @param scale the factor before it
   */
  record Squares(double scale) implements Outer {

    @Override
    public Interval value(Interval[] outputs) {
      Interval sum = IntervalArithmetic.ZERO;
      for (Interval output : outputs) {
        sum = IntervalArithmetic.add(sum, IntervalArithmetic.square(output));
      }
      return IntervalArithmetic.multiply(IntervalArithmetic.ofConstant(scale), sum);
    }

    @Override
    public Interval[] weights(Interval[] outputs) {
      Interval twice = curvature();
      return Arrays.stream(outputs)
          .map(output -> IntervalArithmetic.multiply(twice, output))
          .toArray(Interval[]::new);
    }

    @Override
    public Interval curvature() {
      return IntervalArithmetic.multiply(
          IntervalArithmetic.TWO, IntervalArithmetic.ofConstant(scale));
    }
  }
}
