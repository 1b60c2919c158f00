package dev.dupin.core.objective;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Samples of the terms of a sum. */
class FiniteSumTest {

  /** A sum that only remembers what was drawn. */
  private record Drawn(int terms, List<int[]> batches) implements FiniteSum {

    @Override
    public Objective batch(int[] some) {
      batches.add(some);
      return new Objective() {
        @Override
        public int dimension() {
          return 1;
        }

        @Override
        public Evaluation at(double[] x) {
          throw new AssertionError("nobody asks");
        }
      };
    }
  }

  @Test
  void every_subset_is_as_likely_as_any_other() {
    Drawn sum = new Drawn(5, new ArrayList<>());
    SplittableRandom random = new SplittableRandom(7);
    Map<String, Integer> counts = new TreeMap<>();
    for (int draw = 0; draw < 10_000; draw++) {
      sum.sample(2, random);
      counts.merge(Arrays.toString(sum.batches().get(draw)), 1, Integer::sum);
    }
    assertEquals(10, counts.size(), counts::toString);
    // 1000 each, with a standard deviation of 30.
    counts.values().forEach(count -> assertEquals(1000, count, 120, counts::toString));
  }

  @Test
  void all_terms_are_all_terms_in_order() {
    Drawn sum = new Drawn(4, new ArrayList<>());
    sum.sample(4, new SplittableRandom(1));
    assertArrayEquals(new int[] {0, 1, 2, 3}, sum.batches().get(0));
  }
}
