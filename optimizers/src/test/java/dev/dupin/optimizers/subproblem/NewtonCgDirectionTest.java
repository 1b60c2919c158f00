package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.Reports;
import dev.dupin.testkit.TestContext;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NewtonCgDirectionTest {

  private static final NewtonCgDirection EXACT =
      new NewtonCgDirection(new NewtonCgDirection.Config(1e-14, Optional.empty()));

  private static Subproblem.Prepared prepare(Model model) {
    return EXACT.prepare(model, TestContext.ROOT);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  /** Whatever the signs of the eigenvalues, it descends and says what the model says. */
  @ParameterizedTest
  @MethodSource("seeds")
  void it_descends_on_any_matrix_by_what_it_says(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = 1 + (int) (seed % 7);
    DenseSymmetric matrix = Quadratic.withEigenvalues(random.doubles(n, -3, 3).toArray(), random);
    Model model = new Quadratic(matrix, Quadratic.gaussian(n, random)).model();
    Proposal proposal = prepare(model).solve(new StepLength(1));
    assertTrue(Vectors.dot(model.here().gradient(), proposal.step()) < 0);
    double reduction = model.reduction(proposal.step());
    assertEquals(reduction, proposal.predictedReduction(), 1e-10 * Math.max(1, reduction));
  }

  @Test
  void on_a_definite_matrix_it_is_newtons() {
    Model model = Quadratic.diagonal(new double[] {1, 2, 4}, 1, 1, 1).model();
    Subproblem.Prepared prepared = prepare(model);
    assertArrayEquals(
        new double[] {-1, -0.5, -0.25}, prepared.solve(new StepLength(1)).step(), 1e-14);
    assertEquals(0, Reports.number(prepared::report, "negativeCurvature"));
    assertEquals(3, Reports.number(prepared::report, "cgIterations"));
  }

  /** Curvature -2 along the gradient (0.6, 0): reflected, the length is 0.3. */
  @Test
  void along_negative_curvature_it_goes_as_far_as_along_the_same_curvature_upwards() {
    Model model = Quadratic.diagonal(new double[] {-2, 1}, 0.6, 0).model();
    Subproblem.Prepared prepared = prepare(model);
    assertArrayEquals(new double[] {-0.3, 0}, prepared.solve(new StepLength(1)).step(), 1e-15);
    assertEquals(1, Reports.number(prepared::report, "negativeCurvature"));
  }

  @Test
  void without_curvature_it_goes_the_natural_length_of_the_point() {
    Model model = Quadratic.diagonal(new double[] {0, 0}, 3, 4).model();
    double[] step = prepare(model).solve(new StepLength(1)).step();
    assertArrayEquals(new double[] {-0.6, -0.8}, step, 1e-15);
  }
}
