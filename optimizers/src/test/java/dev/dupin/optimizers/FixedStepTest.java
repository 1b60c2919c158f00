package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
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
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Momentum;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Schedule;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.FixedStep.GradientNoise;
import dev.dupin.optimizers.momentum.AverageGradient;
import dev.dupin.optimizers.momentum.HeavyBall;
import dev.dupin.optimizers.schedule.ConstantSchedule;
import dev.dupin.optimizers.schedule.WarmUpSchedule;
import dev.dupin.testkit.TestContext;
import dev.dupin.testkit.TestFunctions;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FixedStepTest {

  private static final double[] EIGENVALUES = {1, 4, 10};
  private static final double[] START = {1, -2, 3};

  /** Returns the last point, which need not be the best one. */
  private static double[] run(FixedStep step, int iterations) {
    Objective objective = TestFunctions.quadratic(EIGENVALUES, START);
    Stepper stepper = step.start(TestContext.ROOT);
    double[] x = START;
    for (int i = 0; i < iterations; i++) {
      x = Vectors.add(x, advance(stepper, model(objective, x)));
    }
    return x;
  }

  private static Result result(FixedStep step, int iterations, HessianProvider hessian) {
    return Minimizer.of(TestFunctions.quadratic(EIGENVALUES, START))
        .hessian(hessian)
        .step(step)
        .stop(Stop.gradientNorm(0), Stop.maxIterations(iterations))
        .run();
  }

  private static FixedStep momentum(double rate, double momentum, boolean nesterov) {
    return with(rate, HeavyBall.of(momentum), nesterov);
  }

  private static FixedStep with(double rate, Momentum momentum, boolean nesterov) {
    return new FixedStep(
        new FixedStep.Config(
            rate,
            momentum,
            nesterov,
            new ConstantSchedule(),
            0,
            OptionalDouble.empty(),
            Optional.empty(),
            0));
  }

  /** ORACLES D1. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.15, 0.199})
  void each_coordinate_contracts_by_one_minus_the_rate_times_its_eigenvalue(double rate) {
    double[] x = run(FixedStep.of(rate), 7);
    for (int k = 0; k < 3; k++) {
      double factor = 1 - rate * EIGENVALUES[k];
      assertEquals(START[k] * Math.pow(factor, 7), x[k], 1e-14);
    }
  }

  /** ORACLES D1: 2 / (lambda_min + lambda_max) contracts everything by (kappa - 1)/(kappa + 1). */
  @Test
  void the_best_constant_rate_contracts_by_the_condition_number() {
    double[] x = run(FixedStep.of(2.0 / 11), 5);
    double factor = Math.pow(9.0 / 11, 5);
    assertEquals(factor, Math.abs(x[0] / START[0]), 1e-13);
    assertEquals(factor, Math.abs(x[2] / START[2]), 1e-13);
    assertTrue(Math.abs(x[1] / START[1]) < factor);
  }

  /** ORACLES D1: the best point of a diverging run is its start. */
  @Test
  void above_two_over_the_largest_eigenvalue_it_diverges() {
    Result result =
        Minimizer.of(TestFunctions.quadratic(EIGENVALUES, START))
            .hessian(Hessians.identity())
            .step(FixedStep.of(0.21))
            .stop(Stop.maxIterations(100_000))
            .run();
    assertEquals(Category.FAILED, result.status().category(), result.message());
    assertEquals(START[2], result.point()[2], 1e-15);
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void momentum_follows_its_recurrence(boolean nesterov) {
    double rate = 0.05;
    double beta = 0.9;
    double[] x = run(momentum(rate, beta, nesterov), 9);
    for (int k = 0; k < 3; k++) {
      double position = START[k];
      double velocity = 0;
      for (int i = 0; i < 9; i++) {
        double gradientStep = -rate * EIGENVALUES[k] * position;
        velocity = beta * velocity + gradientStep;
        position += nesterov ? beta * velocity + gradientStep : velocity;
      }
      assertEquals(position, x[k], 1e-14);
    }
  }

  /**
   * Nesterov's method as usually written takes the gradient at y + beta v, where y is the point
   * before the look-ahead: the points of this one are those.
   */
  @Test
  void nesterov_is_the_method_of_the_books_seen_from_where_it_takes_gradients() {
    double rate = 0.05;
    double beta = 0.8;
    double y = START[2];
    double v = 0;
    for (int i = 0; i < 6; i++) {
      double next = beta * v - rate * EIGENVALUES[2] * (y + beta * v);
      y += next;
      v = next;
    }
    assertEquals(y + beta * v, run(momentum(rate, beta, true), 6)[2], 1e-14);
  }

  /** ORACLES A3. */
  @Test
  void momentum_of_almost_nothing_is_the_base_method_to_the_bit() {
    double[] base = run(FixedStep.of(0.1), 5);
    assertArrayEquals(base, run(momentum(0.1, Double.MIN_VALUE, false), 5));
  }

  @Test
  void proposing_commits_no_momentum() {
    Objective objective = TestFunctions.quadratic(EIGENVALUES, START);
    Stepper stepper = momentum(0.1, 0.9, false).start(TestContext.ROOT);
    Model model = model(objective, START);
    double[] once = stepper.propose(model).step();
    assertArrayEquals(once, stepper.propose(model).step());
    advance(stepper, model);
    Model next = model(objective, Vectors.add(START, once));
    double[] second = stepper.propose(next).step();
    double[] expected = Vectors.scale(-0.1, next.here().gradient());
    Vectors.addScaled(expected, 0.9, once);
    assertArrayEquals(expected, second, 1e-15);
  }

  @Test
  void the_velocity_survives_a_checkpoint() {
    Objective objective = TestFunctions.quadratic(EIGENVALUES, START);
    for (boolean nesterov : new boolean[] {false, true}) {
      Stepper stepper = momentum(0.1, 0.9, nesterov).start(TestContext.ROOT);
      Model model = model(objective, START);
      double[] step = advance(stepper, model);
      Stepper resumed = momentum(0.1, 0.9, nesterov).start(TestContext.ROOT);
      Snapshot.of(stepper).restore(resumed);
      Model next = model(objective, Vectors.add(START, step));
      assertArrayEquals(stepper.propose(next).step(), resumed.propose(next).step());
      assertArrayEquals(advance(stepper, next), advance(resumed, next));
    }
  }

  private static Model model(Objective objective, double[] x) {
    Evaluation here = objective.at(x);
    return new Model(0, here, Hessians.identity().start(objective, TestContext.ROOT).at(here));
  }

  private static double[] advance(Stepper stepper, Model model) {
    Proposal proposal = stepper.propose(model);
    double[] there = Vectors.add(model.here().point(), proposal.step());
    stepper.judge(new Trial(model, proposal, model.here().objective().at(there)));
    return proposal.step();
  }

  @Test
  void it_predicts_what_its_model_says_and_pays_no_value() {
    Objective objective = TestFunctions.quadratic(EIGENVALUES, START);
    Model model = model(objective, START);
    Proposal proposal = FixedStep.of(0.1).start(TestContext.ROOT).propose(model);
    assertEquals(model.reduction(proposal.step()), proposal.predictedReduction(), 1e-12);
    Result result = result(FixedStep.of(0.1), 50, Hessians.identity());
    // one value comes with each gradient; nobody asks for one alone
    assertEquals(result.evaluations().gradient(), result.evaluations().value());
  }

  @Test
  void with_the_exact_hessian_a_rate_of_one_is_newtons_method() {
    double[] x = result(FixedStep.of(1), 1, Hessians.exact()).point();
    assertArrayEquals(new double[3], x, 1e-15);
  }

  @Test
  void its_usual_hessian_is_the_identity() {
    assertEquals(List.of("identity"), FixedStep.withDefaults().usualHessians());
  }

  @Test
  void the_learning_rate_is_reported() {
    Stepper stepper = FixedStep.of(0.3).start(TestContext.ROOT);
    assertEquals(0.3, Reports.number(stepper::report, "learningRate"));
  }

  @Test
  void looking_ahead_needs_momentum() {
    assertThrows(IllegalArgumentException.class, () -> momentum(0.1, 0, true));
  }

  /** A straight transcription of algorithm 1 of Kingma and Ba, with v held constant. */
  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true"})
  void an_average_follows_its_recurrence(boolean corrected, boolean nesterov) {
    double rate = 0.05;
    double beta = 0.9;
    Momentum average = new AverageGradient(new AverageGradient.Config(beta, corrected));
    double[] x = run(with(rate, average, nesterov), 9);
    for (int k = 0; k < 3; k++) {
      double position = START[k];
      double m = 0;
      for (int t = 1; t <= 9; t++) {
        double g = EIGENVALUES[k] * position;
        m = beta * m + (1 - beta) * g;
        double now = corrected ? 1 - Math.pow(beta, t) : 1;
        double next = corrected ? 1 - Math.pow(beta, t + 1) : 1;
        double direction = nesterov ? beta * m / next + (1 - beta) * g / now : m / now;
        position -= rate * direction;
      }
      assertEquals(position, x[k], 1e-14);
    }
  }

  @Test
  void an_average_survives_a_checkpoint() {
    Objective objective = TestFunctions.quadratic(EIGENVALUES, START);
    FixedStep step = with(0.1, AverageGradient.withDefaults(), false);
    Stepper stepper = step.start(TestContext.ROOT);
    Model model = model(objective, START);
    double[] first = advance(stepper, model);
    Stepper resumed = step.start(TestContext.ROOT);
    Snapshot.of(stepper).restore(resumed);
    Model next = model(objective, Vectors.add(START, first));
    assertArrayEquals(stepper.propose(next).step(), resumed.propose(next).step());
  }

  private static FixedStep with(
      Schedule schedule, double decay, OptionalDouble clip, Optional<GradientNoise> noise) {
    return new FixedStep(
        new FixedStep.Config(
            0.1, HeavyBall.withDefaults(), false, schedule, decay, clip, noise, 0));
  }

  private static double[] firstStep(FixedStep step) {
    Model model = model(TestFunctions.quadratic(EIGENVALUES, START), START);
    return step.start(TestContext.ROOT).propose(model).step();
  }

  private static FixedStep clippedTo(double norm) {
    return with(new ConstantSchedule(), 0, OptionalDouble.of(norm), Optional.empty());
  }

  @Test
  void a_long_gradient_is_clipped_and_a_short_one_is_not() {
    double[] base = firstStep(FixedStep.of(0.1));
    double norm = Vectors.norm(base) / 0.1;
    assertArrayEquals(Vectors.scale(0.5, base), firstStep(clippedTo(norm / 2)), 1e-15);
    assertArrayEquals(base, firstStep(clippedTo(norm)));
  }

  @Test
  void weight_decay_is_decoupled_from_the_gradient() {
    double[] expected = firstStep(FixedStep.of(0.1));
    Vectors.addScaled(expected, -0.1 * 0.3, START);
    FixedStep step = with(new ConstantSchedule(), 0.3, OptionalDouble.empty(), Optional.empty());
    assertArrayEquals(expected, firstStep(step), 1e-15);
  }

  @Test
  void noise_has_the_variance_asked_for() {
    int n = 20_000;
    Objective flat = TestFunctions.quadratic(new double[n], new double[n]);
    FixedStep step =
        with(
            new ConstantSchedule(),
            0,
            OptionalDouble.empty(),
            Optional.of(new GradientNoise(4, 0.5)));
    Evaluation here = flat.at(new double[n]);
    Model model = new Model(15, here, Hessians.identity().start(flat, TestContext.ROOT).at(here));
    double[] noise = step.start(TestContext.ROOT).propose(model).step();
    // variance 4 / (1 + 15)^(1/2) = 1, times the squared rate; five standard errors are 5 %
    assertEquals(0.01, Vectors.dot(noise, noise) / n, 0.0005);
  }

  @Test
  void the_schedule_scales_the_rate() {
    Schedule third = iteration -> iteration == 0 ? 1.0 / 3 : 1;
    FixedStep step = with(third, 0, OptionalDouble.empty(), Optional.empty());
    assertArrayEquals(Vectors.scale(1.0 / 3, firstStep(FixedStep.of(0.1))), firstStep(step), 1e-15);
  }

  /** ORACLES A3. */
  @Test
  void a_warm_up_of_no_length_is_the_base_method_to_the_bit() {
    Schedule warmUp = new WarmUpSchedule(new WarmUpSchedule.Config(0, new ConstantSchedule()));
    FixedStep step = with(warmUp, 0, OptionalDouble.empty(), Optional.empty());
    assertArrayEquals(run(FixedStep.of(0.1), 5), run(step, 5));
  }

  /** ORACLES D1: the limit is two over the largest eigenvalue. */
  @Test
  void the_stability_limit_is_reported_when_it_is_due() {
    FixedStep step =
        new FixedStep(
            new FixedStep.Config(
                0.1,
                HeavyBall.withDefaults(),
                false,
                new ConstantSchedule(),
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                2));
    Objective objective = TestFunctions.quadratic(EIGENVALUES, START);
    Evaluation here = objective.at(START);
    var operator = Hessians.identity().start(objective, TestContext.ROOT).at(here);
    Stepper stepper = step.start(TestContext.ROOT);
    stepper.propose(new Model(0, here, operator));
    assertEquals(2.0 / 10, Reports.number(stepper::report, "stabilityLimit"), 1e-6);
    stepper.propose(new Model(1, here, operator));
    assertTrue(Double.isNaN(Reports.number(stepper::report, "stabilityLimit")));
  }

  @Test
  void the_stability_limit_is_that_of_the_preconditioned_hessian() {
    FixedStep step =
        new FixedStep(
            new FixedStep.Config(
                0.1,
                HeavyBall.withDefaults(),
                false,
                new ConstantSchedule(),
                0,
                OptionalDouble.empty(),
                Optional.empty(),
                1));
    Objective objective = TestFunctions.quadratic(EIGENVALUES, START);
    Evaluation here = objective.at(START);
    SymmetricOperator half =
        Operators.dense(
            new DenseSymmetric(3, new double[] {0.5, 0, 0, 0, 2, 0, 0, 0, 10}),
            Set.of(Trait.DIAGONAL, Trait.POSITIVE_DEFINITE));
    Stepper stepper = step.start(TestContext.ROOT);
    stepper.propose(new Model(0, here, half));
    // B^-1 H has the eigenvalues 2, 2, 1
    assertEquals(1, Reports.number(stepper::report, "stabilityLimit"), 1e-6);
  }
}
