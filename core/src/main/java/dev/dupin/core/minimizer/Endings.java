package dev.dupin.core.minimizer;

import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Why a run ends, if it does: what is asked at every point and after every step, see {@link Run}
 * for when.
 */
final class Endings implements Checkpointable {

  /**
   * Where an accepted step lowers the gradient by less than this factor, and f by nothing, rounding
   * is suspected.
   */
  private static final double GRADIENT_PROGRESS = 0.9;

  private final StopConditions conditions;
  private final Gate gate;
  private final RunScope scope;
  private final Sampling sampling;
  private final BestPoint best;
  private final Convergence convergence;
  private final Limits limits;
  private final RoundingLevel rounding;

  /** Of the present point; an escape from it is still asked for. */
  private Optional<End> converged = Optional.empty();

  Endings(Setup setup, Gate gate, RunScope scope, Sampling sampling, BestPoint best) {
    this.conditions = setup.conditions();
    this.gate = gate;
    this.scope = scope;
    this.sampling = sampling;
    this.best = best;
    convergence =
        new Convergence(conditions, setup.objective().structures().contains(Residuals.class));
    limits = new Limits(conditions, gate);
    rounding = new RoundingLevel(scope.part("rounding"));
    scope.gradientTolerance(convergence.tolerance());
  }

  /** Learns from the start what later points are compared with: pays f and g there. */
  Optional<End> begin(GuardedEvaluation start) {
    double value = start.value();
    limits.start(value);
    best.start(value);
    Optional<End> end = notFinite(start, 0);
    boolean compared = end.isEmpty() && conditions.relativeGradientNorm() > 0;
    GuardedEvaluation measure = sampling.begin(start, compared);
    measure.gradient();
    best.consider(sampling.whole(start));
    double norm = measure.peekGradientNorm();
    convergence.start(norm);
    rounding.start(value, norm);
    scope.gradientTolerance(convergence.tolerance());
    return end.map(Endings::atStart);
  }

  private static End atStart(End end) {
    return end.status() == Status.NOT_FINITE
        ? new End(Status.NOT_FINITE_AT_START, end.message())
        : end;
  }

  /** Tests an iterate, before anything is tried there. */
  void test(GuardedEvaluation here) {
    converged = sampling.tested(here).flatMap(this::convergedAt);
  }

  private Optional<End> convergedAt(GuardedEvaluation tested) {
    Optional<String> small = convergence.test(tested);
    if (small.isPresent()) {
      return Optional.of(new End(Status.CONVERGED_GRADIENT, small.get()));
    }
    return rounding
        .testSuspicion(tested)
        .map(numbers -> new End(Status.CONVERGED_AT_ROUNDING, numbers));
  }

  /** Returns how the run has converged at the present point, if it has. */
  Optional<End> converged() {
    return converged;
  }

  /** Returns the limit that is reached between two trials, if one is. */
  Optional<End> limit(Run run) {
    Optional<End> end =
        limits.reached(run.iterations(), run.trials(), run.ledger(), sampling.epochs());
    if (end.isEmpty()) {
      gate.pass();
    }
    return end.map(limit -> withNorm(limit, run.here()));
  }

  /** Returns whether a limit is reached, without ending the run. */
  boolean isAtLimit(Run run) {
    return limits
        .reached(run.iterations(), run.trials(), run.ledger(), sampling.epochs())
        .isPresent();
  }

  private End withNorm(End limit, GuardedEvaluation here) {
    String norm = named(Numbers.brief(here.peekGradientNorm()));
    return new End(limit.status(), limit.message() + "; " + norm);
  }

  /** Returns why a point that was taken cannot be gone on from, if it cannot. */
  Optional<End> notFinite(GuardedEvaluation point, long iterations) {
    Optional<End> end = limits.notFinite(point, iterations);
    return end.isEmpty() ? unbounded(point) : end;
  }

  /** Returns that f has no lower bound, if a point whose f was paid says so. */
  Optional<End> unbounded(GuardedEvaluation point) {
    Optional<End> end = limits.unbounded(point);
    if (end.isPresent()) {
      best.replace(sampling.whole(point));
    }
    return end;
  }

  /** A step was taken: one that lowered next to nothing casts suspicion on where it led. */
  void accepted(Trial trial, GuardedEvaluation from, GuardedEvaluation to) {
    if (!sampling.inBatches()) {
      boolean slow = to.peekGradientNorm() > GRADIENT_PROGRESS * from.peekGradientNorm();
      rounding.suspect(slow ? trial.proposal() : Proposal.NONE);
    }
  }

  /** A trial was refused: notes that the run has converged as far as rounding allows, if so. */
  void refused(GuardedEvaluation here, Proposal proposal, Supplier<Model> model) {
    if (!sampling.inBatches() && converged.isEmpty()) {
      converged =
          rounding
              .test(here, proposal)
              .filter(numbers -> !rounding.isHeldBack(here, model.get()))
              .map(numbers -> new End(Status.CONVERGED_AT_ROUNDING, numbers));
    }
  }

  /**
   * No step leads on from here: the run ends, unless this is as far as rounding allows. Where it
   * had converged and was only looking for an escape, it has converged.
   */
  Optional<End> stalled(
      GuardedEvaluation here, Proposal proposal, Supplier<Model> model, String why) {
    if (converged.isPresent()) {
      return converged;
    }
    refused(here, proposal, model);
    return converged.isPresent()
        ? Optional.empty()
        : Optional.of(new End(Status.STALLED, why + "; " + norms(here) + refusedFor(here)));
  }

  private String norms(GuardedEvaluation here) {
    String norm = named(gradientNorm(here));
    return sampling.inBatches() ? norm : norm + " > " + Numbers.brief(convergence.tolerance());
  }

  private String named(String gradientNorm) {
    return (sampling.inBatches() ? "gradient norm of the batch " : "gradient norm ") + gradientNorm;
  }

  /** Returns the norm of the gradient for a message. */
  static String gradientNorm(GuardedEvaluation here) {
    return here.gradientKnown() ? Numbers.brief(here.peekGradientNorm()) : "unknown";
  }

  /** Tells what the objective threw since the last accepted step, if it did. */
  static String refusedFor(GuardedEvaluation here) {
    return ((GuardedObjective) here.objective())
        .latestFailure()
        .map(thrown -> "; a refused point threw " + End.describe(thrown))
        .orElse("");
  }

  @Override
  public void exchange(State state) {
    state.exchange("convergence", convergence);
    state.exchange("limits", limits);
    state.exchange("rounding", rounding);
    scope.gradientTolerance(convergence.tolerance());
  }
}
