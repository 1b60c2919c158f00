package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run: the two loops, and the state between them. {@link Sampling} says which terms it looks
 * at, {@link Endings} why it ends. Runs in one thread; {@link #progress} is read by another.
 */
final class Run implements Checkpointable {

  private final Setup setup;
  private final Gate gate;
  private final RunScope scope;
  private final Ledger ledger;
  private final Sampling sampling;
  private final BestPoint best;
  private final Endings endings;
  private final LastLook lastLook;
  private final Curvature curvature;
  private final Stepper stepper;
  private final Watchers watchers;
  private final Reporter reporter;

  private long iterations;
  private long trials;
  private double seconds;
  private GuardedEvaluation here;
  private @Nullable Model model;
  private double checkpointDue;
  private volatile Progress progress;

  Run(Setup setup, Gate gate, double[] start) {
    this.setup = setup;
    this.gate = gate;
    Objective whole = setup.objective();
    scope = new RunScope(setup.seed(), gate, 0);
    ledger = new Ledger(whole.dimension(), gate);
    GuardedObjective objective = new GuardedObjective(whole.metered(ledger), ledger::takeValueBack);
    watchers = new Watchers(setup.analyses(), whole, scope, gate);
    sampling =
        setup.batching().isEmpty()
            ? new FullBatch(objective)
            : new MiniBatches(
                objective, watchers.watched(whole), setup.batching().get(), setup.seed(), start);
    here = sampling.present().at(start);
    best = new BestPoint(sampling.whole(here), sampling.inBatches());
    endings = new Endings(setup, gate, scope, sampling, best);
    lastLook =
        new LastLook(watchers.watched(whole), scope.part("lastLook"), setup.batching().isPresent());
    curvature = setup.hessian().start(objective, scope.part("hessian"));
    stepper = setup.step().start(objective, scope.part("step"));
    reporter = new Reporter(setup, scope, stepper, curvature, sampling);
    progress = new Progress(0, 0, Counts.NONE, start, Double.NaN, Double.NaN);
    checkpointDue = setup.checkpointSeconds();
  }

  /** Runs to the end, whatever happens. */
  @SuppressWarnings(
      "CatchingUnchecked") // the fault of a part ends the run; it is kept for the user
  End run() {
    try {
      return loop();
    } catch (RunOver over) {
      return over.end();
    } catch (NumericalFailureException failure) {
      return new End(Status.NUMERICAL_FAILURE, failure.getMessage() + Endings.refusedFor(here));
    } catch (Exception
        | LinkageError
        | AssertionError
        | StackOverflowError
        | OutOfMemoryError thrown) {
      return End.exception(thrown, "in iteration " + iterations + ", trial " + trials);
    }
  }

  private End loop() {
    Optional<End> end = setup.resumed().isPresent() ? resume(setup.resumed().get()) : begin();
    while (end.isEmpty()) {
      end = iterate();
    }
    return end.get();
  }

  /** One iteration: one point, one curvature, and trials until one is accepted. */
  private Optional<End> iterate() {
    GuardedEvaluation from = here;
    scope.iteration(iterations);
    model = null;
    saveIfDue();
    endings.test(here);
    Optional<End> end = limitAtStart();
    while (end.isEmpty() && here == from) {
      boolean hasConverged = endings.converged().isPresent();
      Optional<Proposal> escape = hasConverged ? escape() : Optional.empty();
      end = hasConverged && escape.isEmpty() ? endings.converged() : endings.limit(this);
      if (end.isEmpty()) {
        end = tryStep(escape.isPresent() ? escape.get() : stepper.propose(model()));
      }
    }
    return end.isPresent() && endings.converged().equals(end) ? lookAround(end.get()) : end;
  }

  /** The run would end as converged: f around the point is asked, too. */
  private Optional<End> lookAround(End converged) {
    LastLook.Seen seen = lastLook.at(here, converged, scope.gradientTolerance());
    if (seen.lower().isEmpty()) {
      return Optional.of(seen.end());
    }
    Optional<End> limit = endings.limit(this);
    return limit.isPresent() ? limit : leaveKink(seen.lower().get());
  }

  /** A trial that nobody has to judge: f is known to be lower there. */
  private Optional<End> leaveKink(double[] lower) {
    trials++;
    GuardedEvaluation there = ((GuardedObjective) here.objective()).at(lower);
    Proposal jump = new Proposal(Vectors.subtract(lower, here.point()), Double.NaN, Double.NaN);
    Trial trial = new Trial(model(), jump, there, best.lowestValue());
    reporter.proposed(trial);
    there.value();
    Optional<End> end = accept(trial, there);
    publish();
    Optional<End> stopped = reporter.judged(trial, there, this);
    return end.isPresent() ? end : stopped;
  }

  /** Negative curvature of a batch proves nothing of the whole sum. */
  private Optional<Proposal> escape() {
    return sampling.inBatches() ? Optional.empty() : stepper.escape(model());
  }

  /** One trial: a step, the point it leads to, and what becomes of it. */
  private Optional<End> tryStep(Proposal proposal) {
    if (proposal.step().length == 0) {
      return endings.stalled(here, proposal, this::model, "no step can be computed here");
    }
    double[] x = Vectors.add(here.point(), proposal.step());
    if (!Vectors.isFinite(x)) {
      throw new NumericalFailureException(
          "the proposed step is not finite in iteration "
              + iterations
              + " (|g| = "
              + Endings.gradientNorm(here)
              + ")");
    }
    if (Vectors.sameEntries(x, here.point())) {
      return unchanged(proposal);
    }
    trials++;
    GuardedEvaluation there = ((GuardedObjective) here.objective()).at(x);
    Trial trial = new Trial(model(), proposal, there, best.lowestValue());
    reporter.proposed(trial);
    Decision decision = stepper.judge(trial);
    Evaluation next = decision.next();
    Optional<End> end = next != null ? accept(trial, next) : refuse(trial, decision);
    if (end.isEmpty()) {
      end = endings.unbounded(there);
    }
    publish();
    Optional<End> stopped = reporter.judged(trial, next, this);
    return end.isPresent() ? end : stopped;
  }

  private Optional<End> accept(Trial trial, Evaluation accepted) {
    if (!(accepted instanceof GuardedEvaluation reached) || reached == here) {
      throw new IllegalStateException(
          "the step strategy accepted a point that was no trial of this iteration");
    }
    iterations++;
    GuardedEvaluation from = here;
    here = reached;
    ((GuardedObjective) from.objective()).forgetFailure();
    GuardedEvaluation next = sampling.next(reached);
    Optional<End> broken = endings.notFinite(next, iterations);
    best.believed(trial, reached);
    best.consider(sampling.whole(reached));
    here = next;
    if (broken.isPresent()) {
      return broken;
    }
    curvature.accepted(from, reached);
    watchers.accepted(from, reached);
    endings.accepted(trial, from, reached);
    return Optional.empty();
  }

  /** The step changes no bit, so nothing is evaluated: a stall, unless other terms may move it. */
  private Optional<End> unchanged(Proposal proposal) {
    Optional<GuardedEvaluation> next = sampling.passOver(here);
    if (next.isEmpty()) {
      String norm = Numbers.brief(Vectors.norm(proposal.step()));
      String why = "a step of norm " + norm + " no longer changes the point";
      return endings.stalled(here, proposal, this::model, why);
    }
    iterations++;
    here = next.get();
    best.consider(sampling.whole(here));
    return endings.notFinite(here, iterations);
  }

  private Optional<End> refuse(Trial trial, Decision decision) {
    GuardedEvaluation there = (GuardedEvaluation) trial.there();
    best.consider(sampling.whole(there));
    String why = decision.stalled();
    if (why != null) {
      return endings.stalled(here, trial.proposal(), this::model, why);
    }
    endings.refused(here, trial.proposal(), this::model);
    if (curvature.rejected(here, there)) {
      model = null;
    }
    return Optional.empty();
  }

  private Optional<End> begin() {
    Optional<End> end = endings.begin(here);
    publish();
    Optional<End> stopped = reporter.started(this);
    return end.isPresent() ? end : stopped;
  }

  private Optional<End> resume(Snapshot snapshot) {
    snapshot.restore(this);
    publish();
    reporter.prepare(here);
    return Optional.empty();
  }

  /** A limit that ends the run between two iterations leaves a checkpoint to go on from. */
  private Optional<End> limitAtStart() {
    if (endings.converged().isPresent()) {
      if (endings.isAtLimit(this)) { // an escape, or a step away from a kink, may still be due
        save();
      }
      return Optional.empty();
    }
    Optional<End> end = endings.limit(this);
    if (end.isPresent()) {
      save();
    }
    return end;
  }

  private Model model() {
    Model known = model;
    if (known == null) {
      known = new Model(iterations, here, curvature.at(here));
      model = known;
    }
    return known;
  }

  /** Tells whoever waits where the run stands. */
  void publish() {
    GuardedEvaluation point = best.evaluation();
    progress =
        new Progress(
            iterations,
            trials,
            ledger.counts(),
            point.point(),
            point.peekValue(),
            point.peekGradientNorm());
  }

  private void saveIfDue() {
    boolean interrupted = gate.isInterrupted();
    if (interrupted || gate.seconds() >= checkpointDue) {
      save();
    }
    if (interrupted) {
      throw new RunOver(Status.INTERRUPTED, "interrupted in iteration " + iterations);
    }
  }

  private void save() {
    if (setup.checkpoints().isPresent()) {
      seconds = gate.seconds();
      setup.checkpoints().get().accept(Snapshot.of(this));
      checkpointDue = gate.seconds() + setup.checkpointSeconds();
    }
  }

  @Override
  public void exchange(State state) {
    iterations = state.exchange("iterations", iterations);
    trials = state.exchange("trials", trials);
    seconds = state.exchange("seconds", seconds);
    state.exchange("ledger", ledger);
    state.exchange("endings", endings);
    state.exchange("lastLook", lastLook);
    state.exchange("sampling", sampling);
    state.exchange("best", best);
    here = GuardedEvaluation.exchange(state, "here", here, sampling.present());
    state.exchange("curvature", curvature);
    state.exchange("stepper", stepper);
    state.exchange("watchers", watchers);
    state.exchange("reporter", reporter);
  }

  Progress progress() {
    return progress;
  }

  GuardedEvaluation here() {
    return here;
  }

  BestPoint best() {
    return best;
  }

  Sampling sampling() {
    return sampling;
  }

  Ledger ledger() {
    return ledger;
  }

  Watchers watchers() {
    return watchers;
  }

  Stepper stepper() {
    return stepper;
  }

  RunScope scope() {
    return scope;
  }

  Reporter reporter() {
    return reporter;
  }

  double seconds() {
    return gate.seconds();
  }

  long iterations() {
    return iterations;
  }

  long trials() {
    return trials;
  }
}
