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
