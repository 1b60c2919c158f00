package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.testkit.ModelObjective;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SubsampledHessianTest {

  private static final ModelObjective SOFTMAX = Models.softmax(0.1);

  private static SubsampledHessian of(int size, boolean fresh) {
    return new SubsampledHessian(
        new SubsampledHessian.Config(size, fresh, new GaussNewtonHessian()));
  }

  /** A run whose iterations a test counts on. */
  private static final class Iterations implements RunContext {
    int iteration;

    @Override
    public RandomGenerator random(String axis) {
      return TestContext.ROOT.part(axis + iteration).random("");
    }

    @Override
    public RunContext part(String name) {
      return this;
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public double gradientTolerance() {
      return 0;
    }
  }

  /** Returns the three terms whose Gauss-Newton matrix this is. */
  private static Set<Integer> termsOf(double[] matrix, double[] x) {
    for (int a = 0; a < 7; a++) {
      for (int b = a + 1; b < 7; b++) {
        for (int c = b + 1; c < 7; c++) {
          Objective batch = SOFTMAX.sum().orElseThrow().batch(new int[] {a, b, c});
          double[] hessian =
              batch.at(x).structure(HessianMatrix.class).orElseThrow().matrix().values();
          double off = 0;
          for (int i = 0; i < matrix.length; i++) {
            off = Math.max(off, Math.abs(matrix[i] - hessian[i]));
          }
          if (off < 1e-13) {
            return Set.of(a, b, c);
          }
        }
      }
    }
    return Set.of();
  }

  @Test
  void every_iteration_has_the_matrix_of_three_terms_drawn_anew() {
    Iterations run = new Iterations();
    Curvature curvature = of(3, true).start(SOFTMAX, run);
    double[] x = SOFTMAX.start(run.random("x"));
    Set<Set<Integer>> drawn = new HashSet<>();
    for (run.iteration = 0; run.iteration < 10; run.iteration++) {
      Evaluation here = SOFTMAX.at(x);
      double[] first = curvature.at(here).toDense().values();
      assertArrayEquals(first, curvature.at(SOFTMAX.at(x)).toDense().values());
      Set<Integer> terms = termsOf(first, x);
      assertEquals(3, terms.size());
      drawn.add(terms);
    }
    assertTrue(drawn.size() > 3, drawn::toString);
  }

  @Test
  void a_fixed_set_stays_in_every_iteration_and_over_a_checkpoint() {
    Iterations run = new Iterations();
    Curvature curvature = of(3, false).start(SOFTMAX, run);
    double[] x = SOFTMAX.start(run.random("x"));
    double[] first = curvature.at(SOFTMAX.at(x)).toDense().values();
    run.iteration = 5;
    assertArrayEquals(first, curvature.at(SOFTMAX.at(x)).toDense().values());
    Curvature resumed = of(3, false).start(SOFTMAX, run);
    assertFalse(Arrays.equals(first, resumed.at(SOFTMAX.at(x)).toDense().values()));
    TestState.of(curvature).into(resumed);
    assertArrayEquals(first, resumed.at(SOFTMAX.at(x)).toDense().values());
  }

  @Test
  void as_many_terms_as_there_are_give_the_other_hessian() {
    double[] x = new double[12];
    assertArrayEquals(
        new GaussNewtonHessian()
            .start(SOFTMAX, TestContext.ROOT)
            .at(SOFTMAX.at(x))
            .toDense()
            .values(),
        of(7, true).start(SOFTMAX, TestContext.ROOT).at(SOFTMAX.at(x)).toDense().values());
  }

  @Test
  void promises_are_those_of_the_matrix_alone() {
    assertEquals(
        Set.of(Trait.POSITIVE_SEMIDEFINITE, Trait.STOCHASTIC), of(3, true).traits(SOFTMAX));
    assertEquals(Set.of(Trait.POSITIVE_SEMIDEFINITE), of(3, false).traits(SOFTMAX));
    assertEquals(Set.of(Trait.STOCHASTIC), SubsampledHessian.withDefaults().traits(SOFTMAX));
  }

  @Test
  void products_cost_the_share_of_the_terms() {
    Result whole = run(new GaussNewtonHessian());
    Result some =
        run(new SubsampledHessian(new SubsampledHessian.Config(2, true, new GaussNewtonHessian())));
    assertEquals(whole.evaluations().hessianProduct(), some.evaluations().hessianProduct());
    double products = whole.evaluations().hessianProduct();
    assertTrue(products > 0);
    assertEquals(
        products * 5 / 7,
        whole.evaluations().gradientEquivalents() - some.evaluations().gradientEquivalents(),
        1e-10);
  }

  private static Result run(HessianProvider hessian) {
    return Minimizer.of(SOFTMAX)
        .hessian(hessian)
        .step(TestSteps.NEWTON)
        .stop(Stop.maxIterations(3))
        .run();
  }

  @Test
  void an_objective_without_terms_is_refused_in_words() {
    Objective smooth = Functions.rosenbrock().objective();
    List<String> words =
        Compatibility.check(smooth, SubsampledHessian.withDefaults()).stream()
            .map(Object::toString)
            .toList();
    assertEquals(List.of("the hessian needs a finite sum; the objective offers no terms"), words);
  }
}
