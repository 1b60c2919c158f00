package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.minimizer.Batching;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.optimizers.FixedStep;
import dev.dupin.optimizers.NewtonStep;
import dev.dupin.optimizers.TrustRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Mini-batches with curvature on batches of their own, over the parts that a spec can name. */
class StochasticRunsTest {

  private static final int SIZE = 4;
  private static final int CURVATURE_SIZE = 7;
  private static final Batching BATCHING =
      new Batching(SIZE, OptionalInt.of(CURVATURE_SIZE), 1, false);

  /** Remembers what the Hessian is shown, and what the steps led to. */
  private static final class Trail implements HessianProvider {
    private final List<Evaluation> shown = new ArrayList<>();
    private final List<Evaluation> reached = new ArrayList<>();

    @Override
    public Curvature start(Objective objective, RunContext context) {
      Curvature exact = new ExactHessian().start(objective, context);
      return new Curvature() {
        @Override
        public SymmetricOperator at(Evaluation here) {
          shown.add(here);
          return exact.at(here);
        }

        @Override
        public void accepted(Evaluation from, Evaluation to) {
          reached.add(to);
        }
      };
    }
  }

  /** Byrd, Chin, Neveitt and Nocedal 2011, written straight: H of one batch, g of another. */
  @Test
  void a_subsampled_newton_step_solves_the_curvature_of_its_batch() {
    Objective softmax = LayeredModel.softmax();
    Trail trail = new Trail();
    List<double[]> gradients = new ArrayList<>();
    Minimizer.of(softmax)
        .hessian(trail)
        .step(
            context -> {
              Stepper newton = new NewtonStep().start(context);
              return new Stepper() {
                @Override
                public Proposal propose(Model model) {
                  gradients.add(model.here().gradient());
                  return newton.propose(model);
                }

                @Override
                public Decision judge(Trial trial) {
                  return newton.judge(trial);
                }
              };
            })
        .batches(BATCHING)
        .stop(Stop.maxIterations(6))
        .run();
    assertEquals(6, trail.reached.size());
    int n = softmax.dimension();
    for (int k = 0; k < 6; k++) {
      Evaluation here = trail.shown.get(k);
      double[] to = trail.reached.get(k).point();
      DenseSymmetric hessian = here.structure(HessianMatrix.class).orElseThrow().matrix();
      double[] product = new double[n];
      double[] step = new double[n];
      for (int i = 0; i < n; i++) {
        step[i] = to[i] - here.point()[i];
      }
      hessian.apply(step, product);
      for (int i = 0; i < n; i++) {
        assertEquals(-gradients.get(k)[i], product[i], 1e-10);
      }
      assertTrue(here.gradient()[0] != gradients.get(k)[0], "another batch than the gradient's");
    }
  }

  @TestFactory
  Stream<DynamicTest> every_hessian_goes_on_from_every_checkpoint_to_the_same_bits() {
    List<DynamicTest> tests = new ArrayList<>();
    Map<String, StepStrategy> steps =
        Map.of("fixed-step", FixedStep.of(0.05), "trust-region", TrustRegion.withDefaults());
    BuiltInParts.hessians()
        .forEach(
            (name, hessian) ->
                steps.forEach(
                    (stepName, step) -> {
                      Objective objective = LayeredModel.softmax();
                      HessianProvider seen = BATCHING.seenBy(hessian);
                      if (Compatibility.check(objective, seen, step).isEmpty()) {
                        tests.add(
                            dynamicTest(
                                name + " + " + stepName, () -> goesOn(objective, hessian, step)));
                      }
                    }));
    assertTrue(tests.size() >= 30, "only " + tests.size() + " pairs");
    return tests.stream();
  }

  private static void goesOn(Objective objective, HessianProvider hessian, StepStrategy step) {
    List<Snapshot> snapshots = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    Minimizer minimizer =
        Minimizer.of(objective)
            .hessian(hessian)
            .step(step)
            .batches(BATCHING)
            .stop(Stop.maxIterations(10))
            .observe(event -> values.add(event.number("fullValue")))
            .checkpoint(0, snapshots::add);
    Result whole = minimizer.run();
    assertEquals(Category.LIMIT, whole.status().category(), whole.message());
    List<Double> expected = List.copyOf(values);
    for (int k : new int[] {1, 4, 9}) {
      values.clear();
      Result resumed = minimizer.resume(snapshots.get(k)).run();
      assertArrayEquals(whole.point(), resumed.point());
      assertEquals(whole.value(), resumed.value());
      assertEquals(whole.evaluations(), resumed.evaluations());
      assertEquals(whole.analysisEvaluations(), resumed.analysisEvaluations());
      assertEquals(expected.subList(expected.size() - values.size(), expected.size()), values);
    }
  }
}
