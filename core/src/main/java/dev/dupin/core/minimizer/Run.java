package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
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
 * One run: the two loops, and the state between them. Runs in one thread; {@link #progress} is read
 * by another.
 */
final class Run implements Checkpointable {

  /**
   * Where an accepted step lowers the gradient by less than this factor, and f by nothing, rounding
   * is suspected.
   */
  private static final double GRADIENT_PROGRESS = 0.9;

  private final Setup setup;
  private final Gate gate;
  private final RunScope scope;
  private final Ledger ledger;
  private final GuardedObjective objective;
  private final @Nullable Batches batches;
  private final Curvature curvature;
  private final Stepper stepper;
  private final Convergence convergence;
  private final Limits limits;
  private final RoundingLevel rounding;
  private final BestPoint best;
  private final Watchers watchers;
  private final Reporter reporter;

  private long iterations;
  private long trials;
  private double seconds;
  private GuardedEvaluation here;
  private @Nullable Model model;
  private Optional<End> converged = Optional.empty();
  private long unmoved;
  private double checkpointDue;
  private volatile Progress progress;

  Run(Setup setup, Gate gate, double[] start) {
    this.setup = setup;
    this.gate = gate;
    Objective whole = setup.objective();
    convergence = new Convergence(setup.conditions(), whole.structures().contains(Residuals.class));
    scope = new RunScope(setup.seed(), gate, convergence.tolerance());
    ledger = new Ledger(whole.dimension(), gate);
    objective = new GuardedObjective(whole.metered(ledger), ledger::takeValueBack);
    batches =
        setup.batching().isEmpty()
            ? null
            : new Batches(
                objective.sum().orElseThrow(), setup.batching().get().size(), setup.seed());
    curvature = setup.hessian().start(objective, scope.part("hessian"));
    stepper = setup.step().start(objective, scope.part("step"));
    limits = new Limits(setup.conditions(), gate);
    rounding = new RoundingLevel(scope.part("rounding"));
    watchers = new Watchers(setup.analyses(), whole, scope, gate);
    reporter = new Reporter(setup, scope, stepper, curvature);
    here = (batches == null ? objective : batches.present()).at(start);
    best = new BestPoint(objective, batches != null, here);
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
      return new End(Status.NUMERICAL_FAILURE, failure.getMessage() + refusedFor());
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
    converged = convergedHere();
    Optional<End> end = limitAtStart();
    while (end.isEmpty() && here == from) {
      Optional<Proposal> escape = converged.isPresent() ? escape() : Optional.empty();
      if (converged.isPresent() && escape.isEmpty()) {
        return converged;
      }
      end = limitReached();
      if (end.isEmpty()) {
        end = tryStep(escape.isPresent() ? escape.get() : stepper.propose(model()));
      }
    }
    return end;
  }

  /** Negative curvature of a batch proves nothing of the whole sum. */
  private Optional<Proposal> escape() {
    return batches == null ? stepper.escape(model()) : Optional.empty();
  }

  /** One trial: a step, the point it leads to, and what becomes of it. */
  private Optional<End> tryStep(Proposal proposal) {
    if (proposal.step().length == 0) {
      return stalled(proposal, "no step can be computed here");
    }
    double[] x = Vectors.add(here.point(), proposal.step());
    if (!Vectors.isFinite(x)) {
      throw new NumericalFailureException(
          "the proposed step is not finite in iteration "
              + iterations
              + " (|g| = "
              + gradientNorm()
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
      end = unbounded(there);
    }
    publish();
    Optional<End> stopped = reporter.judged(trial, next, this);
    return end.isPresent() ? end : stopped;
  }

  private Optional<End> accept(Trial trial, Evaluation accepted) {
    if (!(accepted instanceof GuardedEvaluation next) || next == here) {
      throw new IllegalStateException(
          "the step strategy accepted a point that was no trial of this iteration");
    }
    iterations++;
    GuardedEvaluation from = here;
    here = next;
    ((GuardedObjective) from.objective()).forgetFailure();
    Optional<End> broken = batches == null ? notFinite(next) : Optional.empty();
    best.believed(trial, next);
    best.consider(next);
    if (broken.isPresent()) {
      return broken;
    }
    curvature.accepted(from, next);
    watchers.accepted(from, next);
    if (batches != null) {
      unmoved = 0;
      batches.advance();
      here = batches.present().at(next.point());
      return notFinite(here);
    }
    boolean slow = next.peekGradientNorm() > GRADIENT_PROGRESS * from.peekGradientNorm();
    rounding.suspect(slow ? trial.proposal() : Proposal.NONE);
    return Optional.empty();
  }

  /**
   * The step changes no bit, so nothing is evaluated: a stall, unless another batch may still move
   * the point. A whole epoch without a move is a stall again.
   */
  private Optional<End> unchanged(Proposal proposal) {
    Batches inBatches = batches;
    if (inBatches == null || ++unmoved > inBatches.inEpoch()) {
      String norm = Numbers.brief(Vectors.norm(proposal.step()));
      return stalled(proposal, "a step of norm " + norm + " no longer changes the point");
    }
    iterations++;
    inBatches.advance();
    here = inBatches.present().at(here.point());
    return notFinite(here);
  }

  private Optional<End> refuse(Trial trial, Decision decision) {
    GuardedEvaluation there = (GuardedEvaluation) trial.there();
    best.consider(there);
    String why = decision.stalled();
    if (why != null) {
      return stalled(trial.proposal(), why);
    }
    roundingLevel(trial.proposal());
    if (curvature.rejected(here, there)) {
      model = null;
    }
    return Optional.empty();
  }

  /**
   * No step leads on from here: the run ends, unless this is as far as rounding allows. Where it
   * had converged and was only looking for an escape, it has converged.
   */
  private Optional<End> stalled(Proposal proposal, String why) {
    if (converged.isPresent()) {
      return converged;
    }
    if (roundingLevel(proposal)) {
      return Optional.empty();
    }
    String norm =
        batches == null
            ? "gradient norm " + gradientNorm() + " > " + Numbers.brief(convergence.tolerance())
            : "gradient norm of the batch " + gradientNorm();
    return Optional.of(new End(Status.STALLED, why + "; " + norm + refusedFor()));
  }

  /** Tells what the objective threw since the last accepted step, if it did. */
  private String refusedFor() {
    return ((GuardedObjective) here.objective())
        .latestFailure()
        .map(thrown -> "; a refused point threw " + End.describe(thrown))
        .orElse("");
  }

  /**
   * Notes that the run has converged as far as rounding allows, if it has; an escape is still asked
   * for.
   */
  private boolean roundingLevel(Proposal proposal) {
    if (batches != null || converged.isPresent()) {
      return false;
    }
    converged =
        rounding
            .test(here, proposal)
            .filter(numbers -> !rounding.isHeldBack(here, model()))
            .map(numbers -> new End(Status.CONVERGED_AT_ROUNDING, numbers));
    return converged.isPresent();
  }

  private Optional<End> begin() {
    double value = here.value();
    limits.start(value);
    best.start(value);
    Optional<End> end = notFinite(here);
    double norm = startGradientNorm(end.isPresent());
    convergence.start(norm);
    rounding.start(value, norm);
    scope.gradientTolerance(convergence.tolerance());
    publish();
    Optional<End> stopped = reporter.started(this);
    if (end.isPresent() && end.get().status() == Status.NOT_FINITE) {
      return Optional.of(new End(Status.NOT_FINITE_AT_START, end.get().message()));
    }
    return end.isPresent() ? end : stopped;
  }

  /**
   * What the relative test compares with: in mini-batches the whole gradient, paid if that test is
   * on.
   */
  private double startGradientNorm(boolean ended) {
    boolean whole =
        !ended
            && setup.batching().map(Batching::testFullGradient).orElse(false)
            && setup.conditions().relativeGradientNorm() > 0;
    GuardedEvaluation start = whole ? objective.at(here.point()) : here;
    start.gradient();
    return start.peekGradientNorm();
  }

  private Optional<End> resume(Snapshot snapshot) {
    snapshot.restore(this);
    scope.gradientTolerance(convergence.tolerance());
    publish();
    reporter.prepare();
    return Optional.empty();
  }

  /**
   * The test of the present point: of the gradient, or at the end of an epoch of the whole one, if
   * that is asked for.
   */
  private Optional<End> convergedHere() {
    GuardedEvaluation tested = here;
    if (batches != null) {
      if (!setup.batching().orElseThrow().testFullGradient() || !batches.atEpochEnd()) {
        return Optional.empty();
      }
      tested = objective.at(here.point());
    }
    Optional<String> small = convergence.test(tested);
    if (batches != null) {
      best.considerWhole(tested, small.isPresent());
    }
    if (small.isPresent()) {
      return Optional.of(new End(Status.CONVERGED_GRADIENT, small.get()));
    }
    return rounding
        .testSuspicion(here)
        .map(numbers -> new End(Status.CONVERGED_AT_ROUNDING, numbers));
  }

  /** A limit that ends the run between two iterations leaves a checkpoint to go on from. */
  private Optional<End> limitAtStart() {
    if (converged.isPresent()) {
      return Optional.empty();
    }
    Optional<End> end = limitReached();
    if (end.isPresent()) {
      save();
    }
    return end;
  }

  private Optional<End> limitReached() {
    long epochs = batches == null ? 0 : batches.epochs();
    Optional<End> end = limits.reached(iterations, trials, ledger, epochs, here.peekGradientNorm());
    if (end.isEmpty()) {
      gate.pass();
    }
    return end;
  }

  private Optional<End> unbounded(GuardedEvaluation point) {
    Optional<End> end = limits.unbounded(point);
    if (end.isPresent()) {
      best.replace(point);
    }
    return end;
  }

  private Optional<End> notFinite(GuardedEvaluation point) {
    Optional<End> end = limits.notFinite(point, iterations);
    return end.isEmpty() ? unbounded(point) : end;
  }

  private Model model() {
    Model known = model;
    if (known == null) {
      known = new Model(iterations, here, curvature.at(here));
      model = known;
    }
    return known;
  }

  private String gradientNorm() {
    return here.gradientKnown() ? Numbers.brief(here.peekGradientNorm()) : "unknown";
  }

  private void publish() {
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
    state.exchange("convergence", convergence);
    state.exchange("limits", limits);
    state.exchange("rounding", rounding);
    if (batches != null) {
      state.exchange("batches", batches);
    }
    unmoved = state.exchange("unmoved", unmoved);
    state.exchange("best", best);
    here =
        GuardedEvaluation.exchange(
            state, "here", here, batches == null ? objective : batches.present());
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

  GuardedEvaluation best() {
    return best.evaluation();
  }

  GuardedObjective objective() {
    return objective;
  }

  Ledger ledger() {
    return ledger;
  }

  Watchers watchers() {
    return watchers;
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

  boolean inBatches() {
    return batches != null;
  }
}
