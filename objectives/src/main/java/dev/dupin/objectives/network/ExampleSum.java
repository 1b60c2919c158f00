package dev.dupin.objectives.network;

import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Objective;
import java.util.Objects;
import java.util.function.Function;

/**
 * The examples as terms of a mean.
 *
 * @param terms how many
 * @param batches makes the objective of some of them, whose rows it copies, so that a batch's
 *     passes run over memory in order
 */
record ExampleSum(int terms, Function<int[], Objective> batches) implements FiniteSum {

  @Override
  public Objective batch(int[] some) {
    if (some.length == 0) {
      throw new IllegalArgumentException("a batch has at least one example");
    }
    for (int term : some) {
      Objects.checkIndex(term, terms);
    }
    return batches.apply(some);
  }
}
