package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.rounding.KinkProbe;
import dev.dupin.core.rounding.LineCheck;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import java.util.Optional;

/**
 * Looks at f before a run is called converged, since a small gradient says nothing of f where f is
 * not differentiable, or where the gradient is not that of f. Counts on the ledger of the analyses.
 * Costs about 20 gradients where the objective does not know its errors, 28 values, and at a kink
 * up to 200 values instead.
 */
final class LastLook implements Checkpointable {

  /** Above this many variables a look takes no more than four vectors: the run may fill memory. */
  private static final int LARGE = 100_000;

  private final GuardedObjective judged;
  private final RunContext context;

  /** Whether f and gradient of a point are those of one function. */
  private final boolean isMeaningful;

  /** The value that the latest step away from a kink led to. */
  private double reached = Double.POSITIVE_INFINITY;

  /**
   * @param judged the objective of the run, counted on the ledger of the analyses
   */
  LastLook(GuardedObjective judged, RunContext context, boolean inBatches) {
    this.judged = judged;
    this.context = context;
    isMeaningful = !inBatches && !judged.gradientIsSurrogate();
  }

  /**
   * What was seen: how the run ends, or the lower point that it goes on from.
   *
   * @param end how it ends, if there is no lower point
   * @param lower n coordinates, or none
   */
  record Seen(End end, Optional<double[]> lower) {

    static Seen end(End end) {
      return new Seen(end, Optional.empty());
    }
  }

  /**
   * Looks at f around a point where a run has converged. What the objective throws meanwhile, or
   * the end of the time, leaves the run converged.
   *
   * @param small the gradient norm that counts as small
   */
  @SuppressWarnings("CatchingUnchecked") // a look that fails has seen nothing
  Seen at(GuardedEvaluation here, End converged, double small) {
    if (!isMeaningful || context.cancelled()) {
      return Seen.end(converged);
    }
    try {
      return seen(judged.at(here.point()), converged, small);
    } catch (Exception
        | RunOver
        | LinkageError
        | AssertionError
        | StackOverflowError
        | OutOfMemoryError unknown) {
      return Seen.end(converged);
    }
  }

  private Seen seen(GuardedEvaluation here, End converged, double small) {
    PointErrors errors =
        here.point().length > LARGE
            ? PointErrors.ofValue(here)
            : PointErrors.of(here, context.random("errors"));
    if (!errors.isDifferentiable()) {
      return atKink(here, errors, converged, small);
    }
    double norm = Vectors.norm(here.gradient());
    return LineCheck.contradiction(here, errors, Math.max(small, norm), context.random("line"))
        .map(found -> Seen.end(new End(Status.STALLED, contradiction(found))))
        .orElse(Seen.end(converged));
  }

  /** Where the gradient is continuous the run has converged, unless f is lower nearby. */
  private Seen atKink(GuardedEvaluation here, PointErrors errors, End converged, double small) {
    Surroundings around = new Surroundings(here, errors.value());
    KinkProbe probe = KinkProbe.around(around, context.random("kink"));
    Optional<KinkProbe.Lower> lower = probe.lower();
    if (lower.isEmpty() && errors.hasGradient(small)) {
      return Seen.end(converged);
    }
    if (lower.isEmpty()) {
      return kink("and is lowest among the " + probe.count() + " points tried around it");
    }
    String value = Numbers.brief(lower.get().value());
    if (!(lower.get().value() < reached)) { // as steps that never refuse a point may
      return kink("and the steps came back to it from a point where it was lower, " + value);
    }
    if (!Vectors.isFinite(judged.at(lower.get().point()).gradient())) {
      return kink("and is lower nearby, " + value + ", where its gradient is not finite");
    }
    reached = lower.get().value();
    End kink = new End(Status.STALLED, "f has a kink here, and is lower nearby, " + value);
    return new Seen(kink, Optional.of(lower.get().point()));
  }

  private static Seen kink(String what) {
    return Seen.end(new End(Status.STALLED, "f has a kink here (not differentiable), " + what));
  }

  private static String contradiction(LineCheck found) {
    return "f and its gradient contradict each other along a line: the gradient has the slope "
        + Numbers.brief(found.slope())
        + ", differences of f have "
        + Numbers.brief(found.difference())
        + " (error "
        + Numbers.brief(found.error())
        + "); look for the wrong derivative with dupin audit";
  }

  @Override
  public void exchange(State state) {
    reached = state.exchange("reached", reached);
  }
}
