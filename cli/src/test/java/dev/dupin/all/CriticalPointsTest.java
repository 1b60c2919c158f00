package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.IdentityHessian;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.objectives.functions.Himmelblau;
import dev.dupin.objectives.functions.MonkeySaddle;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.objectives.functions.StyblinskiTang;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.optimizers.FixedStep;
import dev.dupin.optimizers.NewtonStep;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verdict says at the critical points that built-in functions are known to have. */
class CriticalPointsTest {

  private static Verdict judge(Objective objective, double... point) {
    return (Verdict)
        VerdictAnalysis.withDefaults()
            .start(objective, TestContext.ROOT)
            .findings(objective.at(point));
  }

  /** The bare Newton step goes to the nearest critical point, whatever it is. */
  private static Result newton(Objective objective, double... start) {
    return Minimizer.of(objective)
        .hessian(new ExactHessian())
        .step(new NewtonStep())
        .start(start)
        .stop(Stop.gradientNorm(1e-10), Stop.maxIterations(10))
        .analyze("verdict", VerdictAnalysis.withDefaults())
        .run();
  }

  private static Verdict verdict(Result result) {
    return result.finding(Verdict.class).orElseThrow();
  }

  private static void assertKind(Kind kind, int index, int nullity, Verdict verdict) {
    assertEquals(kind, verdict.kind(), verdict::toString);
    assertEquals(index, verdict.index(), verdict::toString);
    assertEquals(nullity, verdict.nullity(), verdict::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, MINIMUM, 0",
    "-2.8, 3.1, MINIMUM, 0",
    "-3.8, -3.3, MINIMUM, 0",
    "3.6, -1.8, MINIMUM, 0",
    "3.4, 0.1, SADDLE, 1",
    "0.1, 2.9, SADDLE, 1",
    "-3.1, -0.1, SADDLE, 1",
    "-0.1, -2.0, SADDLE, 1",
    "-0.3, -0.9, MAXIMUM, 2"
  })
  void himmelblau_has_minima_saddles_and_a_maximum(double x, double y, Kind kind, int index) {
    Result result = newton(new Himmelblau(), x, y);
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result::message);
    assertEquals(0, Math.hypot(result.point()[0] - x, result.point()[1] - y), 0.12);
    assertKind(kind, index, 0, verdict(result));
  }

  @Test
  void the_monkey_saddle_is_degenerate_and_f_falls_from_it() {
    Verdict verdict = judge(new MonkeySaddle(), 0, 0);
    assertKind(Kind.DEGENERATE, 0, 2, verdict);
    assertTrue(verdict.decreaseFound(), verdict::toString);
  }

  @Test
  void who_sees_no_curvature_creeps_to_the_monkey_saddle_and_who_does_leaves_it() {
    Result blind =
        Minimizer.of(new MonkeySaddle())
            .hessian(new IdentityHessian())
            .step(FixedStep.of(0.05))
            .stop(Stop.gradientNorm(1e-6), Stop.maxIterations(20_000))
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, blind.status(), blind::message);
    assertEquals(Kind.DEGENERATE, verdict(blind).kind(), verdict(blind)::toString);
    assertTrue(verdict(blind).decreaseFound(), verdict(blind)::toString);
    Result seeing =
        Minimizer.of(new MonkeySaddle())
            .hessian(new ExactHessian())
            .step(TrustRegion.withDefaults())
            .stop(Stop.maxIterations(1000))
            .run();
    assertEquals(Status.UNBOUNDED, seeing.status(), seeing::message);
  }

  /** The roots of 4 t^3 - 32 t + 5 and the eigenvalues 6 t^2 - 16 there. */
  private static final double[] ROOTS = {-2.903534027771177, 0.1567312567803401, 2.746802770990837};

  @Test
  void styblinski_tang_has_saddles_of_every_index() {
    Objective function = new StyblinskiTang(new StyblinskiTang.Config(3));
    for (int i = 0; i < 27; i++) {
      double[] point = {ROOTS[i % 3], ROOTS[i / 3 % 3], ROOTS[i / 9]};
      int high = (int) Arrays.stream(point).filter(t -> t == ROOTS[1]).count();
      Kind kind = high == 0 ? Kind.MINIMUM : high == 3 ? Kind.MAXIMUM : Kind.SADDLE;
      Verdict verdict = judge(function, point);
      assertKind(kind, high, 0, verdict);
      double[] curvatures = Arrays.stream(point).map(t -> 6 * t * t - 16).sorted().toArray();
      assertEquals(curvatures[0], verdict.smallestEigenvalue(), 1e-12);
      assertEquals(curvatures[2], verdict.largestEigenvalue(), 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2})
  void a_rotated_quadratic_has_the_spectrum_it_was_given(long seed) {
    double[] eigenvalues = {-7, -0.5, 0.25, 1, 1, 3, 1000};
    Objective function =
        new Quadratic(
            new Quadratic.Config(
                Optional.empty(),
                Optional.of(eigenvalues),
                Quadratic.Rotation.RANDOM,
                seed,
                Optional.of(new double[] {1, 2, 3, 4, 5, 6, 7})));
    Result result = newton(function, 1, 1, 1, 1, 1, 1, 1);
    assertEquals(1, result.iterations(), "Newton needs one step");
    assertKind(Kind.SADDLE, 2, 0, verdict(result));
    assertEquals(-7, verdict(result).smallestEigenvalue(), 1e-12);
    assertEquals(1000, verdict(result).largestEigenvalue(), 1e-11);
  }

  /** Known to stop methods that take a small gradient for a minimum. */
  @Test
  void woods_function_has_a_saddle() {
    Result result =
        newton(MoreGarbowHillstrom.problem(14), -0.96797402, 0.94713914, -0.96951631, 0.95124767);
    assertEquals(7.876967165, result.value(), 5e-10);
    assertKind(Kind.SADDLE, 1, 0, verdict(result));
    assertEquals(-0.1195, verdict(result).smallestEigenvalue(), 5e-5);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 10})
  void browns_almost_linear_function_has_a_degenerate_saddle(int n) {
    Objective brown =
        new MoreGarbowHillstrom(
            new MoreGarbowHillstrom.Config(27, OptionalInt.of(n), OptionalInt.empty(), 1));
    double[] point = new double[n];
    point[n - 1] = n + 1;
    assertEquals(1, brown.at(point).value());
    Verdict verdict = judge(brown, point);
    assertKind(Kind.DEGENERATE, 0, 1, verdict);
    assertTrue(verdict.decreaseFound(), verdict::toString);
  }
}
