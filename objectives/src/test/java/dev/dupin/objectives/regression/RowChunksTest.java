package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.objectives.regression.Examples.Kind;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums over rows: every row once, and the same bits whoever does the work. */
final class RowChunksTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "7, 3", "64, 64", "1000, 7"})
  void every_row_is_in_one_chunk(int rows, int chunks) {
    for (boolean parallel : new boolean[] {false, true}) {
      double[] seen =
          new RowChunks(rows, chunks, parallel)
              .sum(
                  rows,
                  (partial, from, to) -> {
                    for (int row = from; row < to; row++) {
                      partial[row]++;
                    }
                  });
      for (double count : seen) {
        assertEquals(1, count, 0.0);
      }
    }
  }

  @Test
  void sequential_and_parallel_sums_have_the_same_bits() {
    double[] terms = Examples.vector(3, 10_000, 1);
    RowChunks.Work work =
        (partial, from, to) -> {
          for (int row = from; row < to; row++) {
            partial[0] += terms[row];
          }
        };
    double sequential = new RowChunks(10_000, 13, false).sum(1, work)[0];
    double parallel = new RowChunks(10_000, 13, true).sum(1, work)[0];
    double unchunked = new RowChunks(10_000, 1, false).sum(1, work)[0];
    assertEquals(sequential, parallel, 0.0);
    // Otherwise the terms above could not tell one order from another.
    assertTrue(sequential != unchunked);
  }

  @Test
  void small_data_are_one_chunk_and_large_data_many() {
    assertEquals(1, RowChunks.of(569, 569 * 30, 31).count());
    assertEquals(64, RowChunks.of(100_000, 10_000_000, 100).count());
    assertEquals(1, RowChunks.of(1, 10_000_000, 10_000_000).count());
  }

  @Test
  void partial_sums_take_no_more_than_a_quarter_of_the_memory_of_the_data() {
    long entries = 3_000_000;
    int length = 100_000;
    int chunks = RowChunks.of(20_000, entries, length).count();
    assertTrue(4L * chunks * length <= entries, () -> chunks + " chunks");
    assertTrue(chunks > 1);
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, false", "LINEAR, true", "LOGISTIC, false", "LOGISTIC, true",
    "POISSON, false", "POISSON, true", "SOFTMAX, false", "SOFTMAX, true"
  })
  void one_and_two_threads_give_the_same_bits(Kind kind, boolean sparse) throws Exception {
    DenseFeatures dense = Examples.dense(6, 6000, 70, sparse ? 0.4 : 1);
    Regression regression = Examples.regression(kind, 6, dense, sparse, 0.1, true);
    assertTrue(regression.design().chunks(regression.family().outputs()).count() > 4);
    Answers one = in(1, () -> answers(regression));
    Answers two = in(2, () -> answers(regression));
    assertEquals(one.value, two.value, 0.0);
    assertArrayEquals(one.gradient, two.gradient);
    assertArrayEquals(one.product, two.product);
    assertArrayEquals(one.hessian, two.hessian);
    assertArrayEquals(one.line, two.line);
  }

  private static <T> T in(int threads, Callable<T> work) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(work).get();
    } finally {
      pool.shutdown();
    }
  }

  private static Answers answers(Regression regression) {
    double[] x = Examples.vector(7, regression.dimension(), 1);
    Evaluation here = regression.at(x);
    double[] product = new double[x.length];
    here.structure(HessianProducts.class)
        .orElseThrow()
        .apply(Examples.vector(8, x.length, 1), product);
    return new Answers(
        here.value(),
        regression.at(x).gradient(),
        product,
        here.structure(HessianMatrix.class).orElseThrow().matrix().values(),
        here.structure(DirectionalDerivatives.class)
            .orElseThrow()
            .along(Examples.vector(9, x.length, 1), 4));
  }

  private record Answers(
      double value, double[] gradient, double[] product, double[] hessian, double[] line) {}
}
