package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.testkit.TestContext;
import dev.dupin.testkit.TestFunctions;
import org.junit.jupiter.api.Test;

final class NewtonStepTest {

  private static Proposal propose(Quadratic problem) {
    return new NewtonStep().start(TestContext.ROOT).propose(problem.model());
  }

  /** ORACLES S1: f = 5x^2 - y^2, from anywhere. */
  @Test
  void it_goes_to_the_saddle_in_one_step() {
    Result result =
        Minimizer.of(TestFunctions.quadratic(new double[] {10, -2}, 3, 4))
            .hessian(Hessians.exact())
            .step(new NewtonStep())
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(1, result.iterations());
    assertArrayEquals(new double[2], result.point(), 1e-15);
  }

  /** ORACLES H5: (0.2, 1.4) is the minimum of 3x^2 + 2xy + 2y^2 - 4x - 6y. */
  @Test
  void it_solves_a_quadratic_in_one_step() {
    Quadratic problem =
        new Quadratic(new DenseSymmetric(2, new double[] {6, 2, 2, 4}), new double[] {-4, -6});
    Proposal proposal = propose(problem);
    assertArrayEquals(new double[] {0.2, 1.4}, proposal.step(), 1e-15);
    assertEquals(
        -problem.at(new double[] {0.2, 1.4}).value(), proposal.predictedReduction(), 1e-14);
  }

  @Test
  void towards_a_maximum_it_predicts_a_rise() {
    Proposal proposal = propose(Quadratic.diagonal(new double[] {-1, -1}, 3, 4));
    assertArrayEquals(new double[] {3, 4}, proposal.step(), 1e-15);
    assertEquals(-12.5, proposal.predictedReduction(), 1e-14);
  }

  @Test
  void badly_scaled_is_not_singular() {
    Proposal proposal = propose(Quadratic.diagonal(new double[] {1e8, -1e-12}, 1e8, 1e-12));
    assertArrayEquals(new double[] {-1, 1}, proposal.step(), 1e-15);
  }

  @Test
  void a_singular_matrix_has_no_step() {
    assertSame(Proposal.NONE, propose(Quadratic.diagonal(new double[] {1, 0}, 1, 1)));
    assertSame(Proposal.NONE, propose(Quadratic.diagonal(new double[] {0, 0}, 1, 1)));
    DenseSymmetric rankOne = new DenseSymmetric(3, new double[] {1, 2, 3, 2, 4, 6, 3, 6, 9});
    assertSame(Proposal.NONE, propose(new Quadratic(rankOne, new double[] {1, 0, 0})));
    Result result =
        Minimizer.of(TestFunctions.quadratic(new double[] {1, 0}, 3, 4))
            .hessian(
                Hessians.changed(
                    matrix -> {
                      matrix[0] = 0;
                      return matrix;
                    }))
            .step(new NewtonStep())
            .run();
    assertEquals(Status.STALLED, result.status());
  }

  @Test
  void a_matrix_that_is_not_finite_is_a_numerical_failure() {
    assertThrows(
        NumericalFailureException.class,
        () -> propose(Quadratic.diagonal(new double[] {1, Double.NaN}, 1, 1)));
  }

  @Test
  void an_inverse_of_its_own_is_used() {
    Model model =
        new Model(
            0,
            Quadratic.diagonal(new double[] {9, 9}, 3, 4).model().here(),
            Hessians.identity()
                .start(Quadratic.diagonal(new double[2], 0, 0), TestContext.ROOT)
                .at(Quadratic.diagonal(new double[2], 0, 0).at(new double[2])));
    assertArrayEquals(
        new double[] {-3, -4}, new NewtonStep().start(TestContext.ROOT).propose(model).step());
  }

  @Test
  void every_step_is_taken_and_no_value_is_paid() {
    Line line =
        new Line(
            x -> {
              throw new AssertionError("the value was asked for");
            },
            x -> x + 1);
    Model model = new Model(0, line.at(new double[1]), Line.unit());
    Stepper stepper = new NewtonStep().start(TestContext.ROOT);
    Proposal proposal = stepper.propose(model);
    Trial trial = new Trial(model, proposal, line.at(proposal.step()));
    assertEquals(Decision.accept(trial.there()), stepper.judge(trial));
    assertTrue(Reports.names(stepper::report).isEmpty());
  }
}
