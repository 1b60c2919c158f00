package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.AutodiffResiduals;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.Reports;
import dev.dupin.optimizers.subproblem.Damped.Solver;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class DampedTest {

  private static final int CASES = 100;

  /** With conjugate gradients to the end. */
  private static Damped exact(Solver solver) {
    return new Damped(new Damped.Config(solver, false, 0.75, 1e-15, Optional.of(1_000)));
  }

  private static Subproblem.Prepared prepare(Solver solver, Model model) {
    return exact(solver).prepare(model, TestContext.ROOT);
  }

  /** r = Jx + r(0) at x = 0, with the Gauss-Newton matrix of f = scale |r|^2. */
  private static Model linear(double[][] jacobian, double[] values, double scale) {
    int n = jacobian[0].length;
    AutodiffResiduals objective =
        new AutodiffResiduals(
            n,
            scale,
            x ->
                IntStream.range(0, jacobian.length)
                    .mapToObj(i -> row(jacobian[i], x).add(values[i]))
                    .toArray(Real[]::new));
    return gaussNewton(objective.at(new double[n]));
  }

  private static Real row(double[] row, Real[] x) {
    return IntStream.range(0, row.length)
        .mapToObj(j -> x[j].multiply(row[j]))
        .reduce(Real::add)
        .orElseThrow();
  }

  private static Model gaussNewton(Evaluation here) {
    Residuals residuals = here.structure(Residuals.class).orElseThrow();
    int n = here.point().length;
    int m = residuals.values().length;
    double[] jacobian = residuals.jacobianMatrix();
    double[] square = new double[n * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          square[j * n + k] += 2 * residuals.scale() * jacobian[i * n + j] * jacobian[i * n + k];
        }
      }
    }
    return new Model(
        0, here, Operators.dense(new DenseSymmetric(n, square), Set.of(Trait.GAUSS_NEWTON)));
  }

  private static double[][] gaussian(int m, int n, RandomGenerator random) {
    double[][] matrix = new double[m][];
    Arrays.setAll(matrix, i -> Quadratic.gaussian(n, random));
    return matrix;
  }

  private static double[] scale(int n, RandomGenerator random) {
    return random.doubles(n, 0.5, 3).toArray();
  }

  /** (B + damping D^2) s = -g, and the reduction is the model's. */
  private static void certify(Model model, Damping damping, Proposal proposal) {
    double[] step = proposal.step();
    int n = step.length;
    double[] left = new double[n];
    model.curvature().apply(step, left);
    double[] gradient = model.here().gradient();
    double[] scale = damping.scale(n);
    double size = Vectors.norm(left);
    for (int i = 0; i < n; i++) {
      double slowed = damping.value() * scale[i] * scale[i] * step[i];
      size = Math.max(size, Math.abs(slowed));
      left[i] += slowed + gradient[i];
    }
    assertTrue(Vectors.norm(left) <= 1e-11 * Math.max(size, Vectors.norm(gradient)));
    double reduction = model.reduction(step);
    double slope = Math.abs(Vectors.dot(gradient, step));
    assertEquals(reduction, proposal.predictedReduction(), 1e-11 * slope);
    assertEquals(damping.value(), proposal.control());
  }

  @ParameterizedTest
  @EnumSource(names = {"CHOLESKY", "CG", "AUTOMATIC"})
  void a_step_solves_the_damped_system_of_any_hessian(Solver solver) {
    SplittableRandom random = new SplittableRandom(1);
    for (int k = 0; k < CASES; k++) {
      int n = 1 + k % 8;
      double[] values = random.doubles(n, -1, 3).toArray();
      Quadratic problem =
          new Quadratic(Quadratic.withEigenvalues(values, random), Quadratic.gaussian(n, random));
      Model model = problem.model();
      // Definite: the smallest eigenvalue is above -1, and D^2 is at least 1/4.
      Damping damping = new Damping(4.5 + random.nextDouble(), scale(n, random));
      certify(model, damping, prepare(solver, model).solve(damping));
    }
  }

  @Test
  void qr_cholesky_and_conjugate_gradients_agree_where_all_is_well() {
    SplittableRandom random = new SplittableRandom(2);
    for (int k = 0; k < CASES; k++) {
      int n = 1 + k % 6;
      Model model =
          linear(gaussian(n + 5, n, random), Quadratic.gaussian(n + 5, random), 0.5 + k % 3);
      Damping damping = new Damping(Math.pow(10, 1 - k % 4), scale(n, random));
      Proposal qr = prepare(Solver.QR, model).solve(damping);
      certify(model, damping, qr);
      for (Solver solver : new Solver[] {Solver.CHOLESKY, Solver.CG}) {
        Proposal other = prepare(solver, model).solve(damping);
        certify(model, damping, other);
        assertArrayEquals(qr.step(), other.step(), 1e-11 * Vectors.norm(qr.step()));
      }
    }
  }

  /** The matrix of Läuchli 1961: J'J is singular but for its last digits, J is not. */
  @Test
  void qr_keeps_the_digits_that_cholesky_loses() {
    double small = 1e-7;
    double[][] jacobian = {{1, 1}, {small, 0}, {0, small}};
    Model model = linear(jacobian, new double[] {2, small, small}, 0.5); // r = J (1, 1)
    Damping damping = new Damping(1e-30);
    double[] truth = {-1, -1};
    // The condition of J is 1.4e7, times eps and a little.
    assertArrayEquals(truth, prepare(Solver.QR, model).solve(damping).step(), 1e-8);
    assertArrayEquals(truth, prepare(Solver.AUTOMATIC, model).solve(damping).step(), 1e-8);
    double[] lost = prepare(Solver.CHOLESKY, model).solve(damping).step();
    assertTrue(lost.length == 0 || Vectors.norm(Vectors.subtract(lost, truth)) > 1e-5);
  }

  @ParameterizedTest
  @EnumSource(names = {"QR", "CHOLESKY", "CG"})
  void an_infinite_damping_goes_along_the_gradient_in_its_units(Solver solver) {
    SplittableRandom random = new SplittableRandom(3);
    Model model = linear(gaussian(7, 4, random), Quadratic.gaussian(7, random), 1);
    double[] gradient = model.here().gradient();
    double[] scale = scale(4, random);
    double[] step = prepare(solver, model).solve(new Damping(1e14)).step();
    double[] scaled = prepare(solver, model).solve(new Damping(1e14, scale)).step();
    for (int i = 0; i < 4; i++) {
      assertEquals(-gradient[i] / 1e14, step[i], 1e-12 * Math.abs(step[i]));
      double own = -gradient[i] / scale[i] / scale[i] / 1e14;
      assertEquals(own, scaled[i], 1e-12 * Math.abs(own));
    }
  }

  @Test
  void fewer_residuals_than_variables_need_the_damping() {
    Model model = linear(new double[][] {{3, 4}}, new double[] {5}, 0.5);
    Damping damping = new Damping(0.25);
    Proposal proposal = prepare(Solver.QR, model).solve(damping);
    certify(model, damping, proposal);
    assertArrayEquals(new double[] {-15 / 25.25, -20 / 25.25}, proposal.step(), 1e-15);
    assertSame(Proposal.NONE, prepare(Solver.QR, model).solve(new Damping(0)));
  }

  @ParameterizedTest
  @EnumSource(names = {"CHOLESKY", "CG"})
  void there_is_no_step_until_the_damping_makes_an_indefinite_hessian_definite(Solver solver) {
    Model model = Quadratic.diagonal(new double[] {1, -2}, 1, 1).model();
    assertSame(Proposal.NONE, prepare(solver, model).solve(new Damping(1)));
    assertArrayEquals(
        new double[] {-0.25, -1}, prepare(solver, model).solve(new Damping(3)).step(), 1e-14);
  }

  @Test
  void an_exact_hessian_is_not_replaced_by_that_of_gauss_and_newton() {
    AutodiffResiduals parabola =
        new AutodiffResiduals(1, 0.5, x -> new Real[] {x[0].square().subtract(2)});
    Evaluation here = parabola.at(new double[] {2});
    // f'' = J^2 + r r'' = 16 + 4
    Model model =
        new Model(
            0,
            here,
            Operators.dense(new DenseSymmetric(1, new double[] {20}), Set.of(Trait.EXACT)));
    assertEquals(
        -8 / 24.0, prepare(Solver.AUTOMATIC, model).solve(new Damping(4)).step()[0], 1e-15);
    assertEquals(Set.of(Trait.GAUSS_NEWTON), Damped.with(Solver.QR).requires().traits());
  }

  /** r = x^2 - 2 at 2: J = 4, B = 16, g = 8; with damping 4 s = -0.4, r''[s, s] = 0.32. */
  @ParameterizedTest
  @EnumSource(names = {"QR", "CHOLESKY", "CG"})
  void the_acceleration_is_that_of_the_geodesic(Solver solver) {
    AutodiffResiduals parabola =
        new AutodiffResiduals(1, 0.5, x -> new Real[] {x[0].square().subtract(2)});
    Model model = gaussNewton(parabola.at(new double[] {2}));
    Subproblem.Prepared accelerated =
        new Damped(new Damped.Config(solver, true, 0.75, 1e-15, Optional.empty()))
            .prepare(model, TestContext.ROOT);
    Proposal proposal = accelerated.solve(new Damping(4));
    assertEquals(-0.4 - 0.5 * 4 * 0.32 / 20, proposal.step()[0], 1e-15);
    assertEquals(0.064 / 0.4, Reports.number(accelerated::report, "acceleration"), 1e-14);
    Subproblem.Prepared careful =
        new Damped(new Damped.Config(solver, true, 0.15, 1e-15, Optional.empty()))
            .prepare(model, TestContext.ROOT);
    assertSame(Proposal.NONE, careful.solve(new Damping(4)));
  }

  @Test
  void no_gradient_no_step() {
    Model model = linear(new double[][] {{1, 0}, {0, 1}}, new double[2], 0.5);
    for (Solver solver : new Solver[] {Solver.QR, Solver.CHOLESKY}) {
      assertSame(Proposal.NONE, prepare(solver, model).solve(new Damping(1)));
    }
  }

  @Test
  void a_jacobian_that_is_not_finite_is_told() {
    AutodiffResiduals root = new AutodiffResiduals(1, 1, x -> new Real[] {x[0].sqrt()});
    Model model = gaussNewton(root.at(new double[1]));
    assertThrows(NumericalFailureException.class, () -> prepare(Solver.QR, model));
  }
}
