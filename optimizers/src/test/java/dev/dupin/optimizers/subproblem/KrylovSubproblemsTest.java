package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.CubicWeight;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.Reports;
import dev.dupin.testkit.TestContext;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact answers for gltr, cubic and cubic-lanczos. */
class KrylovSubproblemsTest {

  /** So small a tolerance that the space grows until it is invariant. */
  private static final double EXACT = 1e-14;

  private static final Subproblem GLTR = new Gltr(new Gltr.Config(EXACT, Optional.empty()));
  private static final Subproblem CUBIC_LANCZOS =
      new CubicLanczos(new CubicLanczos.Config(EXACT, Optional.empty()));

  private record Case(DenseSymmetric matrix, double[] gradient, double size) {
    Model model() {
      return new Quadratic(matrix, gradient).model();
    }
  }

  /** Random problems; in every third one the gradient is orthogonal to the lowest eigenvector. */
  static Stream<Case> cases() {
    return LongStream.rangeClosed(1, 60)
        .mapToObj(
            seed -> {
              RandomGenerator random = new SplittableRandom(seed);
              int n = 2 + (int) (seed % 9);
              double[] eigenvalues = random.doubles(n, -3, 3).toArray();
              double[][] vectors = Quadratic.orthonormal(n, random);
              double[] gradient = Quadratic.gaussian(n, random);
              if (seed % 3 == 0) {
                eigenvalues[0] = -4;
                Vectors.addScaled(gradient, -Vectors.dot(vectors[0], gradient), vectors[0]);
              }
              return new Case(
                  matrix(eigenvalues, vectors), gradient, Math.exp(random.nextDouble(-3, 3)));
            });
  }

  private static DenseSymmetric matrix(double[] eigenvalues, double[][] vectors) {
    int n = eigenvalues.length;
    double[] values = new double[n * n];
    for (int k = 0; k < n; k++) {
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          values[i * n + j] += eigenvalues[k] * (vectors[k][i] * vectors[k][j]);
        }
      }
    }
    return new DenseSymmetric(n, values);
  }

  private static double multiplier(Subproblem.Prepared prepared) {
    return Reports.number(prepared::report, "multiplier");
  }

  private static Proposal solve(Subproblem subproblem, Model model, Control control) {
    return subproblem.prepare(model, TestContext.ROOT).solve(control);
  }

  /** ORACLES T1, the hard case included. */
  @ParameterizedTest
  @MethodSource("cases")
  void gltr_reaches_the_minimiser_that_the_dense_solver_finds(Case of) {
    Subproblem.Prepared prepared = GLTR.prepare(of.model(), TestContext.ROOT);
    Proposal proposal = prepared.solve(new Radius(of.size()));
    double best = solve(new MoreSorensen(), of.model(), new Radius(of.size())).predictedReduction();
    // the residual is 1e-14 |g|; in the nearly hard case the step moves by its root
    assertEquals(best, proposal.predictedReduction(), 1e-9 * Math.max(1, best));
    assertEquals(
        of.model().reduction(proposal.step()), proposal.predictedReduction(), 1e-9 * (1 + best));
    assertTrue(Vectors.norm(proposal.step()) <= of.size() * (1 + 1e-12));
    assertTrue(multiplier(prepared) >= 0);
    assertEquals(residual(of, proposal.step(), multiplier(prepared)), 0, 1e-8);
  }

  /** |(B + multiplier I) s + g|. */
  private static double residual(Case of, double[] step, double multiplier) {
    double[] product = new double[step.length];
    of.matrix().apply(step, product);
    Vectors.addScaled(product, multiplier, step);
    return Vectors.norm(Vectors.add(product, of.gradient()));
  }

  /** ORACLES T2: unlike truncated conjugate gradients it sees what g is orthogonal to. */
  @Test
  void gltr_solves_the_hard_case() {
    Model model = Quadratic.diagonal(new double[] {-1, 1}, 0, 1).model();
    Subproblem.Prepared prepared = Gltr.withDefaults().prepare(model, TestContext.ROOT);
    Proposal proposal = prepared.solve(new Radius(1));
    assertEquals(Math.sqrt(0.75), Math.abs(proposal.step()[0]), 1e-12);
    assertEquals(-0.5, proposal.step()[1], 1e-12);
    assertEquals(0.75, proposal.predictedReduction(), 1e-12);
    assertEquals(1, multiplier(prepared), 1e-12);
  }

  /** ORACLES T3. */
  @Test
  void gltr_takes_the_newton_step_where_it_fits_and_the_gradient_where_nothing_does() {
    Model model = Quadratic.diagonal(new double[] {1, 2, 4}, 1, 1, 1).model();
    double[] newton = solve(GLTR, model, new Radius(1e6)).step();
    assertArrayEquals(new double[] {-1, -0.5, -0.25}, newton, 1e-13);
    double third = -1e-9 / Math.sqrt(3);
    assertArrayEquals(
        new double[] {third, third, third}, solve(GLTR, model, new Radius(1e-9)).step(), 1e-17);
  }

  @Test
  void a_further_radius_costs_no_product() {
    int n = 30;
    double[] eigenvalues = new SplittableRandom(1).doubles(n, 0.1, 9).toArray();
    double[] linear = Quadratic.gaussian(n, new SplittableRandom(2));
    Model model = Quadratic.diagonal(eigenvalues, linear).model();
    Subproblem.Prepared prepared = Gltr.withDefaults().prepare(model, TestContext.ROOT);
    prepared.solve(new Radius(100));
    double products = Reports.number(prepared::report, "lanczosIterations");
    prepared.solve(new Radius(0.1));
    assertEquals(products, Reports.number(prepared::report, "lanczosIterations"));
  }

  /** The certificate of theorem 3.1 of Cartis, Gould and Toint 2011. */
  @ParameterizedTest
  @MethodSource("cases")
  void the_cubic_model_is_minimised_over_the_whole_space(Case of) {
    Subproblem.Prepared prepared = new CubicModel().prepare(of.model(), TestContext.ROOT);
    Proposal proposal = prepared.solve(new CubicWeight(of.size()));
    double multiplier = multiplier(prepared);
    double norm = Vectors.norm(proposal.step());
    assertEquals(of.size() * norm, multiplier, 1e-10 * (1 + multiplier));
    assertEquals(0, residual(of, proposal.step(), multiplier), 1e-10);
    double lowest = dev.dupin.optimizers.internal.Dense.eigen(of.matrix()).values()[0];
    assertTrue(multiplier >= -lowest - 1e-12);
    double reduction = of.model().reduction(proposal.step());
    assertEquals(reduction, proposal.predictedReduction(), 1e-10 * (1 + Math.abs(reduction)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_cubic_model_by_products_is_as_low(Case of) {
    CubicWeight weight = new CubicWeight(of.size());
    Proposal exact = solve(new CubicModel(), of.model(), weight);
    Proposal byProducts = solve(CUBIC_LANCZOS, of.model(), weight);
    assertEquals(cubic(of, exact), cubic(of, byProducts), 1e-9 * (1 + Math.abs(cubic(of, exact))));
  }

  private static double cubic(Case of, Proposal proposal) {
    double norm = Vectors.norm(proposal.step());
    return of.model().reduction(proposal.step()) - of.size() * norm * norm * norm / 3;
  }

  @Test
  void without_a_gradient_there_is_no_krylov_space() {
    Model bowl = Quadratic.diagonal(new double[] {1, 2}, 0, 0).model(Trait.POSITIVE_DEFINITE);
    assertSame(Proposal.NONE, solve(Gltr.withDefaults(), bowl, new Radius(1)));
    assertSame(Proposal.NONE, solve(CubicLanczos.withDefaults(), bowl, new CubicWeight(1)));
    assertSame(Proposal.NONE, solve(new CubicModel(), bowl, new CubicWeight(1)));
  }

  /** By hand: -|s| + s^2 / 2 + 2 |s|^3 / 3 is least where 2 s^2 + |s| = 1. */
  @Test
  void one_variable() {
    Model model = Quadratic.diagonal(new double[] {1}, -1).model();
    assertEquals(0.5, solve(new CubicModel(), model, new CubicWeight(2)).step()[0], 1e-15);
    assertEquals(0.5, solve(CUBIC_LANCZOS, model, new CubicWeight(2)).step()[0], 1e-15);
  }
}
