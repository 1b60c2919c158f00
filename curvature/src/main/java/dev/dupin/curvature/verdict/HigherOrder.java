package dev.dupin.curvature.verdict;

import org.jspecify.annotations.Nullable;

/**
 * What f does along the null directions of its Hessian.
 *
 * @param outcome whether it falls
 * @param order which order decided, or up to which one looked; 0 where only values were looked at
 *     and show none
 * @param point a point that is lower by more than the errors of f at both; null where none was
 *     found; frozen
 * @param value f there, NaN where there is none
 * @param sentence for a person to read
 * @param products the work in products; a gradient counts as one, a value as one half
 */
public record HigherOrder(
    Outcome outcome,
    int order,
    double @Nullable [] point,
    double value,
    String sentence,
    double products) {

  /** Whether f falls. */
  public enum Outcome {
    /** It does. */
    DECREASE,
    /** It rises, or stays, along every direction that was tried. */
    NO_DECREASE,
    /** Rounding hides what it does. */
    SILENT
  }
}
