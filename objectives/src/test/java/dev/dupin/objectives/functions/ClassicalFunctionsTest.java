package dev.dupin.objectives.functions;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The critical points that the documentation of each function names, and its derivatives. */
class ClassicalFunctionsTest {

  private static DenseSymmetric hessian(Evaluation at) {
    return at.structure(HessianMatrix.class).orElseThrow().matrix();
  }

  private static long index(Evaluation at) {
    return Arrays.stream(Spectrum.of(hessian(at))).filter(value -> value < 0).count();
  }

  /** The points of the documentation have six digits. */
  @ParameterizedTest
  @CsvSource({
    "3, 2, 0, 0",
    "-2.805118, 3.131313, 0, 0",
    "-3.779310, -3.283186, 0, 0",
    "3.584428, -1.848127, 0, 0",
    "3.385154, 0.073852, 13.3119, 1",
    "0.086678, 2.884255, 67.7192, 1",
    "-3.073026, -0.081353, 104.0152, 1",
    "-0.127961, -1.953715, 178.3372, 1",
    "-0.270845, -0.923039, 181.6165, 2"
  })
  void himmelblau_has_nine_critical_points(double x, double y, double f, int index) {
    Evaluation at = new Himmelblau().at(new double[] {x, y});
    assertEquals(f, at.value(), 5e-5);
    double[] newton = step(at);
    assertEquals(0, Vectors.maxAbs(newton), 5.1e-7, "the digits are right");
    assertEquals(index, index(at));
  }

  /** Solves H s = -g for two variables. */
  private static double[] step(Evaluation at) {
    DenseSymmetric h = hessian(at);
    double[] g = at.gradient();
    double determinant = h.get(0, 0) * h.get(1, 1) - h.get(0, 1) * h.get(0, 1);
    return new double[] {
      (h.get(0, 1) * g[1] - h.get(1, 1) * g[0]) / determinant,
      (h.get(0, 1) * g[0] - h.get(0, 0) * g[1]) / determinant
    };
  }

  @Test
  void himmelblau_is_a_sum_of_two_squares() {
    Evaluation at = new Himmelblau().at(new double[] {1, 2});
    assertEquals(64 + 4, at.value());
    // f_x = 4 x (x^2 + y - 11) + 2 (x + y^2 - 7), f_xx = 12 x^2 + 4 y - 42, f_xy = 4 (x + y).
    assertArrayEquals(new double[] {-36, -32}, at.gradient(), 1e-14);
    assertArrayEquals(new double[] {-22, 12, 12, 26}, hessian(at).values(), 1e-13);
  }

  @Test
  void the_monkey_saddle_is_flat_to_second_order_at_the_origin_alone() {
    Evaluation origin = new MonkeySaddle().at(new double[2]);
    assertEquals(0, origin.value());
    assertArrayEquals(new double[2], origin.gradient(), 0.0);
    assertArrayEquals(new double[4], hessian(origin).values(), 0.0);
    Evaluation at = new MonkeySaddle().at(new double[] {3, 4});
    assertEquals(27 - 3 * 3 * 16, at.value());
    assertArrayEquals(new double[] {3 * (9 - 16), -6 * 12}, at.gradient(), 1e-13);
    assertArrayEquals(new double[] {-30, 30}, Spectrum.of(hessian(at)), 1e-13);
    assertArrayEquals(new double[] {1, 0}, new MonkeySaddle().start(new Random(1)));
  }

  @ParameterizedTest
  @CsvSource({"-2.903534, 34.583", "0.156731, -15.853", "2.746803, 29.270"})
  void styblinski_tang_has_three_roots_a_coordinate(double root, double curvature) {
    Evaluation at = new StyblinskiTang(new StyblinskiTang.Config(1)).at(new double[] {root});
    double exact = hessian(at).get(0, 0);
    assertEquals(curvature, exact, 5e-4);
    assertEquals(0, at.gradient()[0], 5.1e-7 * Math.abs(exact));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void coordinates_near_the_hilltop_count_the_index(int n) {
    Objective function = new StyblinskiTang(new StyblinskiTang.Config(n));
    for (int high = 0; high <= n; high++) {
      double[] x = Vectors.filled(n, -2.903534027771177);
      Arrays.fill(x, 0, high, 0.1567312567803401);
      Evaluation at = function.at(x);
      assertEquals(0, Vectors.norm(at.gradient()), 1e-10);
      assertEquals(high, index(at));
    }
    double[] lowest = DoubleStream.generate(() -> -2.903534027771177).limit(n).toArray();
    assertEquals(-39.16616570377142 * n, function.at(lowest).value(), 1e-12 * n);
  }
}
