package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.minimizer.StopConditions;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every pair of a Hessian and a step must do, whoever wrote it. Extend it for a pair of your
 * own:
 *
 * <pre>{@code
 * final class MyStepTest extends RunContract {
 *   @Override protected HessianProvider hessian() { return new MyHessian(); }
 *   @Override protected StepStrategy step() { return new MyStep(); }
 * }
 * }</pre>
 */
public abstract class RunContract {

  /**
   * Where runs of the suite end at the latest: enough for gradient descent of length 0.01 on the
   * easy bowl.
   */
  private static final long MOST_ITERATIONS = 5_000;

  /** f of the easy bowl where runs start. */
  private static final double EASY_BOWL_START = 9;

  /** How far a pair is expected to come. */
  public enum Strength {
    /**
     * Takes every step it computes, and these do not shrink with the gradient: comes nearer to the
     * minimum of an easy quadratic, and may go around it for ever.
     */
    NEARER_ONLY,
    /** Takes every step it computes: converges on an easy quadratic. */
    EASY_ONLY,
    /** Refuses bad steps: never goes up, and gets around walls of NaN. */
    GLOBALISED,
    /** Besides, its curvature is good enough for Rosenbrock's valley. */
    VALLEY
  }

  /** For subclasses. */
  protected RunContract() {}

  /** Returns the Hessian under test. */
  protected abstract HessianProvider hessian();

  /** Returns the step under test. */
  protected abstract StepStrategy step();

  /** Returns how far the pair should come. */
  protected Strength strength() {
    return Strength.VALLEY;
  }

  /** The suite. */
  @TestFactory
  final Stream<DynamicTest> contract() {
    return of(hessian(), step(), strength());
  }

  /**
   * Returns the suite for one pair, on the form of the {@link TestProblems} that offers what it
   * needs.
   */
  public static Stream<DynamicTest> of(
      HessianProvider hessian, StepStrategy step, Strength strength) {
    TestProblems problems = TestProblems.fitting(hessian, step).orElseGet(TestProblems::plain);
    Pair pair = new Pair(hessian, step, strength, problems);
    return Stream.of(
        dynamicTest("converges on an easy quadratic", pair::convergesOnTheEasyBowl),
        dynamicTest("goes through the valley of Rosenbrock's function", pair::followsTheValley),
        dynamicTest("a budget of 1 gives the status of that budget", pair::obeysBudgets),
        dynamicTest("the same seed gives the same trace to the bit", pair::repeats),
        dynamicTest("NaN is refused and the control contracts", pair::getsAroundTheWall),
        dynamicTest("two runs share nothing", pair::sharesNothing),
        dynamicTest("a checkpoint resumes to the same bits", pair::resumes),
        dynamicTest("an exception at the start fails with the point kept", pair::survivesFaults));
  }

  private record Pair(
      HessianProvider hessian, StepStrategy step, Strength strength, TestProblems problems) {

    private Minimizer on(Objective objective) {
      return Minimizer.of(objective)
          .hessian(hessian)
          .step(step)
          .stop(Stop.maxIterations(MOST_ITERATIONS));
    }

    void convergesOnTheEasyBowl() {
      Result result = on(problems.easyBowl()).run();
      if (strength == Strength.NEARER_ONLY) {
        assertNotEquals(Category.FAILED, result.status().category(), result.message());
        assertTrue(result.value() < 0.5 * EASY_BOWL_START, "f is still " + result.value());
        return;
      }
      assertEquals(Category.CONVERGED, result.status().category(), result.message());
      assertArrayEquals(new double[3], result.point(), 1e-5);
    }

    void followsTheValley() {
      Result result = on(problems.rosenbrock()).stop(Stop.gradientNorm(1e-8)).run();
      if (takesEveryStep()) {
        assertTrue(result.value() <= 24.2 + 1e-12, "the best point is kept");
        return;
      }
      assertNotEquals(Category.FAILED, result.status().category(), result.message());
      assertTrue(result.value() < 24.2, "f went up to " + result.value());
      if (strength == Strength.VALLEY) {
        assertEquals(Category.CONVERGED, result.status().category(), result.message());
        assertArrayEquals(new double[] {1, 1}, result.point(), 1e-6);
      }
    }

    private boolean takesEveryStep() {
      return strength == Strength.EASY_ONLY || strength == Strength.NEARER_ONLY;
    }

    void obeysBudgets() {
      assertEquals(Status.MAX_ITERATIONS, limited(Stop.maxIterations(1)).status());
      assertEquals(1, limited(Stop.maxIterations(1)).iterations());
      assertEquals(Status.MAX_TRIALS, limited(Stop.maxTrials(1)).status());
      assertEquals(1, limited(Stop.maxTrials(1)).trials());
      assertEquals(Status.MAX_EVALUATIONS, limited(Stop.maxEvaluations(1)).status());
      assertEquals(Status.MAX_SECONDS, limited(Stop.maxSeconds(0)).status());
    }

    private Result limited(UnaryOperator<StopConditions> limit) {
      return on(problems.rosenbrock()).stop(limit).run();
    }

    void repeats() {
      assertEquals(trace(on(problems.rosenbrock())), trace(on(problems.rosenbrock())));
    }

    private static List<List<Long>> trace(Minimizer minimizer) {
      List<List<Long>> rows = new ArrayList<>();
      minimizer
          .stop(Stop.maxIterations(60))
          .seed(11)
          .observe(
              event -> {
                List<Long> row = new ArrayList<>();
                for (String column : event.columns()) {
                  if (!column.equals("seconds")) {
                    row.add(Double.doubleToLongBits(event.number(column)));
                  }
                }
                rows.add(row);
              })
          .run();
      return rows;
    }

    void getsAroundTheWall() {
      Result result = on(problems.walled()).run();
      assertTrue(
          result.value() <= 3 - Math.log(3) + 0.5, "the best point is kept: " + result.message());
      if (!takesEveryStep()) {
        assertEquals(Category.CONVERGED, result.status().category(), result.message());
        assertArrayEquals(new double[] {1, 0}, result.point(), 1e-5);
      } else if (strength == Strength.EASY_ONLY) {
        assertTrue(
            result.status() == Status.NOT_FINITE
                || result.status().category() == Category.CONVERGED,
            result.message());
      }
    }

    void sharesNothing() {
      Result before = on(problems.rosenbrock()).stop(Stop.maxIterations(40)).run();
      on(problems.easyBowl()).run();
      Result after = on(problems.rosenbrock()).stop(Stop.maxIterations(40)).run();
      assertArrayEquals(before.point(), after.point());
      assertEquals(before.evaluations(), after.evaluations());
    }

    void resumes() {
      List<Snapshot> snapshots = new ArrayList<>();
      Result whole =
          on(problems.rosenbrock())
              .stop(Stop.maxIterations(30))
              .checkpoint(0, snapshots::add)
              .run();
      for (int k : new int[] {0, snapshots.size() / 2, snapshots.size() - 1}) {
        Snapshot written = Snapshot.of(snapshots.get(k).values());
        Result resumed =
            on(problems.rosenbrock()).stop(Stop.maxIterations(30)).resume(written).run();
        assertArrayEquals(whole.point(), resumed.point(), "from checkpoint " + k);
        assertEquals(whole.evaluations(), resumed.evaluations(), "from checkpoint " + k);
        assertEquals(whole.status(), resumed.status());
      }
    }

    void survivesFaults() {
      Result result = on(problems.broken()).run();
      assertEquals(Status.PLUGIN_EXCEPTION, result.status());
      assertArrayEquals(new double[] {1, 2}, result.point());
    }
  }
}
