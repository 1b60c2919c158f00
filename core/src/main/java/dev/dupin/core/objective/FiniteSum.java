package dev.dupin.core.objective;

import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * The capability of an objective that is the mean over terms, so that mini-batches can be drawn
 * from it.
 */
public interface FiniteSum {

  /** Returns the number of terms, at least 1. */
  int terms();

  /**
   * Returns the mean over some of the terms, plus whatever is not part of the sum (a penalty counts
   * whole in every batch). The mean over all terms is the objective itself.
   *
   * @param terms distinct indices from 0 to terms() - 1, in any order; frozen
   */
  Objective batch(int[] terms);

  /**
   * Returns the mean over some of the terms, drawn without repetition, every subset of that size as
   * likely as any other (Floyd's method, in Bentley and Floyd 1987, "Programming pearls: a sample
   * of brilliance"): {@code size} draws, no memory besides the sample. The indices are in rising
   * order, so that whoever copies rows reads on.
   *
   * @param size of the sample, from 1 to {@link #terms()}
   */
  default Objective sample(int size, RandomGenerator random) {
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int last = terms() - size; last < terms(); last++) {
      int candidate = random.nextInt(last + 1);
      if (!chosen.add(candidate)) {
        chosen.add(last);
      }
    }
    return batch(chosen.stream().mapToInt(Integer::intValue).toArray());
  }
}
