package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.run.TrialEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Limits end every step where they say, and leave the best point. */
class LimitsTest {

  private static final double START_VALUE = 24.199999999999996;

  private static Stream<DynamicTest> forEveryPair(Consumer<Pair> check) {
    return Pair.on(FaultyObjective.rosenbrock(), "exact", "bfgs", "identity", "finite-difference")
        .stream()
        .map(pair -> dynamicTest(pair.toString(), () -> check.accept(pair)));
  }

  @TestFactory
  Stream<DynamicTest> no_more_trials_than_allowed() {
    return forEveryPair(
        pair -> {
          for (long most : new long[] {1, 2, 3}) {
            Result result =
                pair.minimize(FaultyObjective.rosenbrock()).stop(Stop.maxTrials(most)).run();
            assertEquals(Status.MAX_TRIALS, result.status(), result.message());
            assertEquals(most, result.trials());
            assertTrue(result.value() <= START_VALUE);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> no_trial_begins_once_the_work_is_spent() {
    return forEveryPair(
        pair -> {
          for (double most : new double[] {1, 4, 9}) {
            List<Double> spent = new ArrayList<>();
            Result result =
                pair.minimize(FaultyObjective.rosenbrock())
                    .stop(Stop.maxEvaluations(most))
                    .observe(event -> spent.add(work(event)))
                    .run();
            assertEquals(Status.MAX_EVALUATIONS, result.status(), result.message());
            for (int i = 0; i + 1 < spent.size(); i++) {
              assertTrue(spent.get(i) < most, i + ": " + spent);
            }
            assertTrue(result.evaluations().gradientEquivalents() >= most);
            assertTrue(result.value() <= START_VALUE);
          }
        });
  }

  private static double work(TrialEvent event) {
    return 0.5 * event.number("valueCalls")
        + 0.5 * event.number("gradientCalls")
        + event.number("hessianProducts")
        + 2 * event.number("hessians");
  }

  @TestFactory
  Stream<DynamicTest> a_value_that_never_returns_ends_at_the_time_limit() {
    return forEveryPair(
        pair -> {
          CountDownLatch released = new CountDownLatch(1);
          FaultyObjective hanging =
              FaultyObjective.rosenbrock()
                  .value((x, call, f) -> call > 3 ? returnAfter(released, f) : f);
          hasEndedInTime(pair, hanging, released);
        });
  }

  @TestFactory
  Stream<DynamicTest> a_gradient_that_never_returns_ends_at_the_time_limit() {
    return forEveryPair(
        pair -> {
          CountDownLatch released = new CountDownLatch(1);
          FaultyObjective hanging =
              FaultyObjective.rosenbrock()
                  .gradient((x, call, g) -> call > 1 ? returnAfter(released, g) : g);
          hasEndedInTime(pair, hanging, released);
        });
  }

  private static void hasEndedInTime(Pair pair, FaultyObjective hanging, CountDownLatch released) {
    try {
      Result result = pair.minimize(hanging).stop(Stop.maxSeconds(0.03)).run();
      assertEquals(Status.MAX_SECONDS, result.status(), result.message());
      assertFalse(result.value() > START_VALUE); // unknown where not even the start was in time
      assertEquals(2, result.point().length);
    } finally {
      released.countDown();
    }
  }

  private static <T> T returnAfter(CountDownLatch released, T answer) {
    boolean waiting = true;
    while (waiting) {
      try {
        released.await();
        waiting = false;
      } catch (InterruptedException ignored) {
        // deaf to interrupts, as a native call is
      }
    }
    return answer;
  }
}
