package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.State;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns trials into rows of the trace, for observers and stop rules. Without either it does
 * nothing.
 */
final class Reporter implements Checkpointable {

  private final List<Observer> observers;
  private final Map<String, StopRule.Check> checks = new LinkedHashMap<>();
  private final Stepper stepper;
  private final Curvature curvature;
  private final Sampling sampling;
  private @Nullable TraceRow row;
  private boolean closed;

  Reporter(Setup setup, RunScope scope, Stepper stepper, Curvature curvature, Sampling sampling) {
    this.observers = setup.observers();
    this.stepper = stepper;
    this.curvature = curvature;
    this.sampling = sampling;
    setup
        .stopRules()
        .forEach((name, rule) -> checks.put(name, rule.start(scope.part("stop." + name))));
  }

  /**
   * Learns the columns; without observers and rules there is no row at all.
   *
   * @param here any iterate
   */
  void prepare(GuardedEvaluation here) {
    if (!observers.isEmpty() || !checks.isEmpty()) {
      row =
          new TraceRow(
              out -> {
                stepper.report(out);
                curvature.report(out);
                sampling.report(here, out);
              });
    }
  }

  /** The start was evaluated: row 0. */
  Optional<End> started(Run run) {
    prepare(run.here());
    TraceRow present = row;
    if (present == null) {
      return Optional.empty();
    }
    present.clear();
    present.set(TraceRow.ACCEPTED, 1);
    fill(present, run.here(), run);
    sampling.report(run.here(), present::report);
    return tell(present);
  }

  /** A step is about to be judged: takes what the parts report of it. */
  void proposed(Trial trial) {
    TraceRow present = row;
    if (present == null) {
      return;
    }
    present.clear();
    present.set(TraceRow.PREDICTED_REDUCTION, trial.proposal().predictedReduction());
    stepper.report(present::report);
    curvature.report(present::report);
  }

  /**
   * The step was judged.
   *
   * @param next the accepted point, which may be that of an earlier trial: then the row shows that
   *     one
   * @return the word of the first stop rule that speaks
   */
  Optional<End> judged(Trial trial, @Nullable Evaluation next, Run run) {
    TraceRow present = row;
    if (present == null) {
      return Optional.empty();
    }
    GuardedEvaluation from = (GuardedEvaluation) trial.model().here();
    GuardedEvaluation shown = (GuardedEvaluation) (next == null ? trial.there() : next);
    double[] step =
        shown == trial.there()
            ? trial.proposal().step()
            : Vectors.subtract(shown.point(), from.point());
    present.set(TraceRow.ACCEPTED, next == null ? 0 : 1);
    present.set(TraceRow.STEP_NORM, Vectors.norm(step));
    present.set(TraceRow.ACTUAL_REDUCTION, from.peekValue() - shown.peekValue());
    fill(present, shown, run);
    if (next != null) {
      sampling.report(shown, present::report);
    }
    return tell(present);
  }

  private static void fill(TraceRow row, GuardedEvaluation shown, Run run) {
    Ledger ledger = run.ledger();
    row.set(TraceRow.ITERATION, (double) run.iterations());
    row.set(TraceRow.TRIAL, (double) run.trials());
    row.set(TraceRow.VALUE, shown.peekValue());
    row.set(TraceRow.GRADIENT_NORM, shown.peekGradientNorm());
    row.set(TraceRow.VALUE_CALLS, (double) ledger.values());
    row.set(TraceRow.GRADIENT_CALLS, (double) ledger.gradients());
    row.set(TraceRow.HESSIAN_PRODUCTS, (double) ledger.products());
    row.set(TraceRow.HESSIANS, (double) ledger.hessians());
    row.set(TraceRow.SECONDS, run.seconds());
  }

  private synchronized Optional<End> tell(TraceRow present) {
    if (closed) {
      return Optional.empty();
    }
    for (Observer observer : observers) {
      observer.trial(present);
    }
    for (Map.Entry<String, StopRule.Check> check : checks.entrySet()) {
      Optional<String> stop = check.getValue().stop(present);
      if (stop.isPresent()) {
        return Optional.of(new End(Status.STOP_RULE, check.getKey() + ": " + stop.get()));
      }
    }
    return Optional.empty();
  }

  /** No more rows: the run was abandoned, and whoever waited has gone on. */
  synchronized void close() {
    closed = true;
  }

  @Override
  public void exchange(State state) {
    checks.forEach(state::exchange);
  }
}
