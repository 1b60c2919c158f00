package dev.dupin.objectives.functions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.objectives.functions.Quadratic.Rotation;
import dev.dupin.testkit.ObjectiveContract;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bounds of quadratics against exact arithmetic. */
class QuadraticEnclosureTest {

  private static final int N = 4;

  private static Quadratic rotated(long seed, double... eigenvalues) {
    Optional<double[]> linear = Optional.of(new double[] {0.1, -2, 3, 0.7});
    return new Quadratic(
        new Quadratic.Config(
            Optional.empty(), Optional.of(eigenvalues), Rotation.RANDOM, seed, linear));
  }

  private static Quadratic ofMatrix(Rotation rotation) {
    List<List<Double>> matrix =
        List.of(List.of(2.0, 0.1, 0.0), List.of(0.1, -3.0, 0.5), List.of(0.0, 0.5, 4.0));
    return new Quadratic(
        new Quadratic.Config(Optional.of(matrix), Optional.empty(), rotation, 1, Optional.empty()));
  }

  @TestFactory
  Stream<DynamicTest> contract() {
    return Stream.of(
            Quadratic.ofEigenvalues(1, -0.1, 3),
            rotated(1, 1, -0.1, 3, 1e-4),
            ofMatrix(Rotation.NONE),
            ofMatrix(Rotation.RANDOM))
        .flatMap(
            function ->
                ObjectiveContract.of(function, random -> ObjectiveContract.near(function, random)));
  }

  /** The matrix in exact arithmetic, for the eigenvalues and reflections as they are stored. */
  private static BigDecimal[][] exact(Quadratic function) {
    RotatedForm form = (RotatedForm) function.form();
    double[] eigenvalues = ((DiagonalForm) form.inner()).eigenvalues();
    BigDecimal[][] matrix = new BigDecimal[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        matrix[i][j] = i == j ? new BigDecimal(eigenvalues[i]) : BigDecimal.ZERO;
      }
    }
    List<double[]> normals = form.rotation().normals();
    for (int k = normals.size() - 1; k >= 0; k--) {
      BigDecimal[][] reflection = reflection(normals.get(k));
      matrix = product(reflection, product(matrix, reflection));
    }
    return matrix;
  }

  private static BigDecimal[][] reflection(double[] u) {
    BigDecimal[][] matrix = new BigDecimal[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        BigDecimal twice = new BigDecimal(2 * u[i]).multiply(new BigDecimal(u[j]));
        matrix[i][j] = (i == j ? BigDecimal.ONE : BigDecimal.ZERO).subtract(twice);
      }
    }
    return matrix;
  }

  private static BigDecimal[][] product(BigDecimal[][] a, BigDecimal[][] b) {
    BigDecimal[][] product = new BigDecimal[N][N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int k = 0; k < N; k++) {
          sum = sum.add(a[i][k].multiply(b[k][j]));
        }
        product[i][j] = sum;
      }
    }
    return product;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void a_rotated_matrix_is_inside_its_bounds(long seed) {
    Quadratic function = rotated(seed, 1, -0.1, 1000, 1e-5);
    BigDecimal[][] matrix = exact(function);
    double[] x = new SplittableRandom(seed).doubles(N, -5, 5).toArray();
    Enclosure at =
        function.at(x).structure(Enclosures.class).orElseThrow().over(x.clone(), x.clone());
    Intervals hessian = at.hessian();
    BigDecimal value = BigDecimal.ZERO;
    for (int i = 0; i < N; i++) {
      BigDecimal slope = new BigDecimal(function.linear()[i]);
      value = value.add(slope.multiply(new BigDecimal(x[i])));
      for (int j = 0; j < N; j++) {
        assertContains(hessian.get(i * N + j), matrix[i][j]);
        BigDecimal term = matrix[i][j].multiply(new BigDecimal(x[j]));
        slope = slope.add(term);
        value = value.add(term.multiply(new BigDecimal(0.5 * x[i])));
      }
      assertContains(at.gradient().get(i), slope);
    }
    assertContains(at.value(), value);
    // some hundred roundings of numbers up to 1000; 132 were the most of these seeds
    assertTrue(width(hessian) < 200 * 1000 * 0x1p-52, () -> "width " + width(hessian));
    assertTrue(at.isSmooth());
  }

  private static void assertContains(Interval bounds, BigDecimal exact) {
    assertTrue(
        new BigDecimal(bounds.lower()).compareTo(exact) <= 0
            && new BigDecimal(bounds.upper()).compareTo(exact) >= 0,
        () -> exact + " is not in " + bounds);
  }

  private static double width(Intervals intervals) {
    double width = 0;
    for (int i = 0; i < intervals.length(); i++) {
      width = Math.max(width, intervals.upper()[i] - intervals.lower()[i]);
    }
    return width;
  }

  @Test
  void whole_numbers_leave_no_error() {
    Quadratic function = Quadratic.ofEigenvalues(2, -3, 5);
    RoundingErrors errors =
        function.at(new double[] {1, 2, 3}).structure(RoundingErrors.class).orElseThrow();
    assertEquals(0, errors.value());
    assertEquals(0, errors.gradient()[2]);
    assertEquals(0, errors.hessian().get(1, 1));
    assertTrue(errors.isDifferentiable());
  }

  /** Nothing of size n x n for value and gradient. */
  @Test
  void a_million_variables_fit() {
    double[] eigenvalues = new double[1_000_000];
    Arrays.fill(eigenvalues, 2);
    Quadratic function = Quadratic.ofEigenvalues(eigenvalues);
    double[] x = function.start(new SplittableRandom(1));
    RoundingErrors errors = function.at(x).structure(RoundingErrors.class).orElseThrow();
    assertEquals(0, errors.value());
    assertEquals(0, errors.gradient()[999_999]);
  }
}
