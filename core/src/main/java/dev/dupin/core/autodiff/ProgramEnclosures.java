package dev.dupin.core.autodiff;

import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import java.util.Arrays;

/**
 * The boxes of a recorded function. Where it looked at a value, its record holds at its own point
 * only: another point, however near, may take another way.
 *
 * @param forward the record
 * @param point where it was made
 * @param outer how the function is made of the outputs
 */
record ProgramEnclosures(Forward forward, double[] point, Outer outer) implements Enclosures {

  @Override
  public Enclosure over(double[] lower, double[] upper) {
    int n = point.length;
    if (lower.length != n || upper.length != n) {
      throw new IllegalArgumentException(
          "a box in "
              + n
              + " variables was asked with "
              + lower.length
              + " lower and "
              + upper.length
              + " upper bounds");
    }
    if (forward.isEverywhere()) {
      return new ProgramEnclosure(forward.program(), outer, lower, upper);
    }
    return Arrays.equals(lower, point) && Arrays.equals(upper, point)
        ? new BranchEnclosure(atPoint())
        : new UnknownEnclosure(n);
  }

  /** Returns the enclosure over the point itself, of the way that the function takes there. */
  Enclosure atPoint() {
    return new ProgramEnclosure(forward.program(), outer, point, point);
  }
}
