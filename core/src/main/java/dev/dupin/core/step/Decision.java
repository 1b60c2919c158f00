package dev.dupin.core.step;

import dev.dupin.core.objective.Evaluation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a trial.
 *
 * @param next the next iterate, or null if the trial is refused
 * @param stalled why no further trial makes sense, or null
 */
public record Decision(@Nullable Evaluation next, @Nullable String stalled) {

  /** The trial is refused; the stepper has contracted and will propose another. */
  public static final Decision REJECT = new Decision(null, null);

  /**
   * Takes a trial.
   *
   * @param anyTrialOfThisIteration usually the one just judged; a line search may go back to an
   *     earlier one
   */
  public static Decision accept(Evaluation anyTrialOfThisIteration) {
    return new Decision(
        Objects.requireNonNull(anyTrialOfThisIteration, "an accepted trial is null"), null);
  }

  /**
   * Ends the run: the radius, damping or length is exhausted.
   *
   * @param why with the numbers, such as {@code radius 1.1e-17 is below 2.2e-16}
   */
  public static Decision stalled(String why) {
    return new Decision(null, Objects.requireNonNull(why, "the reason of a stall is null"));
  }
}
