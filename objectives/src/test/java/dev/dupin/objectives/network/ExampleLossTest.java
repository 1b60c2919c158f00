package dev.dupin.objectives.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Losses as functions of the outputs, where derivatives of whole networks do not look. */
class ExampleLossTest {

  static Stream<ExampleLoss> losses() {
    return Stream.of(
        new SoftmaxLoss(3, new int[] {2}),
        new LogisticLoss(new int[] {1}),
        new SquaredLoss(2, new double[] {0.5, -1}));
  }

  private static double[] outputs(ExampleLoss loss) {
    return new SplittableRandom(1).doubles(loss.outputs(), -1.5, 1.5).toArray();
  }

  /** G5: S S' is the Hessian; for the softmax S = diag(sqrt p) - p sqrt(p)'. */
  @ParameterizedTest
  @MethodSource("losses")
  void roots_square_to_the_hessian(ExampleLoss loss) {
    int k = loss.outputs();
    double[] p = loss.predictions(outputs(loss));
    double[] square = new double[k * k];
    double[] root = new double[k];
    for (int column = 0; column < k; column++) {
      loss.root(p, 0, column, root);
      for (int entry = 0; entry < k * k; entry++) {
        square[entry] += root[entry / k] * root[entry % k];
      }
    }
    double[] unit = new double[k];
    double[] row = new double[k];
    for (int i = 0; i < k; i++) {
      unit[i] = 1;
      loss.hessian(p, 0, unit, 0, row, 0);
      unit[i] = 0;
      assertArrayEquals(Arrays.copyOfRange(square, i * k, (i + 1) * k), row, 1e-15);
    }
  }

  @Test
  void softmax_root_is_the_formula() {
    SoftmaxLoss loss = new SoftmaxLoss(3, new int[] {0});
    double[] p = loss.predictions(outputs(loss));
    for (int column = 0; column < 3; column++) {
      double[] root = new double[3];
      loss.root(p, 0, column, root);
      for (int i = 0; i < 3; i++) {
        double diagonal = i == column ? Math.sqrt(p[i]) : 0;
        assertEquals(diagonal - p[i] * Math.sqrt(p[column]), root[i], 1e-15);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void samples_have_mean_zero_and_the_hessian_as_covariance(ExampleLoss loss) {
    int k = loss.outputs();
    double[] p = loss.predictions(outputs(loss));
    double[] mean = new double[k];
    double[] covariance = new double[k * k];
    double[] sample = new double[k];
    int draws = 40_000;
    SplittableRandom random = new SplittableRandom(2);
    for (int draw = 0; draw < draws; draw++) {
      loss.sample(p, 0, random, sample);
      for (int i = 0; i < k; i++) {
        mean[i] += sample[i] / draws;
        for (int j = 0; j < k; j++) {
          covariance[i * k + j] += sample[i] * sample[j] / draws;
        }
      }
    }
    // Variances of the entries are at most 2, so this is more than three standard errors.
    double tolerance = 5 / Math.sqrt(draws);
    double[] unit = new double[k];
    double[] row = new double[k];
    for (int i = 0; i < k; i++) {
      assertEquals(0, mean[i], tolerance);
      unit[i] = 1;
      loss.hessian(p, 0, unit, 0, row, 0);
      unit[i] = 0;
      assertArrayEquals(row, Arrays.copyOfRange(covariance, i * k, (i + 1) * k), tolerance);
    }
  }

  @Test
  void outputs_of_any_size_keep_the_softmax_exact() {
    SoftmaxLoss loss = new SoftmaxLoss(3, new int[] {1, 0});
    double[] z = {0, 50, 10, 0, 800, -800};
    double others = Math.exp(-50) + Math.exp(-40);
    assertEquals(others, loss.value(0, z, 0), 1e-15 * others);
    assertEquals(800, loss.value(1, z, 3), 0.0);
    double[] p = loss.predictions(z);
    double[] gradient = new double[3];
    loss.gradient(0, p, 0, gradient, 0);
    assertEquals(-others, gradient[1], 1e-15 * others);
    // p_1 (1 - p_1) and p_1 p_2, which p - p^2 would have lost.
    double[] row = new double[3];
    loss.hessian(p, 0, new double[] {0, 1, 0}, 0, row, 0);
    assertEquals(others, row[1], 1e-15 * others);
    assertEquals(-Math.exp(-40), row[2], 1e-15 * others);
    loss.gradient(1, p, 3, gradient, 0);
    assertArrayEquals(new double[] {-1, 1, 0}, gradient);
  }

  @Test
  void outputs_of_any_size_keep_the_logistic_loss_exact() {
    LogisticLoss loss = new LogisticLoss(new int[] {1, 0});
    assertEquals(Math.exp(-40), loss.value(0, new double[] {40}, 0), 1e-15 * Math.exp(-40));
    assertEquals(800, loss.value(1, new double[] {800}, 0), 0.0);
    assertEquals(0, loss.value(0, new double[] {800}, 0), 0.0);
  }

  @Test
  void the_largest_output_names_the_class() {
    SoftmaxLoss softmax = new SoftmaxLoss(3, new int[] {1});
    assertTrue(softmax.correct(0, new double[] {0, 2, 1}, 0));
    assertFalse(softmax.correct(0, new double[] {2, 2, 1}, 0), "the first of equals counts");
    assertFalse(softmax.correct(0, new double[] {0, 2, Double.NaN}, 0));
    LogisticLoss logistic = new LogisticLoss(new int[] {1, 0});
    assertTrue(logistic.correct(0, new double[] {0.1}, 0));
    assertFalse(logistic.correct(0, new double[] {0}, 0));
    assertTrue(logistic.correct(1, new double[] {0}, 0));
    assertFalse(logistic.correct(0, new double[] {Double.NaN}, 0));
  }
}
