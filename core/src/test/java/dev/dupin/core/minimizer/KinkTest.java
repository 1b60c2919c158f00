package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.step.StepStrategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** At a kink a gradient of zero is no convergence: the run goes on, or says that it is stalled. */
class KinkTest {

  /** The sign as automatic differentiation takes it: 0 at the tie. */
  private static double sign(double x) {
    return Math.signum(x);
  }

  private static double[] zeroHessian(int n) {
    return new double[n * n];
  }

  /** Of one variable. */
  private static SmallObjective of(
      double from,
      UnaryOperator<Double> value,
      UnaryOperator<Double> gradient,
      UnaryOperator<Double> curvature) {
    return new SmallObjective(
        new double[] {from},
        x -> value.apply(x[0]),
        x -> new double[] {gradient.apply(x[0])},
        x -> new double[] {curvature.apply(x[0])});
  }

  /** x^2 - |x|: minima of -1/4 at -1/2 and 1/2. */
  private static final SmallObjective ROOF =
      of(0, x -> x * x - Math.abs(x), x -> 2 * x - sign(x), x -> 2.0);

  /** The lower of two parabolas; where they tie, the mean of their slopes. */
  private static final SmallObjective TWO_VALLEYS =
      of(0, x -> Math.pow(Math.abs(x) - 1, 2), x -> 2 * x - 2 * sign(x), x -> 2.0);

  private static final SmallObjective VALLEY =
      of(0, x -> x * x + Math.abs(x), x -> 2 * x + sign(x), x -> 2.0);

  /** x^2 + y^2 - 3 max(x, 0)^2: the gradient is continuous, the curvature is not. */
  private static final SmallObjective HALF_SADDLE =
      new SmallObjective(
          new double[] {0, 0},
          x -> x[0] * x[0] + x[1] * x[1] - 3 * Math.pow(Math.max(x[0], 0), 2),
          x -> new double[] {2 * x[0] - 6 * Math.max(x[0], 0), 2 * x[1]},
          x -> new double[] {x[0] > 0 ? -4 : 2, 0, 0, 2});

  /** x^2 + max(x, 0)^2: a minimum where the gradient is continuous, the curvature is not. */
  private static final SmallObjective HALF_BOWL =
      of(
          0,
          x -> x * x + Math.pow(Math.max(x, 0), 2),
          x -> 2 * x + 2 * Math.max(x, 0),
          x -> x > 0 ? 4.0 : 2.0);

  /** An objective that marks its ties. */
  private record Marked(SmallObjective plain, Predicate<double[]> isTie) implements Objective {

    @Override
    public int dimension() {
      return plain.dimension();
    }

    @Override
    public double[] start(RandomGenerator random) {
      return plain.start(random);
    }

    @Override
    public Set<Class<? extends Structure>> structures() {
      Set<Class<? extends Structure>> all = new HashSet<>(plain.structures());
      all.add(RoundingErrors.class);
      return all;
    }

    @Override
    public Evaluation at(double[] x) {
      return new MarkedAt(this, plain.at(x));
    }
  }

  private record MarkedAt(Marked marked, Evaluation plain) implements Evaluation {

    @Override
    public Objective objective() {
      return marked;
    }

    @Override
    public double[] point() {
      return plain.point();
    }

    @Override
    public double value() {
      return plain.value();
    }

    @Override
    public double[] gradient() {
      return plain.gradient();
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (kind != RoundingErrors.class) {
        return plain.structure(kind);
      }
      RoundingErrors errors = new Errors(this);
      return Optional.of(kind.cast(errors));
    }
  }

  private record Errors(MarkedAt at) implements RoundingErrors {

    @Override
    public boolean isDifferentiable() {
      return !at.marked.isTie.test(at.point());
    }

    @Override
    public double value() {
      return 4 * Math.ulp(at.value());
    }

    @Override
    public double[] gradient() {
      double[] errors = at.gradient().clone();
      for (int i = 0; i < errors.length; i++) {
        errors[i] = 4 * Math.ulp(errors[i]);
      }
      errors[0] += isDifferentiable() ? 0 : jump();
      return errors;
    }

    /** How far the slopes on either side of a tie are from the one at it. */
    private double jump() {
      double[] beside = at.point().clone();
      beside[0] += 1e-12;
      return Math.abs(at.marked.plain.at(beside).gradient()[0] - at.gradient()[0]);
    }

    @Override
    public DenseSymmetric hessian() {
      return new DenseSymmetric(at.point().length, zeroHessian(at.point().length));
    }
  }

  private static Objective marked(SmallObjective plain) {
    return new Marked(plain, x -> x[0] == 0);
  }

  private static Minimizer on(Objective objective, StepStrategy step) {
    return Minimizer.of(objective)
        .hessian(SmallParts.exact())
        .step(step)
        .stop(Stop.gradientNorm(1e-8), Stop.maxIterations(2_000));
  }

  /** Steps that refuse worse points, and steps that take every one. */
  static Stream<StepStrategy> steps() {
    return Stream.of(SmallParts.descent(), SmallParts.fixed(0.1));
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_run_goes_on_from_a_kink_above_its_surroundings(StepStrategy step) {
    for (Objective roof : List.of(marked(ROOF), ROOF)) {
      Result result = on(roof, step).run();
      assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
      assertEquals(-0.25, result.value(), 1e-12);
    }
    for (Objective valleys : List.of(marked(TWO_VALLEYS), TWO_VALLEYS)) {
      Result result = on(valleys, step).run();
      assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
      assertEquals(0, result.value(), 1e-12);
    }
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_jump_of_the_curvature_is_a_kink_where_the_objective_marks_it(StepStrategy step) {
    Result result = on(marked(HALF_SADDLE), step).run();
    assertEquals(Status.UNBOUNDED, result.status(), result.message());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void at_a_minimum_where_only_the_curvature_jumps_a_run_has_converged(StepStrategy step) {
    Result result = on(marked(HALF_BOWL), step).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
  }

  @ParameterizedTest
  @MethodSource("steps")
  void at_the_bottom_of_a_kink_a_run_is_stalled(StepStrategy step) {
    for (Objective valley : List.of(marked(VALLEY), VALLEY)) {
      Result result = on(valley, step).run();
      assertEquals(Status.STALLED, result.status());
      assertArrayEquals(new double[] {0}, result.point());
      assertTrue(
          result
              .message()
              .matches(
                  "f has a kink here \\(not differentiable\\), and is lowest among the \\d+ points tried around it"),
          result.message());
    }
  }

  @Test
  void a_tie_away_from_zero_is_measured() {
    for (double tie : new double[] {3, -0.1, 1e5, 1e-7}) {
      SmallObjective roof =
          of(
              tie,
              x -> Math.pow((x - tie) / tie, 2) - Math.abs(x - tie) / Math.abs(tie),
              x -> 2 * (x - tie) / (tie * tie) - sign(x - tie) / Math.abs(tie),
              x -> 2 / (tie * tie));
      Result result =
          on(roof, SmallParts.fixed(0.1 * tie * tie))
              .stop(Stop.gradientNorm(1e-8 / Math.abs(tie)))
              .run();
      assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
      assertEquals(-0.25, result.value(), 1e-12);
      SmallObjective valley =
          of(tie, x -> Math.abs(x - tie) / tie, x -> sign(x - tie) / tie, x -> 0.0);
      Result stalled = on(tie > 0 ? valley : roof, SmallParts.fixed(0)).run();
      assertEquals(Status.STALLED, stalled.status(), stalled.message());
    }
  }

  @Test
  void a_smooth_point_and_a_noisy_one_are_no_kinks() {
    SmallObjective noisy =
        SmallObjective.quadratic(new double[] {1, 4}, 0.5, 0.25)
            .withGradient(
                x -> new double[] {x[0] + 1e-9 * noise(x[0]), 4 * x[1] + 1e-9 * noise(x[1])});
    Result result = on(noisy, SmallParts.descent()).stop(Stop.gradientNorm(1e-6)).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
  }

  /** As good as random between neighbouring doubles. */
  private static double noise(double x) {
    long bits = Double.doubleToRawLongBits(x) * 0x9E3779B97F4A7C15L;
    return (double) (bits >> 11) * 0x1p-52;
  }

  @Test
  void leaving_a_kink_is_an_iteration_like_any_other() {
    List<double[]> rows = new ArrayList<>();
    Result result =
        on(ROOF, SmallParts.descent())
            .observe(
                row ->
                    rows.add(
                        new double[] {
                          row.number("iteration"), row.number("trial"), row.number("value")
                        }))
            .run();
    assertArrayEquals(new double[] {0, 0, 0}, rows.get(0));
    assertArrayEquals(new double[] {1, 1}, Arrays.copyOf(rows.get(1), 2));
    assertTrue(rows.get(1)[2] <= 0.1 * 0.1 - 0.1, "the lowest of the points around");
    assertEquals(result.trials() + 1, rows.size());
    assertEquals((double) result.iterations(), rows.get(rows.size() - 1)[0]);
  }

  @Test
  void a_run_that_left_a_kink_resumes_to_the_same_bits() {
    List<Snapshot> snapshots = new ArrayList<>();
    Result whole = on(ROOF, SmallParts.descent()).checkpoint(0, snapshots::add).run();
    for (Snapshot snapshot : snapshots) {
      Result resumed = on(ROOF, SmallParts.descent()).resume(snapshot).run();
      assertArrayEquals(whole.point(), resumed.point());
      assertEquals(whole.evaluations(), resumed.evaluations());
      assertEquals(whole.analysisEvaluations(), resumed.analysisEvaluations());
      assertEquals(whole.trials(), resumed.trials());
    }
  }

  @Test
  void a_limit_at_a_kink_leaves_a_checkpoint_to_go_on_from() {
    List<Snapshot> snapshots = new ArrayList<>();
    Minimizer run = on(ROOF, SmallParts.descent()).checkpoint(1e9, snapshots::add);
    assertEquals(Status.MAX_ITERATIONS, run.stop(Stop.maxIterations(0)).run().status());
    assertEquals(1, snapshots.size());
    Result resumed = run.stop(Stop.maxIterations(2_000)).resume(snapshots.get(0)).run();
    Result whole = on(ROOF, SmallParts.descent()).run();
    assertArrayEquals(whole.point(), resumed.point());
    assertEquals(whole.evaluations(), resumed.evaluations());
    assertEquals(whole.analysisEvaluations(), resumed.analysisEvaluations());
  }

  @Test
  void steps_that_come_back_to_a_kink_do_not_loop() {
    // A false gradient right of the kink: from there every step of this rate leads back to it.
    SmallObjective tip = of(0, x -> Math.min(-x, 0), x -> x > 0 ? x : x < 0 ? 1e-3 : 0, x -> 1.0);
    Result result = on(tip, SmallParts.fixed(1)).run();
    assertTrue(result.iterations() < 10, result.status() + " " + result.message());
    assertEquals(Status.STALLED, result.status(), result.message());
  }
}
