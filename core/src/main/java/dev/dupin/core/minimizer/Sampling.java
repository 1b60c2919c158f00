package dev.dupin.core.minimizer;

import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.run.Checkpointable;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/** Which terms of the objective a run looks at: all of them, or one batch after another. */
sealed interface Sampling extends Checkpointable permits FullBatch, MiniBatches {

  /** Returns whether what is seen of a point is only a sample of the whole objective. */
  boolean inBatches();

  /** Returns the function of the terms looked at now. */
  GuardedObjective present();

  /** Returns the whole objective at a point: what is known of it there, or what may be paid. */
  GuardedEvaluation whole(GuardedEvaluation point);

  /**
   * The run starts.
   *
   * @param compared whether gradients will be compared with that at the start
   * @return whose gradient that is
   */
  GuardedEvaluation begin(GuardedEvaluation start, boolean compared);

  /** A step was taken. Returns the next iterate: the point reached, on the next terms. */
  GuardedEvaluation next(GuardedEvaluation reached);

  /**
   * A step changes no bit of the point.
   *
   * @return the same point on other terms, which may still move it; empty where there are none, or
   *     none of them did
   */
  Optional<GuardedEvaluation> passOver(GuardedEvaluation here);

  /** Returns what the gradient tests look at for an iterate; empty where they do not run. */
  Optional<GuardedEvaluation> tested(GuardedEvaluation here);

  /** Returns the number of whole passes made over the terms. */
  long epochs();

  /**
   * Reports what is known of the whole objective at a point that was accepted, besides what every
   * row has; always under the same names, NaN where nobody paid.
   */
  default void report(GuardedEvaluation point, ObjDoubleConsumer<String> out) {}
}
