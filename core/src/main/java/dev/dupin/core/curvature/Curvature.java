package dev.dupin.core.curvature;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import java.util.function.ObjDoubleConsumer;

/**
 * A Hessian during one run. {@link #at} is repeatable: state changes in {@link #accepted} and
 * {@link #rejected} alone, and that state is what {@link #exchange} saves.
 */
public interface Curvature extends Checkpointable {

  /**
   * Returns the operator at a point. Called once an iteration, and again after {@link #rejected}
   * said so. It should pay as late as it can: an operator that nobody applies costs nothing.
   */
  SymmetricOperator at(Evaluation here);

  /**
   * A step was taken.
   *
   * @param from the point left, the very evaluation that {@link #at} was last asked for
   * @param to the point reached, which is the next iterate; of the same batch as {@code from}, so
   *     that it may still have to be paid
   */
  default void accepted(Evaluation from, Evaluation to) {}

  /**
   * A trial was refused; a secant method may learn from it.
   *
   * @return whether {@link #at} would answer differently at {@code from} now
   */
  default boolean rejected(Evaluation from, Evaluation to) {
    return false;
  }

  /** Reports numbers for the trace, always under the same names. */
  default void report(ObjDoubleConsumer<String> out) {}

  @Override
  default void exchange(State state) {}
}
