package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.globalizer.AdaptiveRadius;
import dev.dupin.optimizers.globalizer.Backtracking;
import dev.dupin.optimizers.globalizer.HagerZhang;
import dev.dupin.optimizers.momentum.HeavyBall;
import dev.dupin.optimizers.schedule.ConstantSchedule;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.optimizers.subproblem.Preconditioning;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.optimizers.transform.AbsoluteTransform;
import dev.dupin.testkit.RunContract;
import dev.dupin.testkit.RunContract.Strength;
import dev.dupin.testkit.TestFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs with every strategy. */
final class RunsTest {

  private static Map<String, StepStrategy> globalised() {
    Map<String, StepStrategy> steps = new LinkedHashMap<>();
    steps.put("trust-region", TrustRegion.withDefaults());
    steps.put("trust-region more-sorensen", TrustRegion.with(new MoreSorensen()));
    steps.put(
        "trust-region adaptive-radius",
        TrustRegion.with(new MoreSorensen(), AdaptiveRadius.withDefaults()));
    steps.put("trust-region steihaug-cg diagonal", TrustRegion.with(byDiagonal()));
    steps.put(
        "trust-region gltr diagonal",
        TrustRegion.with(
            new Gltr(
                new Gltr.Config(
                    0.1, Optional.empty(), Preconditioning.DIAGONAL, OptionalDouble.empty()))));
    steps.put("trust-region absolute", absolute());
    steps.put("line-search strong-wolfe", LineSearch.withDefaults());
    steps.put("line-search hager-zhang", LineSearch.with(HagerZhang.withDefaults()));
    steps.put("line-search backtracking", LineSearch.with(Backtracking.withDefaults()));
    return steps;
  }

  private static Subproblem byDiagonal() {
    return new SteihaugCg(
        new SteihaugCg.Config(
            0.1, Optional.empty(), Preconditioning.DIAGONAL, OptionalDouble.empty()));
  }

  private static TrustRegion absolute() {
    TrustRegion.Config usual = TrustRegion.with(new MoreSorensen()).config();
    return new TrustRegion(
        new TrustRegion.Config(
            new AbsoluteTransform(),
            usual.subproblem(),
            usual.globalizer(),
            usual.initialRadius(),
            usual.maxRadius(),
            usual.acceptance(),
            usual.shrinkBelow(),
            usual.expandAbove(),
            usual.shrink(),
            usual.shrinkRefused(),
            usual.expand()));
  }

  private static Stream<StepStrategy> globalisedSteps() {
    return globalised().values().stream();
  }

  @TestFactory
  Stream<DynamicContainer> the_contract_of_runs_holds() {
    List<DynamicContainer> contracts = new ArrayList<>();
    globalised()
        .forEach(
            (name, step) -> {
              add(contracts, name + ", exact", Hessians.exact(), step, Strength.VALLEY);
              add(contracts, name + ", products", Hessians.products(), step, Strength.VALLEY);
              add(contracts, name + ", bfgs", Hessians.bfgs(), step, Strength.VALLEY);
              add(contracts, name + ", identity", Hessians.identity(), step, Strength.GLOBALISED);
            });
    add(contracts, "newton", Hessians.exact(), new NewtonStep(), Strength.EASY_ONLY);
    for (double momentum : new double[] {0, 0.5}) {
      for (boolean nesterov : new boolean[] {false, momentum > 0}) {
        FixedStep step =
            new FixedStep(
                new FixedStep.Config(
                    0.1,
                    HeavyBall.of(momentum),
                    nesterov,
                    new ConstantSchedule(),
                    0,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    0));
        String name = "fixed-step, momentum " + momentum + ", nesterov " + nesterov;
        add(contracts, name, Hessians.identity(), step, Strength.EASY_ONLY);
      }
    }
    return contracts.stream();
  }

  private static void add(
      List<DynamicContainer> contracts,
      String name,
      HessianProvider hessian,
      StepStrategy step,
      Strength strength) {
    contracts.add(dynamicContainer(name, RunContract.of(hessian, step, strength)));
  }

  /**
   * With a second-order method each of these takes some dozens of iterations. Not so with the
   * absolute value of the curvature: on problem 3 it takes thousands of short steps along a tiny
   * negative eigenvalue, which the others follow to the boundary.
   */
  @TestFactory
  Stream<DynamicTest> the_classic_problems_converge() {
    Map<Integer, Objective> problems = ClassicProblems.all();
    return globalised().entrySet().stream()
        .filter(step -> !step.getKey().endsWith("absolute"))
        .flatMap(
            step ->
                problems.entrySet().stream()
                    .map(
                        problem ->
                            dynamicTest(
                                step.getKey() + " on problem " + problem.getKey(),
                                () -> converges(problem.getValue(), step.getValue()))));
  }

  private static void converges(Objective problem, StepStrategy step) {
    Result result =
        Minimizer.of(problem)
            .hessian(Hessians.exact())
            .step(step)
            .stop(Stop.gradientNorm(1e-6), Stop.maxIterations(1000))
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
  }

  @TestFactory
  Stream<DynamicTest> the_classic_problems_converge_with_secant_pairs() {
    return ClassicProblems.all().entrySet().stream()
        .map(
            problem ->
                dynamicTest(
                    "problem " + problem.getKey(),
                    () -> {
                      Result result =
                          Minimizer.of(problem.getValue())
                              .hessian(Hessians.bfgs())
                              .step(LineSearch.withDefaults())
                              .stop(Stop.gradientNorm(1e-5), Stop.maxIterations(1000))
                              .run();
                      assertEquals(
                          Category.CONVERGED, result.status().category(), result.message());
                    }));
  }

  /** f = NaN beyond |x_i| = 1, and the first steps lead there. */
  @ParameterizedTest
  @MethodSource("globalisedSteps")
  void a_domain_is_not_left(StepStrategy step) {
    Objective boxed =
        TestFunctions.startingAt(
            new double[] {-0.9, 0.9},
            x -> {
              var inside = x[0].square().negate().add(1).sqrt();
              var above = x[1].square().negate().add(1).sqrt();
              return x[0].subtract(0.7)
                  .square()
                  .square()
                  .add(x[1].add(0.2).square())
                  .add(inside.add(above).multiply(1e-3));
            });
    Result result =
        Minimizer.of(boxed)
            .hessian(Hessians.exact())
            .step(step)
            .stop(Stop.gradientNorm(1e-8))
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    assertTrue(Vectors.maxAbs(result.point()) < 1);
  }

  /** A gradient of the wrong sign: every step goes up, and no method may call that convergence. */
  @ParameterizedTest
  @MethodSource("globalisedSteps")
  void a_gradient_of_the_wrong_sign_stalls_with_the_numbers(StepStrategy step) {
    for (HessianProvider hessian : List.of(Hessians.identity(), Hessians.bfgs())) {
      Line wrong = new Line(x -> 0.5 * (x - 3) * (x - 3), x -> 3 - x);
      Result result = Minimizer.of(wrong).hessian(hessian).step(step).start(new double[] {1}).run();
      assertEquals(Status.STALLED, result.status(), result.message());
      assertArrayEquals(new double[] {1}, result.point());
      // near rounding slopes stand in for values, and a wrong slope then climbs a little
      assertTrue(result.trials() < 1000, result.trials() + " trials");
      assertTrue(result.message().contains("is below"), result.message());
    }
  }

  /** The length of an exact line search along -H g, for a quadratic. */
  private record ExactLength(Quadratic problem) implements Globalizer {
    @Override
    public Class<? extends Control> control() {
      return StepLength.class;
    }

    @Override
    public Controller start(RunContext context) {
      return new Controller() {
        @Override
        public Control control(Model model) {
          double[] gradient = model.here().gradient();
          double[] direction = new double[gradient.length];
          model.curvature().inverse(0).orElseThrow().solve(gradient, direction);
          double[] product = new double[gradient.length];
          problem.matrix().apply(direction, product);
          return new StepLength(Vectors.dot(gradient, direction) / Vectors.dot(direction, product));
        }

        @Override
        public Decision judge(Trial trial) {
          return Decision.accept(trial.there());
        }

        @Override
        public boolean contract() {
          return false;
        }

        @Override
        public void exchange(State state) {}
      };
    }
  }

  /** ORACLES Q1. */
  @Test
  void bfgs_with_exact_line_searches_ends_after_n_steps_with_the_inverse() {
    RandomGenerator random = new SplittableRandom(8);
    int n = 6;
    DenseSymmetric matrix = Quadratic.withEigenvalues(new double[] {0.5, 1, 3, 8, 20, 50}, random);
    Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(n, random));
    List<Hessians.Bfgs> started = new ArrayList<>();
    List<Double> norms = new ArrayList<>();
    Result result =
        Minimizer.of(problem)
            .hessian(
                (objective, context) -> {
                  started.add(new Hessians.Bfgs(objective, context));
                  return started.get(0);
                })
            .step(LineSearch.with(new ExactLength(problem)))
            .stop(Stop.gradientNorm(0), Stop.maxIterations(n))
            .observe(event -> norms.add(event.number("gradientNorm")))
            .run();
    assertEquals(n, result.iterations(), result.message());
    assertEquals(0, norms.get(n), 1e-10);
    assertTrue(norms.get(n - 1) > 1e-4, "not sooner: " + norms);
    double[] unit = new double[n];
    DenseSymmetric inverse = started.get(0).inverseMatrix();
    for (int i = 0; i < n; i++) {
      unit[i] = 1;
      double[] column = new double[n];
      inverse.apply(unit, column);
      double[] back = new double[n];
      matrix.apply(column, back);
      assertArrayEquals(unit, back, 1e-8); // rounding grows with every pair
      unit[i] = 0;
    }
  }

  /** A Newton step on a quadratic needs one trial, and one gradient besides the first. */
  @ParameterizedTest
  @MethodSource("globalisedSteps")
  void a_quadratic_is_solved_without_a_refusal(StepStrategy step) {
    Result result =
        Minimizer.of(TestFunctions.quadratic(new double[] {1, 10, 100}, 1, 1, 1))
            .hessian(Hessians.exact())
            .step(step)
            .stop(Stop.gradientNorm(1e-10))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(result.iterations(), result.trials());
    assertArrayEquals(new double[3], result.point(), 1e-10);
  }

  /** The point left is never below the point reached, whatever f does. */
  @ParameterizedTest
  @MethodSource("globalisedSteps")
  void no_accepted_step_goes_up(StepStrategy step) {
    Objective bumpy =
        TestFunctions.startingAt(
            new double[] {4, -3},
            x ->
                x[0].multiply(5)
                    .sin()
                    .add(x[1].multiply(7).cos())
                    .add(x[0].square().add(x[1].square()).multiply(0.1)));
    List<Double> accepted = new ArrayList<>();
    Result result =
        Minimizer.of(bumpy)
            .hessian(Hessians.exact())
            .step(step)
            .stop(Stop.gradientNorm(1e-9))
            .observe(
                event -> {
                  if (event.accepted()) {
                    accepted.add(event.number("value"));
                  }
                })
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    for (int k = 1; k < accepted.size(); k++) {
      assertTrue(accepted.get(k) <= accepted.get(k - 1) + 1e-14, accepted.toString());
    }
    Evaluation end = bumpy.at(result.point());
    assertEquals(0, Vectors.norm(end.gradient()), 1e-9);
  }
}
