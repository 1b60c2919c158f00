package dev.dupin.cli;

import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.TrialEvent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a line of progress shows: the accepted point, and the control of the latest trial. */
final class RunState {
  /**
   * How the parts call what limits a step, and how a person does. The first one reported counts.
   */
  private static final List<String> CONTROLS =
      List.of("radius", "damping", "cubicWeight", "stepLength", "learningRate");

  private double value = Double.NaN;
  private double gradientNorm = Double.NaN;
  private double fullValue = Double.NaN;
  private double controlled = Double.NaN;
  private Optional<String> control = Optional.empty();
  private long iteration;
  private double seconds;

  /** Takes in a row of the trace. What nobody paid for leaves the last number that was paid. */
  void see(TrialEvent event) {
    if (event.trial() == 0) {
      control = CONTROLS.stream().filter(event.columns()::contains).findFirst();
    }
    iteration = event.iteration();
    seconds = event.number("seconds");
    control.ifPresent(name -> controlled = paid(event.number(name), controlled));
    if (event.accepted()) {
      fullValue = paid(event.number(TrialEvent.FULL_VALUE), fullValue);
      if (event.trial() > 0 || !inBatches()) {
        value = paid(event.number("value"), value);
        gradientNorm = paid(event.number("gradientNorm"), gradientNorm);
      }
    }
  }

  /** Then the numbers of a batch may never be paid again after the start. */
  private boolean inBatches() {
    return !Double.isNaN(fullValue);
  }

  private static double paid(double number, double before) {
    return Double.isNaN(number) ? before : number;
  }

  /**
   * Returns {@code iteration 12 f 0.0654 |g| 3.10e-05 radius 2 85/s}; in mini-batches {@code full f
   * 0.066} comes first, and the numbers of a batch where they are paid.
   */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder("iteration ").append(iteration);
    if (inBatches()) {
      line.append("  full f ").append(Text.digits(fullValue, 6));
    }
    if (!inBatches() || !Double.isNaN(value)) {
      line.append("  f ").append(Text.digits(value, 6));
      line.append("  |g| ").append(Numbers.brief(gradientNorm));
    }
    control.ifPresent(
        name -> line.append("  ").append(name).append(' ').append(Numbers.brief(controlled)));
    if (iteration > 0 && seconds > 0) {
      line.append("  ").append(rate(iteration / seconds));
    }
    return line.toString();
  }

  private static String rate(double perSecond) {
    if (perSecond < 1e4) {
      return String.format(Locale.ROOT, perSecond < 10 ? "%.1f/s" : "%.0f/s", perSecond);
    }
    return perSecond < 1e6
        ? String.format(Locale.ROOT, "%.0fk/s", perSecond / 1e3)
        : String.format(Locale.ROOT, "%.1fM/s", perSecond / 1e6);
  }
}
