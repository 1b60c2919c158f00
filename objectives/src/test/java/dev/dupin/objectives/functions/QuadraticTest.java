package dev.dupin.objectives.functions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.objectives.functions.Quadratic.Rotation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuadraticTest {

  private static final List<List<Double>> MATRIX =
      List.of(List.of(2.0, 1.0, 0.0), List.of(1.0, -3.0, 0.5), List.of(0.0, 0.5, 4.0));

  private static Quadratic ofMatrix(List<List<Double>> matrix, Rotation rotation, double... b) {
    return new Quadratic(
        new Quadratic.Config(
            Optional.of(matrix),
            Optional.empty(),
            rotation,
            0,
            b.length == 0 ? Optional.empty() : Optional.of(b)));
  }

  private static Quadratic rotated(long seed, double... eigenvalues) {
    return new Quadratic(
        new Quadratic.Config(
            Optional.empty(), Optional.of(eigenvalues), Rotation.RANDOM, seed, Optional.empty()));
  }

  private static DenseSymmetric hessian(Quadratic function) {
    double[] origin = new double[function.dimension()];
    return function.at(origin).structure(HessianMatrix.class).orElseThrow().matrix();
  }

  private static double[] product(Quadratic function, double[] v) {
    double[] result = new double[v.length];
    double[] origin = new double[v.length];
    function.at(origin).structure(HessianProducts.class).orElseThrow().apply(v, result);
    return result;
  }

  @Test
  void a_matrix_and_a_linear_term_give_value_gradient_and_hessian() {
    Quadratic function = ofMatrix(MATRIX, Rotation.NONE, 1, 0, -2);
    Evaluation at = function.at(new double[] {1, 2, -1});
    // A x = (4, -5.5, -3), so x'Ax = 4 - 11 + 3 = -4 and b'x = 3.
    assertEquals(-2 + 3, at.value());
    assertArrayEquals(new double[] {5, -5.5, -5}, at.gradient());
    assertArrayEquals(new double[] {4, -5.5, -3}, product(function, at.point()));
    assertArrayEquals(new double[] {2, 1, 0, 1, -3, 0.5, 0, 0.5, 4}, hessian(function).values());
    assertSame(hessian(function), hessian(function));
  }

  @Test
  void along_a_line_a_quadratic_has_two_derivatives() {
    Evaluation at = ofMatrix(MATRIX, Rotation.NONE, 1, 0, -2).at(new double[] {1, 2, -1});
    DirectionalDerivatives line = at.structure(DirectionalDerivatives.class).orElseThrow();
    double[] v = {1, 1, 0};
    assertArrayEquals(new double[] {1, -0.5, 1, 0, 0}, line.along(v, 4));
    assertArrayEquals(new double[] {1}, line.along(v, 0));
  }

  @Test
  void eigenvalues_alone_stand_on_the_diagonal() {
    Quadratic function = Quadratic.ofEigenvalues(2, -1, 0);
    assertArrayEquals(new double[] {2, 0, 0, 0, -1, 0, 0, 0, 0}, hessian(function).values());
    assertArrayEquals(new double[] {6, -5, 0}, product(function, new double[] {3, 5, 7}));
    assertEquals(0.5, function.at(function.start(new Random(1))).value());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 12})
  void a_rotation_keeps_the_spectrum_and_fills_the_matrix(int n) {
    double[] eigenvalues = new Random(n).doubles(n, -3, 3).sorted().toArray();
    Quadratic function = rotated(5, eigenvalues);
    DenseSymmetric matrix = hessian(function);
    assertArrayEquals(eigenvalues, Spectrum.of(matrix), 1e-14);
    double[] v = new Random(7).doubles(n).toArray();
    double[] byMatrix = new double[n];
    matrix.apply(v, byMatrix);
    assertArrayEquals(byMatrix, product(function, v), 1e-13);
    assertEquals(Vectors.dot(v, byMatrix) / 2, function.at(v).value(), 1e-13);
    for (double entry : matrix.values()) {
      assertNotEquals(0, entry);
    }
  }

  @Test
  void a_matrix_can_be_rotated_too() {
    Quadratic plain = ofMatrix(MATRIX, Rotation.NONE);
    Quadratic turned = ofMatrix(MATRIX, Rotation.RANDOM);
    assertArrayEquals(Spectrum.of(hessian(plain)), Spectrum.of(hessian(turned)), 1e-14);
    double[] v = {0.3, -1, 2};
    double[] byMatrix = new double[3];
    hessian(turned).apply(v, byMatrix);
    assertArrayEquals(byMatrix, product(turned, v), 1e-14);
    assertArrayEquals(new double[] {2, 1, 0, 1, -3, 0.5, 0, 0.5, 4}, hessian(plain).values());
  }

  @Test
  void the_seed_alone_chooses_the_rotation() {
    double[] spectrum = {1, 2, 3, 4};
    double[] one = hessian(rotated(1, spectrum)).values();
    assertArrayEquals(one, hessian(rotated(1, spectrum)).values());
    assertFalse(Arrays.equals(one, hessian(rotated(2, spectrum)).values()));
  }

  /** The minimum is where A x = -b: x = Q diag(1/eigenvalues) Q' (-b). */
  @Test
  void products_of_large_functions_need_no_matrix() {
    int n = 100_000; // its matrix would take 80 GB
    double[] eigenvalues = new Random(3).doubles(n, 1, 1000).toArray();
    double[] inverses = Arrays.stream(eigenvalues).map(value -> 1 / value).toArray();
    double[] v = new Random(4).doubles(n, -1, 1).toArray();
    double[] back = product(rotated(9, inverses), product(rotated(9, eigenvalues), v));
    assertEquals(0, Vectors.norm(Vectors.subtract(back, v)), 1e-12 * Vectors.norm(v));
  }

  @Test
  void mistakes_are_told() {
    assertRefused(
        "matrix",
        "the matrix is not symmetric: row 1 has 2.0 in column 2, row 2 has 1.0 in column 1;"
            + " x'Ax sees only their mean, so write that in both places",
        () -> ofMatrix(List.of(List.of(1.0, 2.0), List.of(1.0, 5.0)), Rotation.NONE));
    assertRefused(
        "matrix",
        "the matrix is not square: it has 2 rows, but row 2 has 1 numbers",
        () -> ofMatrix(List.of(List.of(1.0, 2.0), List.of(1.0)), Rotation.NONE));
    assertRefused(
        "matrix",
        "the matrix is empty; write [[2, 1], [1, 3]], say",
        () -> ofMatrix(List.of(), Rotation.NONE));
    assertRefused(
        "matrix",
        "the matrix has a number that is not finite",
        () -> ofMatrix(List.of(List.of(Double.NaN)), Rotation.NONE));
    assertRefused(
        "eigenvalues",
        "the list is empty; it needs one number for every variable",
        Quadratic::ofEigenvalues);
    assertRefused(
        "eigenvalues",
        "the list has a number that is not finite",
        () -> Quadratic.ofEigenvalues(1, Double.POSITIVE_INFINITY));
    assertRefused(
        "linear", "b has 2 numbers; A is 3 x 3", () -> ofMatrix(MATRIX, Rotation.NONE, 1, 2));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Quadratic.Config(
                Optional.empty(), Optional.empty(), Rotation.NONE, 0, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class, () -> Quadratic.ofEigenvalues(1, 2).at(new double[3]));
  }

  private static void assertRefused(
      String key, String message, org.junit.jupiter.api.function.Executable made) {
    RefusedValueException refused = assertThrows(RefusedValueException.class, made);
    assertEquals(key, refused.key());
    assertEquals(message, refused.getMessage());
  }
}
