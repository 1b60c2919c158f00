package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.run.TrialEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What a run in mini-batches knows of the full set: watched, counted apart, and what is best. */
class FullSetTest {

  private static final double RATE = 0.3;
  private static final long SEED = 11;

  private final List<double[]> rows = new ArrayList<>(); // iteration, value, full value, full norm

  private static Batching batching(int size, long evaluateEvery, boolean test) {
    return new Batching(size, OptionalInt.empty(), evaluateEvery, test);
  }

  private Minimizer descent(MeanOfTargets mean, double rate, Batching batching) {
    return Minimizer.of(mean)
        .hessian(SmallParts.identity())
        .step(SmallParts.fixed(rate))
        .batches(batching)
        .seed(SEED)
        .observe(this::remember);
  }

  private void remember(TrialEvent event) {
    rows.add(
        new double[] {
          (double) event.iteration(),
          event.number("value"),
          event.number("gradientNorm"),
          event.number("gradientCalls"),
          event.number("fullValue"),
          event.number("fullGradientNorm")
        });
  }

  private double[] column(int number) {
    return rows.stream().mapToDouble(row -> row[number]).toArray();
  }

  private double[] fullValues() {
    return Arrays.stream(column(4)).filter(value -> !Double.isNaN(value)).toArray();
  }

  /** Stochastic gradient descent, written straight; the points at the start and after epochs. */
  private static List<Double> transcription(MeanOfTargets mean, int size, int epochs) {
    int n = mean.terms().length;
    double x = 100;
    List<Double> points = new ArrayList<>(List.of(x));
    for (int epoch = 0; epoch < epochs; epoch++) {
      int[] order = shuffled(n, RunScope.stream(SEED, "batch", "permutation", epoch));
      for (int from = 0; from < n; from += size) {
        int[] batch = Arrays.copyOfRange(order, from, Math.min(from + size, n));
        x = x - RATE * mean.only(batch).gradient(x);
      }
      points.add(x);
    }
    return points;
  }

  /** Fisher and Yates' shuffle, inside out (Knuth, volume 2, section 3.4.2). */
  private static int[] shuffled(int n, RandomGenerator random) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order.add(i);
      order.set(i, order.get(j));
      order.set(j, i);
    }
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void the_run_is_stochastic_gradient_descent_to_the_bit() {
    MeanOfTargets mean = MeanOfTargets.weighted(10, 0.1);
    Result result = descent(mean, RATE, batching(4, 1, false)).stop(Stop.maxEpochs(5)).run();
    List<Double> points = transcription(mean, 4, 5);
    double[] values = points.stream().mapToDouble(mean::value).toArray();
    assertArrayEquals(values, fullValues());
    for (double[] row : rows) {
      assertEquals(row[0] % 3 != 0, Double.isNaN(row[4]), "three batches an epoch: " + row[0]);
    }
    double lowest = Arrays.stream(values).min().orElseThrow();
    assertEquals(lowest, result.value());
    assertEquals(mean.value(result.point()[0]), result.value());
    assertEquals(Math.abs(mean.gradient(result.point()[0])), result.gradientNorm());
  }

  @Test
  void the_best_point_is_an_earlier_one_where_the_last_is_worse() {
    MeanOfTargets mean = MeanOfTargets.of(9);
    // Jumps from target to target: after an epoch it stands on the last one of the order.
    Result result = descent(mean, 1, batching(1, 1, false)).stop(Stop.maxEpochs(6)).run();
    double[] seen = fullValues();
    double lowest = Arrays.stream(seen).min().orElseThrow();
    assertTrue(lowest < seen[6], "the seed makes the last one worse");
    assertEquals(lowest, result.value());
    assertEquals(lowest, mean.value(result.point()[0]));
  }

  @Test
  void the_start_may_be_the_best() {
    MeanOfTargets mean = MeanOfTargets.of(2);
    Result result =
        descent(mean, 3, batching(1, 1, false))
            .start(new double[] {0.6})
            .stop(Stop.maxEpochs(4))
            .run();
    assertArrayEquals(new double[] {0.6}, result.point());
    assertEquals(mean.value(0.6), result.value());
  }

  @Test
  void a_point_between_two_evaluations_is_evaluated_at_the_end() {
    MeanOfTargets mean = MeanOfTargets.of(10);
    Result result = descent(mean, RATE, batching(2, 1, false)).stop(Stop.maxIterations(8)).run();
    assertEquals(2, fullValues().length, "the start and one epoch");
    assertEquals(3, result.analysisEvaluations().value());
    assertTrue(result.value() < fullValues()[1], "the last of eight steps downhill is the best");
    assertEquals(mean.value(result.point()[0]), result.value());
  }

  @Test
  void watching_changes_nothing() {
    Result often = descent(MeanOfTargets.of(10), RATE, batching(4, 1, false)).stop(few()).run();
    List<double[]> watched = new ArrayList<>(rows);
    assertEquals(5, fullValues().length);
    rows.clear();
    Result seldom = descent(MeanOfTargets.of(10), RATE, batching(4, 3, false)).stop(few()).run();
    assertEquals(2, fullValues().length, "the start and the third epoch");
    rows.clear();
    Result never =
        descent(MeanOfTargets.of(10), RATE, batching(4, Long.MAX_VALUE, false)).stop(few()).run();
    assertEquals(1, fullValues().length, "the start");
    for (int k = 0; k < rows.size(); k++) {
      assertArrayEquals(Arrays.copyOf(watched.get(k), 4), Arrays.copyOf(rows.get(k), 4));
    }
    assertEquals(often.evaluations(), never.evaluations());
    assertEquals(often.evaluations(), seldom.evaluations());
    assertEquals(5, often.analysisEvaluations().value());
    assertEquals(2, never.analysisEvaluations().value(), "the start and the end");
  }

  private static UnaryOperator<StopConditions> few() {
    return Stop.maxEpochs(4);
  }

  @Test
  void a_test_of_the_whole_gradient_is_an_evaluation_of_the_full_set_and_the_methods_own() {
    Result result =
        descent(MeanOfTargets.of(10), RATE, batching(5, 1, true))
            .stop(Stop.maxEpochs(3), Stop.gradientNorm(0))
            .run();
    assertEquals(7 * 0.5 + 3, result.evaluations().gradientEquivalents(), 1e-12);
    assertEquals(new Counts(1, 0, 0, 0, 0.5), result.analysisEvaluations(), "f at the start");
    for (double[] row : rows) {
      boolean epochEnds = row[0] > 0 && row[0] % 2 == 0;
      assertEquals(!epochEnds, Double.isNaN(row[5]), "the gradient is known in " + row[0]);
    }
    assertEquals(4, fullValues().length);
  }

  @Test
  void a_run_goes_on_from_every_checkpoint_to_the_same_bits_and_counts() {
    for (boolean test : new boolean[] {false, true}) {
      List<Snapshot> snapshots = new ArrayList<>();
      rows.clear();
      Minimizer minimizer =
          descent(MeanOfTargets.of(10), 1, batching(4, 2, test))
              .stop(Stop.maxEpochs(6), Stop.gradientNorm(0), Stop.relativeGradientNorm(1e-9))
              .checkpoint(0, snapshots::add);
      Result whole = minimizer.run();
      List<double[]> expected = new ArrayList<>(rows);
      for (Snapshot snapshot : List.copyOf(snapshots)) {
        rows.clear();
        Result resumed = minimizer.resume(snapshot).run();
        assertArrayEquals(whole.point(), resumed.point());
        assertEquals(whole.value(), resumed.value());
        assertEquals(whole.gradientNorm(), resumed.gradientNorm());
        assertEquals(whole.evaluations(), resumed.evaluations());
        assertEquals(whole.analysisEvaluations(), resumed.analysisEvaluations());
        int before = expected.size() - rows.size();
        for (int k = 0; k < rows.size(); k++) {
          assertArrayEquals(expected.get(before + k), rows.get(k));
        }
      }
    }
  }

  @Test
  void an_interrupted_run_evaluates_where_it_stands() throws InterruptedException {
    MeanOfTargets mean = MeanOfTargets.of(1000);
    CountDownLatch away = new CountDownLatch(1);
    Result[] result = new Result[1];
    Thread caller =
        new Thread(
            () ->
                result[0] =
                    Minimizer.of(mean)
                        .hessian(SmallParts.identity())
                        .step(SmallParts.fixed(1e-9))
                        .start(new double[] {1e6})
                        .batches(batching(1, Long.MAX_VALUE, false))
                        .stop(Stop.maxIterations(Long.MAX_VALUE))
                        .observe(
                            event -> {
                              if (event.trial() == 10) {
                                away.countDown();
                              }
                            })
                        .run());
    caller.start();
    away.await();
    caller.interrupt();
    caller.join(10_000);
    assertEquals(Status.INTERRUPTED, result[0].status(), result[0].message());
    assertTrue(result[0].point()[0] < 1e6, "ten steps downhill at least");
    assertEquals(mean.value(result[0].point()[0]), result[0].value());
    assertEquals(2, result[0].analysisEvaluations().value(), "the start and the end");
  }

  @Test
  void an_analysis_that_hangs_does_not_lose_the_last_evaluation() throws InterruptedException {
    MeanOfTargets mean = MeanOfTargets.of(10);
    CountDownLatch analysing = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Result[] result = new Result[1];
    Minimizer minimizer =
        descent(mean, RATE, batching(2, 1, false))
            .stop(Stop.maxIterations(3))
            .analyze(
                "slow",
                (judged, context) ->
                    here -> {
                      analysing.countDown();
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                      }
                      throw new IllegalStateException("nobody waits for this");
                    });
    Thread caller = new Thread(() -> result[0] = minimizer.run());
    caller.start();
    analysing.await();
    caller.interrupt();
    caller.join(10_000);
    never.countDown();
    assertEquals(Status.MAX_ITERATIONS, result[0].status(), result[0].message());
    assertTrue(result[0].value() < fullValues()[0], "better than the start, the only one before");
    assertEquals(mean.value(result[0].point()[0]), result[0].value());
    assertEquals(Math.abs(mean.gradient(result[0].point()[0])), result[0].gradientNorm());
  }

  @Test
  void runs_without_batches_have_no_such_columns() {
    List<List<String>> columns = new ArrayList<>();
    Minimizer.of(MeanOfTargets.of(3))
        .hessian(SmallParts.identity())
        .step(SmallParts.fixed(1))
        .observe(event -> columns.add(event.columns()))
        .run();
    assertNotEquals(List.of(), columns);
    assertTrue(!columns.get(0).contains("fullValue"));
  }
}
