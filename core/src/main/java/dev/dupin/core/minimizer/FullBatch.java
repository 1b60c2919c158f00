package dev.dupin.core.minimizer;

import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.run.State;
import java.util.Optional;

/** All terms, always; also of an objective that is no sum. */
record FullBatch(GuardedObjective present) implements Sampling {

  @Override
  public boolean inBatches() {
    return false;
  }

  @Override
  public GuardedEvaluation whole(GuardedEvaluation point) {
    return point;
  }

  @Override
  public GuardedEvaluation begin(GuardedEvaluation start, boolean compared) {
    return start;
  }

  @Override
  public GuardedEvaluation next(GuardedEvaluation reached) {
    return reached;
  }

  @Override
  public Optional<GuardedEvaluation> passOver(GuardedEvaluation here) {
    return Optional.empty();
  }

  @Override
  public Optional<GuardedEvaluation> tested(GuardedEvaluation here) {
    return Optional.of(here);
  }

  @Override
  public long epochs() {
    return 0;
  }

  @Override
  public void exchange(State state) {}
}
