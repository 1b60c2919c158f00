package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Rule 13: a time limit or an interrupt ends a run even inside an objective that does not return.
 */
class TimeLimitTest {

  private static final SmallObjective BOWL = SmallObjective.quadratic(new double[] {1, 4}, 3, -2);

  /** Evaluates three gradients, then waits for the latch. */
  private static SmallObjective hanging(CountDownLatch latch) {
    int[] calls = {0};
    return BOWL.withGradient(
        x -> {
          if (++calls[0] > 3) {
            try {
              latch.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          return BOWL.gradient().apply(x);
        });
  }

  @Test
  void a_hanging_objective_ends_with_the_best_point_and_no_more_rows() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    List<Long> rows = Collections.synchronizedList(new ArrayList<>());
    Result result =
        Minimizer.of(hanging(latch))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.1))
            .stop(Stop.maxSeconds(0.2))
            .observe(event -> rows.add(event.trial()))
            .run();
    assertEquals(Status.MAX_SECONDS, result.status());
    assertTrue(result.message().contains("an evaluation has not returned"), result.message());
    assertEquals(2, result.iterations());
    assertTrue(result.value() < 12.5);
    int seen = rows.size();
    latch.countDown();
    Thread.sleep(50); // long enough for the abandoned loop to try
    assertEquals(seen, rows.size());
  }

  @Test
  void an_interrupt_ends_a_running_loop_between_iterations_with_a_checkpoint()
      throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    List<Snapshot> snapshots = Collections.synchronizedList(new ArrayList<>());
    Result[] result = new Result[1];
    AtomicBoolean stillInterrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              result[0] =
                  Minimizer.of(SmallObjective.ROSENBROCK)
                      .hessian(SmallParts.identity())
                      .step(SmallParts.fixed(1e-12))
                      .stop(Stop.maxIterations(Long.MAX_VALUE))
                      .observe(event -> running.countDown())
                      .checkpoint(1e9, snapshots::add)
                      .run();
              stillInterrupted.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    running.await();
    caller.interrupt();
    caller.join(10_000);
    assertEquals(Status.INTERRUPTED, result[0].status());
    assertEquals(1, snapshots.size());
    assertTrue(stillInterrupted.get());
    Result resumed =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(1e-12))
            .stop(Stop.maxIterations(result[0].iterations() + 10))
            .resume(snapshots.get(0))
            .run();
    assertEquals(Status.MAX_ITERATIONS, resumed.status());
  }

  @Test
  void an_interrupt_ends_a_hanging_objective() throws InterruptedException {
    CountDownLatch latch = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(3);
    Result[] result = new Result[1];
    Thread caller =
        new Thread(
            () ->
                result[0] =
                    Minimizer.of(hanging(latch))
                        .hessian(SmallParts.identity())
                        .step(SmallParts.fixed(0.1))
                        .observe(event -> running.countDown())
                        .run());
    caller.start();
    running.await();
    caller.interrupt();
    caller.join(10_000);
    latch.countDown();
    assertEquals(Status.INTERRUPTED, result[0].status());
    assertTrue(result[0].value() < 12.5);
  }

  @Test
  void an_interrupt_ends_an_analysis_that_hangs_and_keeps_the_point() throws InterruptedException {
    CountDownLatch analysing = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Result[] result = new Result[1];
    Thread caller =
        new Thread(
            () ->
                result[0] =
                    Minimizer.of(BOWL)
                        .hessian(SmallParts.exact())
                        .step(SmallParts.newton2())
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
                                })
                        .run());
    caller.start();
    analysing.await();
    caller.interrupt();
    caller.join(10_000);
    never.countDown();
    assertEquals(Status.CONVERGED_GRADIENT, result[0].status());
    assertTrue(result[0].message().endsWith("not analysed: interrupted"), result[0].message());
    assertEquals(0, result[0].value());
    assertEquals(0, result[0].gradientNorm());
  }

  @Test
  void an_objective_that_swallows_everything_cannot_swallow_the_end_of_the_run() {
    SmallObjective swallowing =
        BOWL.withGradient(
            x -> {
              try {
                return BOWL.gradient().apply(x);
              } catch (RuntimeException everything) {
                return new double[2];
              }
            });
    Result result =
        Minimizer.of(swallowing)
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(1e-9))
            .stop(Stop.maxSeconds(0.05), Stop.maxIterations(Long.MAX_VALUE))
            .run();
    assertEquals(Status.MAX_SECONDS, result.status());
  }
}
