package dev.dupin.core.minimizer;

import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The mini-batches of a run: where it is within which epoch. The permutation follows from seed and
 * epoch alone.
 */
final class Batches implements Checkpointable {

  private final FiniteSum sum;
  private final int size;
  private final long seed;
  private long epoch;
  private long taken;
  private long permutedEpoch = -1;
  private int[] permutation = {};

  Batches(FiniteSum sum, int size, long seed) {
    this.sum = sum;
    this.size = Math.min(size, sum.terms());
    this.seed = seed;
  }

  /** Returns the function of the present batch. */
  GuardedObjective present() {
    if (permutedEpoch != epoch) {
      permutation = permutation(epoch);
      permutedEpoch = epoch;
    }
    int from = (int) taken;
    int to = Math.min(from + size, permutation.length);
    return new GuardedObjective(sum.batch(Arrays.copyOfRange(permutation, from, to)));
  }

  void advance() {
    taken += size;
    if (taken >= sum.terms()) {
      taken = 0;
      epoch++;
    }
  }

  /** Returns the number of whole passes made. */
  long epochs() {
    return epoch;
  }

  /** Returns the number of batches in a pass. */
  long inEpoch() {
    return (sum.terms() + size - 1L) / size;
  }

  /** Returns whether a pass has just ended. */
  boolean atEpochEnd() {
    return taken == 0 && epoch > 0;
  }

  private int[] permutation(long ofEpoch) {
    RandomGenerator random = RunScope.stream(seed, "batch", "permutation", ofEpoch);
    int[] terms = new int[sum.terms()];
    for (int i = 0; i < terms.length; i++) {
      int j = random.nextInt(i + 1);
      terms[i] = terms[j];
      terms[j] = i;
    }
    return terms;
  }

  @Override
  public void exchange(State state) {
    epoch = state.exchange("epoch", epoch);
    taken = state.exchange("taken", taken);
  }
}
