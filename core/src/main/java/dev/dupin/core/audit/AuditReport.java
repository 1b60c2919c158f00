package dev.dupin.core.audit;

import java.util.List;

/**
 * What an audit found.
 *
 * @param dimension of the objective
 * @param points at which it was audited, the first among them the one that was asked for
 * @param surrogate whether the objective declares its gradient to be no derivative, so that nothing
 *     is compared with differences
 * @param checks in the order in which they were made
 */
public record AuditReport(int dimension, int points, boolean surrogate, List<Check> checks) {

  public AuditReport {
    checks = List.copyOf(checks);
  }

  /** Returns whether nothing is wrong. What could not be settled is not wrong. */
  public boolean passed() {
    return checks.stream().noneMatch(check -> check.outcome() == Outcome.WRONG);
  }

  /** How a check ended. */
  public enum Outcome {
    /** Both sides agree to within the error of the comparison. */
    RIGHT,
    /** They do not, at every choice of steps. */
    WRONG,
    /** The comparison has too large an error to tell: the function is not smooth, or not finite. */
    UNSETTLED
  }

  /**
   * One comparison, over all points.
   *
   * @param name what was checked, such as {@code gradient}
   * @param against what it was compared with
   * @param outcome how it ended
   * @param error the largest difference, relative to the size of what was compared; NaN where none
   *     was measured
   * @param sweep the largest relative difference for each step size of the differences, from the
   *     longest step to the shortest; empty where no differences were taken
   * @param discrepancies the entries found wrong, at most eight, the worst first
   * @param note what else is to be said; empty if nothing
   */
  public record Check(
      String name,
      String against,
      Outcome outcome,
      double error,
      List<StepError> sweep,
      List<Discrepancy> discrepancies,
      String note) {

    public Check {
      sweep = List.copyOf(sweep);
      discrepancies = List.copyOf(discrepancies);
    }

    /**
     * Returns the power of the step with which the error falls before rounding stops it: 2 for
     * central differences of a smooth function and its derivative; NaN where it falls nowhere.
     */
    public double order() {
      double order = Double.NaN;
      for (int k = 0; k + 1 < sweep.size(); k++) {
        double fall =
            Math.log(sweep.get(k).error() / sweep.get(k + 1).error())
                / Math.log(sweep.get(k).step() / sweep.get(k + 1).step());
        if (fall > 0.5 && !(fall <= order)) {
          order = fall;
        }
      }
      return order;
    }
  }

  /**
   * The error of differences with one step.
   *
   * @param step relative to the size of the coordinates
   * @param error relative to the size of what was compared
   */
  public record StepError(double step, double error) {}

  /**
   * An entry that is wrong.
   *
   * @param entry its name and place
   * @param at the point: {@code the start}, or {@code point 2}
   * @param claimed what the objective says
   * @param measured what it should be
   * @param uncertainty of what was measured; 0 where both sides are exact
   */
  public record Discrepancy(
      String entry, String at, double claimed, double measured, double uncertainty) {}
}
