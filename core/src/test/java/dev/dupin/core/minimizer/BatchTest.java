package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Rule 10: mini-batches are a permutation given by seed and epoch, change on acceptance, and never
 * converge.
 */
class BatchTest {

  @Test
  void every_epoch_holds_every_term_once_in_an_order_of_its_own() {
    MeanOfTargets mean = MeanOfTargets.of(10);
    Minimizer.of(mean)
        .hessian(SmallParts.identity())
        .step(SmallParts.fixed(0.1))
        .batches(new Batching(4, false))
        .stop(Stop.maxEpochs(2))
        .seed(3)
        .run();
    assertEquals(List.of(4, 4, 2, 4, 4, 2, 4), mean.drawn().stream().map(b -> b.length).toList());
    int[] first = concatenated(mean.drawn().subList(0, 3));
    int[] second = concatenated(mean.drawn().subList(3, 6));
    Set<Integer> all = new TreeSet<>();
    Arrays.stream(first).forEach(all::add);
    assertEquals(10, all.size());
    assertNotEquals(Arrays.toString(first), Arrays.toString(second));
  }

  private static int[] concatenated(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream).toArray();
  }

  @Test
  void the_same_seed_gives_the_same_run_and_another_seed_another() {
    assertArrayEquals(endOf(5), endOf(5));
    assertNotEquals(endOf(5)[0], endOf(6)[0]);
  }

  private static double[] endOf(long seed) {
    return Minimizer.of(MeanOfTargets.of(7))
        .hessian(SmallParts.identity())
        .step(SmallParts.fixed(0.3))
        .batches(new Batching(2, false))
        .stop(Stop.maxIterations(9))
        .seed(seed)
        .run()
        .point();
  }

  @Test
  void work_is_counted_by_the_share_of_the_terms() {
    Result result =
        Minimizer.of(MeanOfTargets.of(10))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.1))
            .batches(new Batching(5, false))
            .stop(Stop.maxEpochs(3))
            .run();
    // Seven half gradients: the start and six steps. The full set is none of the method's work.
    assertEquals(7 * 0.5, result.evaluations().gradientEquivalents(), 1e-12);
    assertEquals(7, result.evaluations().gradient());
    // f of the full set at the start and after three epochs; the gradient at the best for the
    // report.
    assertEquals(4, result.analysisEvaluations().value());
    assertEquals(1, result.analysisEvaluations().gradient());
  }

  @Test
  void a_batch_gradient_never_converges_but_the_whole_one_may_at_the_end_of_an_epoch() {
    Minimizer minimizer =
        Minimizer.of(MeanOfTargets.of(4))
            .hessian(SmallParts.identity())
            .step(
                SmallParts.fixed(
                    1)) // jumps to the minimum of every batch, where that batch's gradient is 0
            .start(new double[] {1.5})
            .stop(Stop.maxEpochs(5));
    Result never = minimizer.batches(new Batching(1, false)).run();
    assertEquals(Status.MAX_EPOCHS, never.status());
    assertTrue(never.message().contains("; gradient norm of the batch "), never.message());
    Result whole = minimizer.batches(new Batching(4, true)).run();
    assertEquals(Status.CONVERGED_GRADIENT, whole.status());
    assertEquals(1.5, whole.point()[0]);
  }

  @Test
  void negative_curvature_of_a_batch_is_no_escape_from_where_the_whole_sum_converged() {
    dev.dupin.core.step.StepStrategy restless =
        context -> {
          dev.dupin.core.step.Stepper fixed = SmallParts.fixed(1).start(context);
          return new dev.dupin.core.step.Stepper() {
            @Override
            public dev.dupin.core.step.Proposal propose(dev.dupin.core.step.Model model) {
              return fixed.propose(model);
            }

            @Override
            public Optional<dev.dupin.core.step.Proposal> escape(dev.dupin.core.step.Model model) {
              throw new AssertionError("asked for an escape by a batch");
            }

            @Override
            public dev.dupin.core.step.Decision judge(dev.dupin.core.step.Trial trial) {
              return fixed.judge(trial);
            }
          };
        };
    Result result =
        Minimizer.of(MeanOfTargets.of(4))
            .hessian(SmallParts.identity())
            .step(restless)
            .batches(new Batching(4, true))
            .stop(Stop.maxEpochs(5))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
  }

  @Test
  void the_relative_test_compares_with_the_whole_gradient_at_the_start() {
    // The whole gradient is 98.5 at the start and 4.9 after the first epoch, whatever the order.
    Minimizer minimizer =
        Minimizer.of(MeanOfTargets.of(4))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.5))
            .batches(new Batching(1, true))
            .stop(Stop.gradientNorm(0), Stop.maxEpochs(50));
    Result result = minimizer.stop(Stop.relativeGradientNorm(0.5)).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    double ratio = result.gradientNorm() / 98.5;
    assertTrue(
        result.message().contains(dev.dupin.core.run.Numbers.brief(ratio)),
        ratio + " " + result.message());
  }

  @Test
  void a_stall_in_mini_batches_compares_no_batch_with_the_tolerance() {
    Result result =
        Minimizer.of(MeanOfTargets.of(2))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(1e-30))
            .batches(new Batching(1, false))
            .run();
    assertEquals(Status.STALLED, result.status());
    assertTrue(result.message().contains("gradient norm of the batch"), result.message());
    assertTrue(!result.message().contains(">"), result.message());
  }

  @Test
  void the_best_point_is_judged_by_the_whole_sum() {
    Result result =
        Minimizer.of(MeanOfTargets.of(4))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(1))
            .batches(new Batching(1, true))
            .stop(Stop.maxIterations(9), Stop.gradientNorm(1e-12))
            .run();
    double f = MeanOfTargets.of(4).at(result.point()).value();
    assertEquals(f, result.value(), "the value in the result is that of the whole sum");
    assertEquals(Status.MAX_ITERATIONS, result.status());
  }

  @Test
  void curvature_sees_pairs_of_one_batch_only() {
    HessianProvider watching =
        new HessianProvider() {
          @Override
          public Curvature start(Objective objective, RunContext context) {
            Curvature identity = SmallParts.identity().start(objective, context);
            return new Curvature() {
              @Override
              public SymmetricOperator at(Evaluation here) {
                return identity.at(here);
              }

              @Override
              public void accepted(Evaluation from, Evaluation to) {
                assertEquals(from.objective(), to.objective());
              }
            };
          }
        };
    Result result =
        Minimizer.of(MeanOfTargets.of(6))
            .hessian(watching)
            .step(SmallParts.fixed(0.5))
            .batches(new Batching(2, false))
            .stop(Stop.maxEpochs(3))
            .run();
    assertEquals(Status.MAX_EPOCHS, result.status(), result.message());
  }

  @Test
  void a_checkpoint_within_an_epoch_goes_on_with_the_same_batches() {
    List<Snapshot> snapshots = new ArrayList<>();
    Minimizer minimizer =
        Minimizer.of(MeanOfTargets.of(10))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.3))
            .batches(new Batching(3, false))
            .stop(Stop.maxIterations(17));
    Result whole = minimizer.checkpoint(0, snapshots::add).run();
    Result resumed = minimizer.resume(snapshots.get(6)).run();
    assertArrayEquals(whole.point(), resumed.point());
    assertEquals(whole.evaluations(), resumed.evaluations());
    assertTrue(whole.iterations() == 17);
  }
}
