package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Snapshot;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.StepPlane;
import dev.dupin.testkit.TestContext;
import dev.dupin.testkit.TestFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class TwoParameterStepTest {

  private static final int N = 8;

  private static DenseSymmetric spd(int seed, double condition) {
    double[] eigenvalues = new double[N];
    for (int i = 0; i < N; i++) {
      eigenvalues[i] = Math.pow(condition, (double) i / (N - 1));
    }
    return Quadratic.withEigenvalues(eigenvalues, new SplittableRandom(seed));
  }

  private static Quadratic problem() {
    return new Quadratic(spd(1, 100), Quadratic.gaussian(N, new SplittableRandom(2)));
  }

  private static TwoParameterStep with(
      Optional<HessianProvider> model, boolean momentum, double initialDamping) {
    return new TwoParameterStep(
        new TwoParameterStep.Config(
            model, momentum, true, initialDamping, 5, 20, 0.95, 1e-4, false));
  }

  /** Walks the stepper by hand, every step taken; returns the points after each. */
  private static List<double[]> walk(
      Stepper stepper, Objective objective, HessianProvider hessian, double[] start, int steps) {
    Curvature curvature = hessian.start(objective, TestContext.ROOT);
    List<double[]> points = new ArrayList<>();
    Evaluation here = objective.at(start);
    for (int k = 0; k < steps; k++) {
      here = advance(stepper, new Model(k, here, curvature.at(here)));
      points.add(here.point());
    }
    return points;
  }

  /** One iteration: trials until one is taken. */
  private static Evaluation advance(Stepper stepper, Model model) {
    Evaluation next = null;
    while (next == null) {
      Proposal proposal = stepper.propose(model);
      double[] x = Vectors.add(model.here().point(), proposal.step());
      Decision decision = stepper.judge(new Trial(model, proposal, model.here().objective().at(x)));
      assertEquals(null, decision.stalled());
      next = decision.next();
    }
    return next;
  }

  private static HessianProvider fixed(DenseSymmetric matrix) {
    return (objective, context) -> here -> Operators.dense(matrix, Set.of());
  }

  private static double[] solve(DenseSymmetric matrix, double[] right) {
    double[] solution = new double[right.length];
    Dense.cholesky(matrix, 0).orElseThrow().inverse().solve(right, solution);
    return solution;
  }

  /**
   * Hestenes and Stiefel 1952, preconditioned: on a quadratic the minimum on the plane of the
   * preconditioned gradient and the step before is the next iterate.
   */
  @Test
  void on_a_quadratic_it_is_preconditioned_conjugate_gradients_step_for_step() {
    Quadratic problem = problem();
    DenseSymmetric preconditioner = spd(3, 10);
    TwoParameterStep step = with(Optional.of(Hessians.exact()), true, 0);
    List<double[]> points =
        walk(
            step.start(problem, TestContext.ROOT),
            problem,
            fixed(preconditioner),
            new double[N],
            N - 1);

    double[] x = new double[N];
    double[] r = Vectors.scale(-1, problem.linear());
    double[] z = solve(preconditioner, r);
    double[] p = z;
    double rz = Vectors.dot(r, z);
    for (double[] point : points) {
      double[] ap = new double[N];
      problem.matrix().apply(p, ap);
      double length = rz / Vectors.dot(p, ap);
      Vectors.addScaled(x, length, p);
      assertArrayEquals(x, point, 1e-10);
      Vectors.addScaled(r, -length, ap);
      z = solve(preconditioner, r);
      double next = Vectors.dot(r, z);
      double[] following = z.clone();
      Vectors.addScaled(following, next / rz, p);
      p = following;
      rz = next;
    }
  }

  @Test
  void without_momentum_it_is_preconditioned_steepest_descent() {
    Quadratic problem = problem();
    DenseSymmetric preconditioner = spd(3, 10);
    TwoParameterStep step = with(Optional.of(Hessians.exact()), false, 0);
    List<double[]> points =
        walk(
            step.start(problem, TestContext.ROOT),
            problem,
            fixed(preconditioner),
            new double[N],
            6);

    double[] x = new double[N];
    for (double[] point : points) {
      double[] g = problem.at(x).gradient();
      double[] d = solve(preconditioner, Vectors.scale(-1, g));
      double[] product = new double[N];
      problem.matrix().apply(d, product);
      double[] next = x.clone();
      Vectors.addScaled(next, -Vectors.dot(g, d) / Vectors.dot(d, product), d);
      x = next;
      assertArrayEquals(x, point, 1e-10);
    }
  }

  @Test
  void with_the_exact_hessian_for_both_and_no_damping_it_is_newtons_step() {
    Quadratic problem = problem();
    Stepper stepper = with(Optional.empty(), true, 0).start(TestContext.ROOT);
    Model model = problem.model();
    Proposal proposal = stepper.propose(model);
    double[] newton = solve(problem.matrix(), Vectors.scale(-1, problem.linear()));
    assertArrayEquals(newton, proposal.step(), 1e-10);
    assertEquals(1, Reports.number(stepper::report, "alpha"), 1e-10);
    assertEquals(0, Reports.number(stepper::report, "mu"));
    assertEquals(model.reduction(newton), proposal.predictedReduction(), 1e-10);
  }

  /** A preconditioner of the wrong scale costs nothing: alpha makes up for it. */
  @Test
  void the_scale_of_the_hessian_of_the_direction_does_not_matter() {
    Quadratic problem = problem();
    DenseSymmetric one = spd(3, 10);
    DenseSymmetric thousand = new DenseSymmetric(N, Vectors.scale(1000, one.values()));
    TwoParameterStep step = with(Optional.of(Hessians.exact()), true, 0);
    for (int k = 1; k < 5; k++) {
      double[] x = last(step, problem, one, k);
      assertArrayEquals(x, last(step, problem, thousand, k), 1e-10);
    }
  }

  private static double[] last(
      TwoParameterStep step, Quadratic problem, DenseSymmetric matrix, int steps) {
    Stepper stepper = step.start(problem, TestContext.ROOT);
    return walk(stepper, problem, fixed(matrix), new double[N], steps).get(steps - 1);
  }

  @Test
  void of_three_shifts_the_one_is_taken_that_the_damped_model_likes_best() {
    Quadratic problem = problem();
    SymmetricOperator b = Operators.dense(spd(3, 10), Set.of());
    SymmetricOperator c = problem.model().curvature();
    TwoParameterStep step =
        new TwoParameterStep(
            new TwoParameterStep.Config(
                Optional.of((objective, context) -> here -> c),
                false,
                true,
                1,
                1000,
                1,
                0.5,
                1e-4,
                false));
    Stepper stepper = step.start(problem, TestContext.ROOT);
    Evaluation here = problem.at(new double[N]);
    stepper.propose(new Model(0, here, b));
    double damping = Reports.number(stepper::report, "damping");
    double shift = Reports.number(stepper::report, "shift");
    assertEquals(damping, shift, "the first shift is the first damping");
    double[] chosen = new double[4];
    here = advance(stepper, new Model(0, here, b));
    for (int k = 1; k < 4; k++) {
      double best = Double.NEGATIVE_INFINITY;
      double expected = Double.NaN;
      for (double candidate : new double[] {shift, 0.5 * shift, 2 * shift}) {
        double[] d =
            solve(Operators.shifted(b, candidate).toDense(), Vectors.scale(-1, here.gradient()));
        StepPlane line = new StepPlane(here.gradient(), c, d, null);
        double reduction = line.solve(damping).orElseThrow().dampedReduction();
        expected = reduction > best ? candidate : expected;
        best = Math.max(best, reduction);
      }
      Model model = new Model(k, here, b);
      stepper.propose(model);
      chosen[k] = Reports.number(stepper::report, "shift");
      assertEquals(expected, chosen[k], 1e-12 * expected);
      here = advance(stepper, model);
      shift = expected;
    }
    assertTrue(chosen[1] != damping || chosen[2] != damping, "the shift moved");
  }

  @Test
  void a_step_costs_two_products_with_the_hessian_of_the_model() {
    Quadratic problem = problem();
    CountingOperator counted = new CountingOperator(problem.model().curvature());
    TwoParameterStep step = TwoParameterStep.with((objective, context) -> here -> counted);
    Stepper stepper = step.start(problem, TestContext.ROOT);
    SymmetricOperator b = Operators.dense(spd(3, 10), Set.of());
    Evaluation here = problem.at(new double[N]);
    int before = 0;
    for (int k = 0; k <= 20; k++) {
      here = advance(stepper, new Model(k, here, b));
      int products = counted.products() - before;
      before = counted.products();
      // at the start one for the scale of the damping, and no step before; after 20 three shifts
      assertEquals(k == 20 ? 4 : 2, products, "in iteration " + k);
    }
  }

  @Test
  void it_resumes_to_the_same_bits() {
    Objective rosenbrock = TestFunctions.rosenbrock();
    TwoParameterStep step = TwoParameterStep.with(Hessians.exact());
    Stepper stepper = step.start(rosenbrock, TestContext.ROOT);
    HessianProvider identity = Hessians.identity();
    double[] start = {-1.2, 1};
    List<double[]> points = walk(stepper, rosenbrock, identity, start, 33);
    Stepper resumed = step.start(rosenbrock, TestContext.ROOT);
    Snapshot.of(stepper).restore(resumed);
    Curvature curvature = identity.start(rosenbrock, TestContext.ROOT);
    Evaluation one = rosenbrock.at(points.get(32));
    Evaluation other = one;
    for (int k = 33; k < 45; k++) { // beyond the next change of the shift
      one = advance(stepper, new Model(k, one, curvature.at(one)));
      other = advance(resumed, new Model(k, other, curvature.at(other)));
      assertArrayEquals(one.point(), other.point());
    }
  }

  /** Where every step is taken, a value is asked for once an interval. */
  @Test
  void every_step_is_taken_without_a_value_where_that_is_asked_for() {
    TwoParameterStep step =
        new TwoParameterStep(
            new TwoParameterStep.Config(
                Optional.empty(), true, true, 1e-3, 5, 20, 0.95, 1e-4, true));
    Result result =
        Minimizer.of(TestFunctions.rosenbrock())
            .hessian(Hessians.exact())
            .step(step)
            .stop(Stop.gradientNorm(1e-8), Stop.maxIterations(200))
            .run();
    assertEquals(result.iterations(), result.trials());
    assertEquals(result.evaluations().gradient(), result.evaluations().value());
  }

  /** The identity sees no curvature; the Hessian of the model does. */
  @Test
  void a_saddle_is_left_by_what_the_hessian_of_the_model_sees() {
    Result result =
        Minimizer.of(TestFunctions.saddle())
            .hessian(Hessians.identity())
            .step(TwoParameterStep.with(Hessians.exact()))
            .stop(Stop.gradientNorm(1e-8))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(-0.25, result.value(), 1e-14);
  }

  @Test
  void with_gradient_directions_and_the_exact_model_it_follows_the_valley() {
    Result result =
        Minimizer.of(TestFunctions.rosenbrock())
            .hessian(Hessians.identity())
            .step(TwoParameterStep.with(Hessians.exact()))
            .stop(Stop.gradientNorm(1e-8))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertTrue(result.iterations() < 100, result.iterations() + " iterations");
  }

  @Test
  void a_hessian_that_learns_from_steps_may_be_that_of_the_model() {
    Result result =
        Minimizer.of(TestFunctions.rosenbrock())
            .hessian(Hessians.identity())
            .step(TwoParameterStep.with(Hessians.bfgs()))
            .stop(Stop.gradientNorm(1e-6), Stop.maxIterations(2000))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
  }

  @Test
  void a_hessian_of_its_own_needs_the_objective_which_a_wrapper_passes_on() {
    TwoParameterStep step = TwoParameterStep.with(Hessians.exact());
    assertThrows(IllegalStateException.class, () -> step.start(TestContext.ROOT));
    Stepper wrapped = PerturbedStep.of(step).start(problem(), TestContext.ROOT);
    assertNotNull(wrapped.propose(problem().model()));
  }
}
