package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.globalizer.Backtracking;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.optimizers.transform.AbsoluteTransform;
import dev.dupin.optimizers.transform.IdentityTransform;
import dev.dupin.testkit.TestContext;
import dev.dupin.testkit.TestFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class EscapeTest {

  private static TrustRegion trustRegion(boolean absolute, double initialRadius) {
    TrustRegion.Config usual = TrustRegion.withDefaults().config();
    return new TrustRegion(
        new TrustRegion.Config(
            absolute ? new AbsoluteTransform() : new IdentityTransform(),
            usual.subproblem(),
            usual.globalizer(),
            initialRadius > 0 ? OptionalDouble.of(initialRadius) : OptionalDouble.empty(),
            usual.maxRadius(),
            usual.acceptance(),
            usual.shrinkBelow(),
            usual.expandAbove(),
            usual.shrink(),
            usual.shrinkRefused(),
            usual.expand()));
  }

  private static Stream<StepStrategy> globalised() {
    return Stream.of(
        TrustRegion.withDefaults(),
        TrustRegion.with(new MoreSorensen()),
        trustRegion(true, 0),
        trustRegion(false, 1e-8),
        trustRegion(false, 1e8),
        SaddleFreeNewton.withDefaults(),
        SaddleFreeNewton.with(SaddleFreeNewton.Spectrum.LANCZOS, 2),
        LineSearch.withDefaults(),
        LineSearch.with(Backtracking.withDefaults()));
  }

  private static Result run(Objective objective, StepStrategy step) {
    return Minimizer.of(objective)
        .hessian(Hessians.exact())
        .step(step)
        .stop(Stop.gradientNorm(1e-8))
        .run();
  }

  @ParameterizedTest
  @MethodSource("globalised")
  void an_exact_saddle_is_left(StepStrategy step) {
    Result result = run(TestFunctions.saddle(), step);
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(-0.25, result.value(), 1e-14);
    assertEquals(Math.sqrt(0.5), Math.abs(result.point()[1]), 1e-8);
    // a first radius of 1e8 is halved some thirty times, once to leave and once to stay
    assertTrue(result.trials() < 70, result.trials() + " trials");
  }

  /** x^2 + y^2 - z^2 + z^4, hidden in a rotation: no coordinate is special. */
  @ParameterizedTest
  @MethodSource("globalised")
  void a_saddle_of_three_dimensions_is_left(StepStrategy step) {
    Objective rotated =
        TestFunctions.startingAt(
            new double[3],
            x -> {
              var z = x[0].add(x[1]).add(x[2]).divide(Math.sqrt(3));
              var all = x[0].square().add(x[1].square()).add(x[2].square());
              return all.subtract(z.square().multiply(2)).add(z.square().square());
            });
    Result result = run(rotated, step);
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(-0.25, result.value(), 1e-14);
  }

  /** The operator alone, by products: for more than 200 variables Lanczos looks for the way out. */
  @Test
  void a_saddle_of_many_dimensions_is_left_by_products() {
    int n = 300;
    Objective wide =
        TestFunctions.startingAt(
            new double[n],
            x -> {
              var sum = x[7].square().square().subtract(x[7].square());
              for (int i = 0; i < n; i++) {
                if (i != 7) {
                  sum = sum.add(x[i].square().multiply(1 + i / 100.0));
                }
              }
              return sum;
            });
    Result result =
        Minimizer.of(wide)
            .hessian(Hessians.products())
            .step(TrustRegion.withDefaults())
            .stop(Stop.gradientNorm(1e-8))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(-0.25, result.value(), 1e-14);
    assertEquals(0, result.evaluations().hessian());
  }

  @Test
  void at_a_minimum_there_is_no_way_out_and_nothing_is_evaluated() {
    Result result =
        run(TestFunctions.quadratic(new double[] {1, 2}, 0, 0), TrustRegion.withDefaults());
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(0, result.trials());
  }

  @Test
  void a_curvature_that_promises_to_be_semidefinite_is_not_looked_at() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, 2}, 0, 0);
    CountingOperator counted =
        new CountingOperator(Operators.dense(problem.matrix(), Set.of())) {
          @Override
          public Set<Trait> traits() {
            return Set.of(Trait.POSITIVE_DEFINITE);
          }
        };
    Stepper stepper = TrustRegion.withDefaults().start(TestContext.ROOT);
    assertTrue(stepper.escape(problem.model(counted)).isEmpty());
    assertEquals(0, counted.products());
  }

  /** The first way falls to first order; then the other way; then both, shorter; then no more. */
  @Test
  void both_ways_are_tried_ever_shorter_until_they_are_exhausted() {
    Model model = Quadratic.diagonal(new double[] {1, -2}, 0, 1e-9).model();
    Stepper stepper = LineSearch.withDefaults().start(TestContext.ROOT);
    List<Double> ways = new ArrayList<>();
    Optional<Proposal> way = stepper.escape(model);
    while (way.isPresent()) {
      Proposal present = way.get();
      assertArrayEquals(present.step(), stepper.escape(model).orElseThrow().step(), "asking twice");
      assertEquals(model.reduction(present.step()), present.predictedReduction(), 1e-15);
      ways.add(present.step()[1]);
      Trial refused = new Trial(model, present, model.here().objective().at(new double[] {1e3, 0}));
      assertSame(Decision.REJECT, stepper.judge(refused));
      way = stepper.escape(model);
    }
    assertEquals(List.of(-1.0, 1.0, -0.25, 0.25), ways.subList(0, 4));
    assertTrue(ways.size() >= 20 && ways.size() <= 28, ways.size() + " ways");
    // f is 0 there, and shows every decrease: down to 2^-60 of the natural length
    assertEquals(0x1p-60, Math.abs(ways.get(ways.size() - 1)), 0x1p-61);
  }

  /** f falls only up to 1e-10, where it turns; at 0 it is 0, and shows it. */
  @ParameterizedTest
  @MethodSource("globalised")
  void a_saddle_far_narrower_than_its_point_is_left(StepStrategy step) {
    Objective narrow =
        TestFunctions.startingAt(
            new double[2],
            x -> x[0].square().subtract(x[1].square()).add(x[1].square().square().multiply(1e20)));
    Result result = run(narrow, step);
    assertTrue(result.value() < -1e-22, result.message());
  }

  /** What f promises over the natural length 1 is lost in f = 1; over 1e8 it is not. */
  @ParameterizedTest
  @MethodSource("globalised")
  void a_saddle_far_wider_than_its_point_is_left(StepStrategy step) {
    Objective wide =
        TestFunctions.startingAt(
            new double[2],
            x -> {
              var u = x[0].multiply(1e-9);
              var v = x[1].multiply(1e-9);
              return u.square().subtract(v.square()).add(v.square().square()).add(1);
            });
    Result result = run(wide, step);
    assertTrue(result.value() < 0.99, result.message());
  }

  /** A secant method may answer with another model after each refusal. */
  @Test
  void they_are_exhausted_too_where_every_refusal_changes_the_model() {
    Model model = Quadratic.diagonal(new double[] {1, -2}, 0, 1e-9).model();
    Stepper stepper = TrustRegion.withDefaults().start(TestContext.ROOT);
    int ways = 0;
    for (Optional<Proposal> way = stepper.escape(model); way.isPresent(); ways++) {
      Proposal present = way.get();
      stepper.judge(new Trial(model, present, model.here().objective().at(new double[] {1e3, 0})));
      model = new Model(model.iteration(), model.here(), model.curvature());
      way = stepper.escape(model);
    }
    assertTrue(ways >= 10 && ways <= 20, ways + " ways");
  }

  /** f says that it rises both ways, whatever its Hessian says: the run converges, and ends. */
  @Test
  void a_curvature_that_f_contradicts_does_not_keep_a_run_from_converging() {
    Result result =
        Minimizer.of(TestFunctions.quadratic(new double[] {1, 2}, 0, 0))
            .hessian(
                Hessians.changed(
                    matrix -> {
                      matrix[0] = -1;
                      return matrix;
                    }))
            .step(TrustRegion.withDefaults())
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertArrayEquals(new double[2], result.point());
    assertTrue(result.trials() > 10 && result.trials() < 60, result.trials() + " trials");
  }

  /**
   * f = 1/2 + (xy - 1)^2 / 2 has a valley of minima, xy = 1; near it, where r = xy - 1, the
   * gradient is of the size of r, one curvature is 2 and the other one -r.
   */
  @Test
  void a_decrease_that_f_cannot_show_is_not_looked_for() {
    Objective valley =
        TestFunctions.startingAt(
            new double[] {1 + 1e-9, 1},
            x -> x[0].multiply(x[1]).subtract(1).square().add(1).multiply(0.5));
    Result result = run(valley, TrustRegion.withDefaults());
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertTrue(result.trials() <= 10, result.trials() + " trials");
  }

  @Test
  void a_point_outside_the_domain_is_no_way_out() {
    Objective slit =
        TestFunctions.startingAt(
            new double[] {0, 0},
            x ->
                x[0].square()
                    .subtract(x[1].square())
                    .add(x[1].square().square().multiply(1e4))
                    .add(x[1].square().multiply(-1e3).add(1).sqrt().multiply(1e-9)));
    // f is NaN beyond |y| = 0.0316; its minima are at |y| = 0.00707
    Result result = run(slit, TrustRegion.withDefaults());
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(0.00707, Math.abs(result.point()[1]), 1e-4);
  }

  @Test
  void first_order_and_bare_methods_have_no_escape() {
    Model model = Quadratic.diagonal(new double[] {1, -2}, 0, 0).model();
    for (StepStrategy step : List.of(new NewtonStep(), FixedStep.withDefaults())) {
      assertTrue(step.start(TestContext.ROOT).escape(model).isEmpty());
      Result result = run(TestFunctions.saddle(), step);
      assertEquals(Status.CONVERGED_GRADIENT, result.status());
      assertEquals(0, Vectors.norm(result.point()));
    }
  }
}
