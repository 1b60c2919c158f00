package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.run.State;
import dev.dupin.core.run.TrialEvent;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * One batch after another, another one after every step. Now and then the full set is evaluated:
 * for those who watch, who pay for it on a ledger of their own, or for the gradient tests, which
 * are a part of the method and pay for it on the run's.
 */
final class MiniBatches implements Sampling {

  private final GuardedObjective objective;
  private final GuardedObjective watched;
  private final Batching batching;
  private final Batches batches;
  private GuardedEvaluation latest; // of the full set, unpaid before the start is evaluated
  private long unmoved;

  /**
   * @param objective the whole, on the run's ledger
   * @param watched the whole, on the ledger of those who watch
   */
  MiniBatches(
      GuardedObjective objective,
      GuardedObjective watched,
      Batching batching,
      long seed,
      double[] start) {
    this.objective = objective;
    this.watched = watched;
    this.batching = batching;
    batches = new Batches(objective.sum().orElseThrow(), batching.size(), seed);
    latest = watched.at(start);
  }

  @Override
  public boolean inBatches() {
    return true;
  }

  @Override
  public GuardedObjective present() {
    return batches.present();
  }

  @Override
  public GuardedEvaluation whole(GuardedEvaluation point) {
    double[] x = point.point();
    return Vectors.sameEntries(latest.point(), x) ? latest : watched.at(x);
  }

  @Override
  public GuardedEvaluation begin(GuardedEvaluation start, boolean compared) {
    boolean asked = compared && batching.testFullGradient();
    evaluate(start.point(), asked);
    return asked ? latest : start;
  }

  @Override
  public GuardedEvaluation next(GuardedEvaluation reached) {
    unmoved = 0;
    return onNextBatch(reached.point());
  }

  /** A whole epoch without a move is a stall. */
  @Override
  public Optional<GuardedEvaluation> passOver(GuardedEvaluation here) {
    unmoved++;
    return unmoved > batches.inEpoch() ? Optional.empty() : Optional.of(onNextBatch(here.point()));
  }

  private GuardedEvaluation onNextBatch(double[] point) {
    batches.advance();
    boolean asked = batching.testFullGradient();
    if (batches.atEpochEnd() && (asked || batches.epochs() % batching.evaluateEvery() == 0)) {
      evaluate(point, asked);
    }
    return batches.present().at(point);
  }

  /** Pays f of the full set; where a test asks for the gradient, both, and that is no watching. */
  private void evaluate(double[] point, boolean asked) {
    GuardedEvaluation whole = (asked ? objective : watched).at(point);
    if (asked) {
      whole.gradient();
    }
    whole.value();
    latest = asked ? whole : whole.settled(); // a test may ask for more
  }

  /** A gradient of a batch never counts as convergence. */
  @Override
  public Optional<GuardedEvaluation> tested(GuardedEvaluation here) {
    return testsAtPresent() ? Optional.of(whole(here)) : Optional.empty();
  }

  private boolean testsAtPresent() {
    return batching.testFullGradient() && batches.atEpochEnd();
  }

  @Override
  public long epochs() {
    return batches.epochs();
  }

  @Override
  public void report(GuardedEvaluation point, ObjDoubleConsumer<String> out) {
    GuardedEvaluation whole = whole(point);
    out.accept(TrialEvent.FULL_VALUE, whole.peekValue());
    out.accept(TrialEvent.FULL_GRADIENT_NORM, whole.peekGradientNorm());
  }

  @Override
  public void exchange(State state) {
    state.exchange("batches", batches);
    unmoved = state.exchange("unmoved", unmoved);
    latest =
        GuardedEvaluation.exchange(
            state, "fullSet", latest, testsAtPresent() ? objective : watched);
  }
}
