package dev.dupin.core.autodiff;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.objective.Enclosure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A recorded function over a box: interval sweeps over its program. With T operations the value
 * takes 16 (n + T) bytes, the gradient as many again, the Hessian up to 112 T and 16 n^2.
 */
final class ProgramEnclosure implements Enclosure {

  private final Program program;
  private final Outer outer;
  private final double[] lower;
  private final double[] upper;
  private @Nullable IntervalSweeps sweeps;
  private @Nullable NodeIntervals adjoints;
  private @Nullable Intervals gradient;
  private @Nullable Intervals hessian;

  /** Runs nothing yet; keeps its arguments. */
  ProgramEnclosure(Program program, Outer outer, double[] lower, double[] upper) {
    this.program = program;
    this.outer = outer;
    this.lower = lower;
    this.upper = upper;
  }

  @Override
  public boolean isSmooth() {
    return sweeps().isSmooth() && IntervalArithmetic.isBounded(value());
  }

  @Override
  public Interval value() {
    return outer.value(sweeps().outputs());
  }

  @Override
  public Intervals gradient() {
    if (gradient == null) {
      NodeIntervals swept = adjoints();
      gradient =
          new Intervals(
              Arrays.copyOf(swept.lower, program.variables),
              Arrays.copyOf(swept.upper, program.variables));
    }
    return gradient;
  }

  @Override
  public Intervals hessian() {
    if (hessian == null) {
      hessian = new IntervalHessian(sweeps(), adjoints(), outer.curvature()).matrix();
    }
    return hessian;
  }

  private IntervalSweeps sweeps() {
    if (sweeps == null) {
      sweeps = new IntervalSweeps(program, lower, upper);
    }
    return sweeps;
  }

  private NodeIntervals adjoints() {
    if (adjoints == null) {
      adjoints = sweeps().adjoints(outer.weights(sweeps().outputs()));
    }
    return adjoints;
  }
}
