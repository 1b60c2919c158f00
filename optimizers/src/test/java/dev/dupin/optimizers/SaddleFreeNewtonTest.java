package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.SaddleFreeNewton.Spectrum;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.KrylovSubspace;
import dev.dupin.optimizers.internal.SymmetricEigen;
import dev.dupin.testkit.TestContext;
import dev.dupin.testkit.TestFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SaddleFreeNewtonTest {

  private static final double[] NO_STEP = {};

  private static Subproblem.Prepared prepared(Spectrum spectrum, int rank, Model model) {
    return new SaddleFreeSubproblem(spectrum, rank, () -> NO_STEP).prepare(model, TestContext.ROOT);
  }

  private static Proposal solve(Spectrum spectrum, int rank, Model model, double damping) {
    return prepared(spectrum, rank, model).solve(new Damping(damping));
  }

  private static double negativeEigenvalues(Subproblem.Prepared prepared) {
    return Reports.number(prepared::report, "negativeEigenvalues");
  }

  /** |A|^-1 b by the eigenvectors of A. */
  private static double[] absoluteInverse(DenseSymmetric matrix, double[] b) {
    SymmetricEigen eigen = Dense.eigen(matrix);
    double[] coordinates = eigen.coordinates(b);
    for (int i = 0; i < b.length; i++) {
      coordinates[i] /= Math.abs(eigen.values()[i]);
    }
    return eigen.combine(coordinates);
  }

  private static Quadratic random(long seed, double... eigenvalues) {
    RandomGenerator random = new SplittableRandom(seed);
    DenseSymmetric matrix = Quadratic.withEigenvalues(eigenvalues, random);
    return new Quadratic(matrix, Quadratic.gaussian(eigenvalues.length, random));
  }

  /** ORACLES S1. */
  @ParameterizedTest
  @EnumSource(Spectrum.class)
  void a_step_is_repelled_by_the_saddle_that_newtons_goes_to(Spectrum spectrum) {
    Objective saddle =
        TestFunctions.startingAt(
            new double[] {0.5, 0.25}, x -> x[0].square().multiply(5).subtract(x[1].square()));
    assertArrayEquals(new double[] {0, 0}, firstPoint(saddle, new NewtonStep()), 1e-15);
    assertArrayEquals(
        new double[] {0, 0.5}, firstPoint(saddle, SaddleFreeNewton.with(spectrum, 2)), 1e-15);
  }

  private static double[] firstPoint(Objective objective, StepStrategy step) {
    List<double[]> points = new ArrayList<>();
    Minimizer.of(objective)
        .hessian(Hessians.exact())
        .step(step)
        .stop(Stop.maxIterations(1))
        .analyze(
            "points",
            (judged, context) ->
                here -> {
                  points.add(here.point());
                  return new Damping(0);
                })
        .run();
    return points.get(0);
  }

  /** ORACLES S2: five distinct eigenvalues, so five Lanczos steps from g. */
  @ParameterizedTest
  @ValueSource(ints = {7, 8, 20, 100})
  void with_few_distinct_eigenvalues_few_products_give_the_dense_step(int rank) {
    int n = 40;
    double[] distinct = {-3, -0.5, 0.25, 1, 4};
    double[] eigenvalues = new double[n];
    for (int i = 0; i < n; i++) {
      eigenvalues[i] = distinct[i % distinct.length];
    }
    Quadratic problem = random(1, eigenvalues);
    double[] expected = Vectors.scale(-1, absoluteInverse(problem.matrix(), problem.linear()));
    Proposal byLanczos = solve(Spectrum.LANCZOS, rank, problem.model(), 0);
    assertArrayEquals(expected, byLanczos.step(), 1e-10);
    Proposal dense = solve(Spectrum.DENSE, rank, problem.model(), 0);
    assertArrayEquals(expected, dense.step(), 1e-10);
    assertEquals(dense.predictedReduction(), byLanczos.predictedReduction(), 1e-10);
  }

  /** ORACLES S3. */
  @ParameterizedTest
  @EnumSource(Spectrum.class)
  void with_a_definite_hessian_it_is_newtons_step(Spectrum spectrum) {
    Quadratic problem = random(2, 0.5, 1, 2, 3, 5, 8);
    double[] newton = new double[6];
    Dense.lu(problem.matrix()).solve(Vectors.scale(-1, problem.linear()), newton);
    assertArrayEquals(newton, solve(spectrum, 20, problem.model(), 0).step(), 1e-12);
  }

  /** ORACLES S4. */
  @ParameterizedTest
  @EnumSource(Spectrum.class)
  void a_large_damping_leaves_the_direction_of_the_gradient(Spectrum spectrum) {
    Quadratic problem = random(3, -2, -1, 0, 1, 3);
    double[] step = solve(spectrum, 3, problem.model(), 1e12).step();
    assertArrayEquals(problem.linear(), Vectors.scale(-1e12, step), 1e-10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void the_reduction_told_is_that_of_the_true_model(long seed) {
    Quadratic problem =
        random(seed, new SplittableRandom(seed).doubles(12, -3, 3).sorted().toArray());
    Model model = problem.model();
    for (Spectrum spectrum : Spectrum.values()) {
      Subproblem.Prepared prepared = prepared(spectrum, 6, model);
      for (double damping : new double[] {0, 0.1, 10}) {
        Proposal proposal = prepared.solve(new Damping(damping));
        double[] step = proposal.step();
        double reduction = model.reduction(step);
        assertEquals(reduction, proposal.predictedReduction(), 1e-12 * (1 + reduction));
        assertTrue(reduction > damping * Vectors.dot(step, step), "no decrease: " + reduction);
      }
    }
  }

  @Test
  void a_further_damping_costs_no_product_and_a_model_no_more_than_the_rank() {
    int n = 60;
    Quadratic problem = random(4, new SplittableRandom(4).doubles(n, -1, 9).toArray());
    for (int rank : new int[] {1, 2, 3, 4, 10, 200}) {
      CountingOperator counted = new CountingOperator(problem.model().curvature());
      Subproblem.Prepared prepared =
          new SaddleFreeSubproblem(Spectrum.LANCZOS, rank, () -> Vectors.filled(n, 1))
              .prepare(problem.model(counted), TestContext.ROOT);
      prepared.solve(new Damping(1));
      prepared.solve(new Damping(0.1));
      assertEquals(Math.min(rank, n), counted.products());
      assertEquals(
          Math.min(rank, n), Reports.number(prepared::report, "subspaceDimension"), "" + rank);
    }
  }

  /** One curvature of 200 is negative, and g is exactly orthogonal to it. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void the_random_vector_finds_negative_curvature_that_the_gradient_cannot_show(long seed) {
    Quadratic problem = hidden(seed, 0);
    KrylovSubspace ofGradient = new KrylovSubspace(problem.matrix()::apply);
    ofGradient.grow(problem.linear(), 40);
    assertTrue(Dense.eigen(ofGradient.projection()).values()[0] > 0.9, "g shows it");
    assertEquals(1, negativeEigenvalues(prepared(Spectrum.LANCZOS, 12, problem.model())));
  }

  /** g has one millionth of its length along it: the step is as repelled as that of all of B. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void a_step_is_repelled_by_what_the_gradient_hardly_shows(long seed) {
    Quadratic problem = hidden(seed, 1e-6);
    Proposal proposal = solve(Spectrum.LANCZOS, 20, problem.model(), 0);
    assertEquals(-1e-6 / 0.5, proposal.step()[7], 1e-12);
  }

  private static Quadratic hidden(long seed, double slope) {
    RandomGenerator random = new SplittableRandom(seed);
    int n = 200;
    double[] diagonal = random.doubles(n, 1, 2).toArray();
    double[] linear = Quadratic.gaussian(n, random);
    diagonal[7] = -0.5;
    linear[7] = slope;
    return Quadratic.diagonal(diagonal, linear);
  }

  @Test
  void what_promises_to_be_semidefinite_is_not_searched_for_negative_curvature() {
    Quadratic problem = random(5, 1, 1, 1, 2, 2, 2, 2, 2);
    Model model = problem.model(Trait.POSITIVE_SEMIDEFINITE);
    Subproblem.Prepared prepared = prepared(Spectrum.LANCZOS, 8, model);
    assertEquals(2, Reports.number(prepared::report, "subspaceDimension"));
  }

  @ParameterizedTest
  @EnumSource(Spectrum.class)
  void the_trace_counts_negative_eigenvalues(Spectrum spectrum) {
    assertEquals(
        3, negativeEigenvalues(prepared(spectrum, 20, random(6, -2, -1, -0.1, 0, 1, 2).model())));
  }

  @ParameterizedTest
  @EnumSource(Spectrum.class)
  void without_a_gradient_there_is_no_step(Spectrum spectrum) {
    Model model = Quadratic.diagonal(new double[] {1, -2}, 0, 0).model();
    Subproblem.Prepared prepared = prepared(spectrum, 2, model);
    assertSame(Proposal.NONE, prepared.solve(new Damping(1)));
    assertEquals(
        new SaddleFreeSubproblem(spectrum, 2, () -> NO_STEP).columns(),
        Reports.names(prepared::report));
  }

  /** The curvature along the previous step joins the subspace: after it, another step is taken. */
  @Test
  void the_previous_step_is_state() {
    double[] eigenvalues = new SplittableRandom(7).doubles(50, 0.01, 9).toArray();
    Quadratic problem = random(7, eigenvalues);
    List<Snapshot> snapshots = new ArrayList<>();
    Result whole = minimizer(problem).checkpoint(0, snapshots::add).run();
    assertEquals(12, whole.iterations());
    Snapshot middle = Snapshot.of(snapshots.get(6).values());
    Result resumed = minimizer(problem).resume(middle).run();
    assertArrayEquals(whole.point(), resumed.point());
    assertEquals(whole.evaluations(), resumed.evaluations());
    assertTrue(
        middle.values().entrySet().stream()
            .anyMatch(
                entry ->
                    entry.getKey().endsWith("previousStep")
                        && entry.getValue() instanceof double[] step
                        && step.length == 50),
        middle.values().keySet()::toString);
  }

  private static Minimizer minimizer(Objective objective) {
    return Minimizer.of(objective)
        .hessian(Hessians.products())
        .step(SaddleFreeNewton.with(Spectrum.LANCZOS, 4))
        .stop(Stop.gradientNorm(1e-12), Stop.maxIterations(12));
  }

  @Test
  void nothing_is_remembered_that_is_not_needed() {
    Stepper dense = SaddleFreeNewton.withDefaults().start(TestContext.ROOT);
    Model model = Quadratic.diagonal(new double[] {1, 2}, 1, 1).model();
    Proposal proposal = dense.propose(model);
    Evaluation there = model.here().objective().at(proposal.step());
    dense.judge(new Trial(model, proposal, there));
    assertEquals(
        List.of("damping", "curvatureAlongStep", "negativeEigenvalues", "subspaceDimension"),
        Reports.names(dense::report));
  }

  @Test
  void a_dense_matrix_that_does_not_fit_is_refused_with_the_way_out() {
    Objective huge =
        new Objective() {
          @Override
          public int dimension() {
            return 5_000_000;
          }

          @Override
          public Evaluation at(double[] x) {
            throw new AssertionError("nothing is evaluated");
          }
        };
    String need = SaddleFreeNewton.withDefaults().unmetNeed(huge).orElseThrow();
    assertTrue(need.contains(" GB for 3 dense matrices of 5000000 x 5000000"), need);
    assertTrue(need.endsWith("; with spectrum lanczos it needs no such matrix"), need);
    assertTrue(SaddleFreeNewton.with(Spectrum.LANCZOS, 1).unmetNeed(huge).isEmpty());
    String basis = SaddleFreeNewton.with(Spectrum.LANCZOS, 1_000_000).unmetNeed(huge).orElseThrow();
    assertTrue(basis.contains(" GB for 1000000 basis vectors of 5000000 entries"), basis);
  }

  /** From the stable manifold of the saddle, where no gradient points off it. */
  @ParameterizedTest
  @EnumSource(Spectrum.class)
  void a_gradient_orthogonal_to_the_way_out_leads_to_the_saddle_and_then_away(Spectrum spectrum) {
    int n = 30;
    Objective objective =
        TestFunctions.startingAt(
            Vectors.filled(n, 1),
            x -> {
              var sum = x[7].subtract(1).square().square().subtract(x[7].subtract(1).square());
              for (int i = 0; i < n; i++) {
                if (i != 7) {
                  sum = sum.add(x[i].square().multiply(1 + i / 10.0));
                }
              }
              return sum;
            });
    Result result =
        Minimizer.of(objective)
            .hessian(Hessians.products())
            .step(SaddleFreeNewton.with(spectrum, 10))
            .stop(Stop.gradientNorm(1e-8))
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    assertEquals(-0.25, result.value(), 1e-13);
    assertFalse(result.iterations() > 40, result.iterations() + " iterations");
  }
}
