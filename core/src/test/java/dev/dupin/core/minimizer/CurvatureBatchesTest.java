package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The Hessian on batches of its own: which ones, what it sees there, and what that costs. */
class CurvatureBatchesTest {

  private static final int TERMS = 12;

  private static Batching batching(int size, int curvatureSize) {
    return new Batching(size, OptionalInt.of(curvatureSize), Long.MAX_VALUE, false);
  }

  /** Newton's step in one dimension, always taken. */
  private static StepStrategy newton() {
    return context ->
        new Stepper() {
          @Override
          public Proposal propose(Model model) {
            double curvature = model.curvature().toDense().get(0, 0);
            return new Proposal(
                new double[] {-model.here().gradient()[0] / curvature}, Double.NaN, Double.NaN);
          }

          @Override
          public Decision judge(Trial trial) {
            return Decision.accept(trial.there());
          }
        };
  }

  /** The slope of the gradient over the last step; 5 before the first one. */
  private static final class Secant implements HessianProvider {
    private final List<Evaluation> seen = new ArrayList<>();

    @Override
    public Curvature start(Objective objective, RunContext context) {
      return new Curvature() {
        private double slope = 5;

        @Override
        public SymmetricOperator at(Evaluation here) {
          seen.add(here);
          return Operators.dense(new DenseSymmetric(1, new double[] {slope}), Set.of());
        }

        @Override
        public void accepted(Evaluation from, Evaluation to) {
          assertSame(seen.get(seen.size() - 1), from, "the evaluation that `at` saw");
          assertSame(from.objective(), to.objective(), "both of one batch");
          double change = to.gradient()[0] - from.gradient()[0];
          slope = change / (to.point()[0] - from.point()[0]);
        }

        @Override
        public void exchange(State state) {
          slope = state.exchange("slope", slope);
        }
      };
    }
  }

  @Test
  void a_newton_step_has_the_gradient_of_one_batch_and_the_curvature_of_another() {
    MeanOfTargets mean = MeanOfTargets.weighted(TERMS, 0.7);
    Result result =
        Minimizer.of(mean)
            .hessian(SmallParts.exact())
            .step(newton())
            .batches(batching(3, 5))
            .stop(Stop.maxIterations(7))
            .seed(4)
            .run();
    double x = 100;
    for (int k = 0; k < 7; k++) {
      int[] gradientBatch = mean.drawnOf(3).get(k);
      int[] curvatureBatch = mean.drawnOf(5).get(k);
      x = x - mean.only(gradientBatch).gradient(x) / mean.only(curvatureBatch).curvature();
    }
    assertArrayEquals(new double[] {x}, result.point(), "the same bits");
    assertEquals(7, mean.drawnOf(5).size(), "one an iteration");
    // Eight gradients of a quarter of the terms, seven Hessians (n = 1) of five twelfths.
    assertEquals(8 / 4.0 + 7 * 5 / 12.0, result.evaluations().gradientEquivalents(), 1e-12);
  }

  @Test
  void they_are_fresh_subsets_and_the_gradients_batches_stay_what_they_are() {
    MeanOfTargets alone = MeanOfTargets.of(TERMS);
    run(alone, new Batching(4, false), SmallParts.identity());
    for (int size : new int[] {2, 8}) { // smaller, and larger
      MeanOfTargets mean = MeanOfTargets.of(TERMS);
      run(mean, batching(4, size), SmallParts.identity());
      assertArrayEquals(texts(alone.drawnOf(4)), texts(mean.drawnOf(4)));
      List<int[]> drawn = mean.drawnOf(size);
      assertEquals(9, drawn.size());
      assertTrue(new HashSet<>(List.of(texts(drawn))).size() > 5, "fresh ones");
      for (int[] batch : drawn) {
        assertEquals(size, Arrays.stream(batch).distinct().count());
        assertTrue(Arrays.stream(batch).allMatch(term -> term >= 0 && term < TERMS));
      }
    }
  }

  private static String[] texts(List<int[]> batches) {
    return batches.stream().map(Arrays::toString).toArray(String[]::new);
  }

  private static Result run(MeanOfTargets mean, Batching batching, HessianProvider hessian) {
    return Minimizer.of(mean)
        .hessian(hessian)
        .step(SmallParts.fixed(0.2))
        .batches(batching)
        .stop(Stop.maxIterations(9))
        .seed(8)
        .run();
  }

  @Test
  void what_learns_from_steps_sees_both_ends_on_the_batch_of_its_operator() {
    Secant secant = new Secant();
    MeanOfTargets mean = MeanOfTargets.weighted(TERMS, 0.7);
    Result result = run(mean, batching(4, 6), secant);
    assertEquals(9, secant.seen.size());
    assertNotSame(secant.seen.get(0).objective(), secant.seen.get(1).objective());
    // Ten gradients of a third of the terms, and two of a half in each of nine iterations.
    assertEquals(10 / 3.0 + 9.0, result.evaluations().gradientEquivalents(), 1e-12);
  }

  @Test
  void what_learns_nothing_from_steps_pays_nothing_for_them() {
    Result result = run(MeanOfTargets.of(TERMS), batching(4, 6), SmallParts.identity());
    assertEquals(10 / 3.0, result.evaluations().gradientEquivalents(), 1e-12);
  }

  @Test
  void as_many_as_there_are_make_the_whole_sum() {
    MeanOfTargets mean = MeanOfTargets.weighted(TERMS, 0.7);
    Secant secant = new Secant();
    run(mean, batching(4, TERMS), secant);
    assertEquals(List.of(), mean.drawnOf(TERMS), "nothing is copied");
    assertEquals(
        MeanOfTargets.weighted(TERMS, 0.7).gradient(100), secant.seen.get(0).gradient()[0]);
  }

  @Test
  void a_refused_trial_is_shown_on_the_same_batch_and_the_batch_is_not_drawn_again() {
    List<Objective> batches = new ArrayList<>();
    HessianProvider learning =
        new HessianProvider() {
          @Override
          public Curvature start(Objective objective, RunContext context) {
            Curvature identity = SmallParts.identity().start(objective, context);
            return new Curvature() {
              @Override
              public SymmetricOperator at(Evaluation here) {
                batches.add(here.objective());
                return identity.at(here);
              }

              @Override
              public boolean rejected(Evaluation from, Evaluation to) {
                assertSame(batches.get(batches.size() - 1), from.objective());
                assertSame(from.objective(), to.objective());
                return true;
              }
            };
          }
        };
    Result result =
        Minimizer.of(MeanOfTargets.weighted(TERMS, 0.7))
            .hessian(learning)
            .step(SmallParts.descent())
            .batches(batching(4, 6))
            .stop(Stop.maxIterations(5))
            .run();
    assertTrue(result.trials() > result.iterations(), "some were refused");
    assertEquals(result.trials(), batches.size(), "asked again after each refusal");
    assertEquals(result.iterations(), batches.stream().distinct().count());
  }

  @Test
  void a_run_goes_on_from_a_checkpoint_with_the_same_batches() {
    List<Snapshot> snapshots = new ArrayList<>();
    Minimizer minimizer =
        Minimizer.of(MeanOfTargets.weighted(TERMS, 0.7))
            .hessian(new Secant())
            .step(newton())
            .batches(batching(5, 3))
            .stop(Stop.maxIterations(12))
            .checkpoint(0, snapshots::add);
    Result whole = minimizer.run();
    for (int k : new int[] {0, 1, 5, 11}) {
      Result resumed = minimizer.resume(snapshots.get(k)).run();
      assertArrayEquals(whole.point(), resumed.point());
      assertEquals(whole.evaluations(), resumed.evaluations());
      assertEquals(whole.analysisEvaluations(), resumed.analysisEvaluations());
    }
  }

  @Test
  void it_promises_neither_to_be_exact_nor_the_matrix_of_the_residuals_at_hand() {
    Set<Trait> of = Set.of(Trait.EXACT, Trait.GAUSS_NEWTON, Trait.POSITIVE_DEFINITE);
    HessianProvider promising =
        new HessianProvider() {
          @Override
          public Set<Trait> traits(Objective objective) {
            return of;
          }

          @Override
          public Curvature start(Objective objective, RunContext context) {
            return here ->
                Operators.promising(
                    Operators.dense(new DenseSymmetric(1, new double[] {1}), Set.of()), of);
          }
        };
    Set<Trait> expected = Set.of(Trait.POSITIVE_DEFINITE, Trait.STOCHASTIC);
    MeanOfTargets mean = MeanOfTargets.of(TERMS);
    HessianProvider seen = batching(4, 6).seenBy(promising);
    assertEquals(expected, seen.traits(mean));
    RunContext context = new RunScope(0, new Gate(Double.POSITIVE_INFINITY, 0), 0).part("hessian");
    SymmetricOperator operator = seen.start(mean, context).at(mean.at(new double[] {3}));
    assertEquals(expected, operator.traits());
    assertSame(promising, new Batching(4, false).seenBy(promising));
    StepStrategy needy =
        new StepStrategy() {
          @Override
          public Stepper start(RunContext ofRun) {
            return SmallParts.fixed(1).start(ofRun);
          }

          @Override
          public Requirements requires() {
            return Requirements.traits(Trait.GAUSS_NEWTON);
          }
        };
    Minimizer minimizer = Minimizer.of(mean).hessian(promising).step(needy).stop(Stop.maxEpochs(1));
    assertNotEquals(
        Status.PLUGIN_EXCEPTION, minimizer.batches(new Batching(4, false)).run().status());
    minimizer.batches(batching(4, 6));
    assertThrows(IllegalArgumentException.class, minimizer::run);
  }

  @Test
  void sizes_that_are_none_are_refused() {
    for (int size : new int[] {0, -3}) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> batching(4, size));
      assertEquals(
          "batch.curvatureSize is " + size + ", but must be at least 1", refused.getMessage());
    }
    assertThrows(IllegalArgumentException.class, () -> batching(0, 4));
    assertThrows(
        IllegalArgumentException.class, () -> new Batching(4, OptionalInt.empty(), 0, false));
  }
}
