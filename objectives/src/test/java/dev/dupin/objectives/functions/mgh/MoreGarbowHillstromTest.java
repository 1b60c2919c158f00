package dev.dupin.objectives.functions.mgh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.objectives.functions.Spectrum;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every problem against what others computed for it. */
class MoreGarbowHillstromTest {

  private static final double RELATIVE = 1e-12;

  /** Eigenvalues are printed to seven digits. */
  private static final double PRINTED = 1e-6;

  private static JsonNode read(String name) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(MoreGarbowHillstromTest.class.getResourceAsStream(name))) {
      return JsonMapper.shared().readTree(file);
    }
  }

  private static Stream<DynamicTest> forEvery(Consumer<JsonNode> check) throws IOException {
    return read("mgh_problems.json")
        .get("problems")
        .valueStream()
        .map(
            fact ->
                dynamicTest(
                    fact.get("number") + " " + fact.get("name").asString(),
                    () -> check.accept(fact)));
  }

  private static MoreGarbowHillstrom problem(JsonNode fact) {
    return MoreGarbowHillstrom.problem(fact.get("number").asInt());
  }

  private static double number(JsonNode fact, String key) {
    return Double.parseDouble(fact.get(key).asString());
  }

  private static double[] numbers(JsonNode fact, String key) {
    return fact.get(key).valueStream().mapToDouble(x -> Double.parseDouble(x.asString())).toArray();
  }

  private static double[] start(MoreGarbowHillstrom problem) {
    return problem.start(new Random(1));
  }

  private static DenseSymmetric hessian(Evaluation at) {
    return at.structure(HessianMatrix.class).orElseThrow().matrix();
  }

  private static void assertRelative(double expected, double actual) {
    assertEquals(expected, actual, RELATIVE * Math.abs(expected));
  }

  private static void assertRelative(double[] expected, double[] actual) {
    double error = Vectors.norm(Vectors.subtract(actual, expected));
    assertEquals(0, error, RELATIVE * Vectors.norm(expected));
  }

  @TestFactory
  Stream<DynamicTest> each_has_its_name_size_and_start() throws IOException {
    return forEvery(
        fact -> {
          MoreGarbowHillstrom problem = problem(fact);
          assertEquals(fact.get("name").asString(), problem.name());
          assertEquals(fact.get("default_n").asInt(), problem.dimension());
          assertEquals(fact.get("default_m").asInt(), problem.residuals());
          assertArrayEquals(numbers(fact, "start_values"), start(problem), 1e-16);
          assertTrue(problem.toString().contains(problem.name()), problem::toString);
        });
  }

  @TestFactory
  Stream<DynamicTest> value_gradient_and_hessian_at_the_start() throws IOException {
    return forEvery(
        fact -> {
          MoreGarbowHillstrom problem = problem(fact);
          Evaluation at = problem.at(start(problem));
          assertRelative(number(fact, "f_at_start"), at.value());
          assertRelative(numbers(fact, "grad_at_start"), at.gradient());
          DenseSymmetric hessian = hessian(at);
          double size = number(fact, "hess_frobenius_at_start");
          assertRelative(size, Vectors.norm(hessian.values()));
          assertExtremes(numbers(fact, "hess_eig_at_start"), hessian, size);
        });
  }

  private static void assertExtremes(double[] expected, DenseSymmetric hessian, double size) {
    double[] values = Spectrum.of(hessian);
    double rounding = 1e-15 * hessian.n() * size;
    double[] actual = {values[0], values[values.length - 1]};
    for (int end = 0; end < 2; end++) {
      double tolerance = PRINTED * Math.abs(expected[end]) + rounding;
      assertEquals(expected[end], actual[end], tolerance);
    }
  }

  @TestFactory
  Stream<DynamicTest> value_and_gradient_at_another_point() throws IOException {
    return forEvery(
        fact -> {
          Evaluation at = problem(fact).at(numbers(fact, "check_point"));
          assertRelative(number(fact, "f_at_check_point"), at.value());
          assertRelative(numbers(fact, "grad_at_check_point"), at.gradient());
        });
  }

  @TestFactory
  Stream<DynamicTest> value_at_ten_times_the_start() throws IOException {
    return forEvery(
        fact -> {
          MoreGarbowHillstrom far =
              new MoreGarbowHillstrom(
                  new MoreGarbowHillstrom.Config(
                      fact.get("number").asInt(), OptionalInt.empty(), OptionalInt.empty(), 10));
          double expected = number(fact, "f_at_10x0");
          // Problem 11 starts at its minimum then: f is the rounding of its residuals, squared.
          double tolerance = Math.max(RELATIVE * expected, 1e-28);
          assertEquals(expected, far.at(start(far)).value(), tolerance);
        });
  }

  @TestFactory
  Stream<DynamicTest> known_minima_are_minima() throws IOException {
    return read("mgh_minima.json")
        .valueStream()
        .map(
            fact ->
                dynamicTest(
                    "%s %s, n = %s, %s"
                        .formatted(
                            fact.get("problem"),
                            fact.get("name").asString(),
                            fact.get("n"),
                            fact.get("kind").asString()),
                    () -> checkMinimum(fact)));
  }

  private static void checkMinimum(JsonNode fact) {
    MoreGarbowHillstrom problem =
        new MoreGarbowHillstrom(
            new MoreGarbowHillstrom.Config(
                fact.get("problem").asInt(),
                OptionalInt.of(fact.get("n").asInt()),
                OptionalInt.of(fact.get("m").asInt()),
                1));
    Evaluation at = problem.at(numbers(fact, "minimiser"));
    double largest = number(fact, "hess_eig_max");
    // The minimiser is rounded to doubles: to eps |x|, so that the gradient is off by |H| times
    // that, and f by |H| / 2 times its square. The residuals are sums of terms up to 10, so that
    // together they are rounded to 1e-14, and f to 2 |r| times that.
    double distance = 1e-15 * Math.max(1, Vectors.norm(at.point()));
    double f = number(fact, "f_min");
    double rounding = 2e-14 * Math.sqrt(f);
    assertEquals(f, at.value(), RELATIVE * f + rounding + largest * distance * distance);
    assertEquals(0, Vectors.norm(at.gradient()), largest * distance);
    assertExtremes(new double[] {number(fact, "hess_eig_min"), largest}, hessian(at), largest);
  }

  @ParameterizedTest
  @CsvSource({
    // problem, n, m, the coordinate that all share at a minimum, f there
    "21, 6, 6, 1, 0",
    "22, 8, 8, 0, 0",
    "25, 3, 5, 1, 0",
    "26, 4, 4, 0, 0",
    "27, 3, 3, 1, 0",
    "32, 4, 7, -1, 3",
    "32, 1, 1, -1, 0"
  })
  void other_sizes_have_the_minima_of_the_formula(int number, int n, int m, double x, double f) {
    MoreGarbowHillstrom problem = of(number, n, m);
    Evaluation at = problem.at(Vectors.filled(n, x));
    assertEquals(f, at.value(), 1e-28);
    assertEquals(0, Vectors.norm(at.gradient()), 1e-14);
    assertEquals(m, residuals(number, n, m).length);
  }

  private static MoreGarbowHillstrom of(int number, int n, int m) {
    return new MoreGarbowHillstrom(
        new MoreGarbowHillstrom.Config(number, OptionalInt.of(n), OptionalInt.of(m), 1));
  }

  @Test
  void linear_problems_of_rank_one_have_the_minima_of_the_paper() {
    int m = 9;
    double[] x = {0, 3.0 / (2 * (2 * m + 1)), 0, 0};
    assertEquals(m * (m - 1) / (2.0 * (2 * m + 1)), of(33, 4, m).at(x).value(), 1e-14);
    double[] y = {7, 3.0 / (2 * (2 * m - 3)), 0, -5};
    assertEquals((m * m + 3 * m - 6) / (2.0 * (2 * m - 3)), of(34, 4, m).at(y).value(), 1e-14);
  }

  @Test
  void every_problem_has_as_many_residuals_as_it_says() {
    for (int number = 1; number <= 35; number++) {
      MoreGarbowHillstrom problem = MoreGarbowHillstrom.problem(number);
      int m = problem.residuals();
      assertEquals(m, residuals(number, problem.dimension(), m).length, problem::toString);
    }
  }

  /** The formula itself, on constants. */
  private static Real[] residuals(int number, int n, int m) {
    Real[] x = Stream.generate(() -> Real.constant(0.5)).limit(n).toArray(Real[]::new);
    return Catalogue.problem(number).formula().of(n, m).apply(x);
  }

  /** The angle of problem 7 jumps where x1 = 0 and x2 < 0, and nowhere else. */
  @Test
  void the_helical_valley_is_whole_around_its_start() {
    MoreGarbowHillstrom valley = MoreGarbowHillstrom.problem(7);
    double[] turns = {0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.74};
    for (double turn : turns) {
      double[] onHelix = {Math.cos(2 * Math.PI * turn), Math.sin(2 * Math.PI * turn), 10 * turn};
      double expected = 100 * turn * turn;
      assertEquals(expected, valley.at(onHelix).value(), 1e-12);
    }
    assertEquals(625, valley.at(new double[] {0, -1, 0}).value(), 1e-12);
    assertEquals(2500, valley.at(new double[] {-1, -0.0, 0}).value(), 1e-12);
  }

  @Test
  void sizes_that_a_problem_cannot_have_are_refused() {
    assertRefused(
        "dimension",
        "problem 1 (Rosenbrock) cannot have 3 variables; possible: 2",
        1,
        OptionalInt.of(3),
        OptionalInt.empty());
    assertRefused(
        "dimension",
        "problem 22 (Extended Powell singular) cannot have 6 variables; possible: multiples of 4",
        22,
        OptionalInt.of(6),
        OptionalInt.empty());
    assertRefused(
        "dimension",
        "problem 20 (Watson) cannot have 32 variables; possible: 2 to 31",
        20,
        OptionalInt.of(32),
        OptionalInt.empty());
    assertRefused(
        "residuals",
        "problem 32 (Linear, full rank) with n = 10 cannot have 9 residuals; possible: 10 or more",
        32,
        OptionalInt.empty(),
        OptionalInt.of(9));
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> MoreGarbowHillstrom.Config.of(36));
    assertEquals("problem must be from 1 to 35, not 36", none.getMessage());
  }

  private static void assertRefused(
      String key, String message, int problem, OptionalInt n, OptionalInt m) {
    RefusedValueException refused =
        assertThrows(
            RefusedValueException.class, () -> new MoreGarbowHillstrom.Config(problem, n, m, 1));
    assertEquals(key, refused.key());
    assertEquals(message, refused.getMessage());
  }

  /** All problems are smooth, and their derivatives known to 12 digits, where they start. */
  @TestFactory
  Stream<DynamicTest> rounding_errors_at_the_start() throws IOException {
    return forEvery(
        fact -> {
          MoreGarbowHillstrom problem = problem(fact);
          Evaluation at = problem.at(start(problem));
          RoundingErrors errors = at.structure(RoundingErrors.class).orElseThrow();
          assertTrue(errors.isDifferentiable());
          double[] gradient = at.gradient();
          // 5.6e-13 is the most there is: problem 35, whose terms cancel
          assertTrue(errors.value() <= 1e-12 * at.value());
          assertTrue(Vectors.norm(errors.gradient()) <= 1e-12 * Vectors.norm(gradient));
          double[] entries = hessian(at).values();
          assertTrue(Vectors.norm(errors.hessian().values()) <= 1e-12 * Vectors.norm(entries));
        });
  }
}
