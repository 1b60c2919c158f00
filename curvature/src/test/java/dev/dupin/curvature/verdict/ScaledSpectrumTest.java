package dev.dupin.curvature.verdict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Equilibration;
import dev.dupin.core.linear.Vectors;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signs of matrices whose entries are known up to errors. */
class ScaledSpectrumTest {

  private static DenseSymmetric matrix(double... values) {
    return new DenseSymmetric((int) Math.round(Math.sqrt(values.length)), values);
  }

  private static ScaledSpectrum spectrum(DenseSymmetric matrix, DenseSymmetric errors) {
    TrueHessian hessian = new TrueHessian(matrix, errors, "test", true, 0);
    return new ScaledSpectrum(hessian, new double[matrix.n()]);
  }

  private static ScaledSpectrum exact(double... values) {
    return spectrum(matrix(values), matrix(new double[values.length]));
  }

  private static void assertSigns(int negative, int zero, int positive, ScaledSpectrum spectrum) {
    assertEquals(negative, spectrum.index(), "negative");
    assertEquals(zero, spectrum.nullity(), "zero");
    assertEquals(positive, spectrum.positives(), "positive");
  }

  @Test
  void a_diagonal_of_any_grade_keeps_its_signs() {
    assertSigns(1, 0, 1, exact(2e16, 0, 0, -2));
    assertSigns(1, 1, 1, exact(1e200, 0, 0, 0, 0, 0, 0, 0, -1e-200));
    assertSigns(0, 0, 2, exact(1e-300, 0, 0, 1e300));
  }

  @Test
  void a_diagonal_of_zeros_is_scaled_by_its_rows() {
    assertSigns(1, 0, 1, exact(0, 1, 1, 0));
    assertSigns(1, 0, 1, exact(0, 1e12, 1e12, 0));
    assertSigns(1, 0, 1, exact(0, 1e-9, 1e-9, 1e9));
    assertSigns(1, 1, 1, exact(0, 3e-7, 0, 3e-7, 0, 0, 0, 0, 0));
  }

  @Test
  void a_row_within_its_errors_hides_no_other() {
    DenseSymmetric errors = matrix(1e-11, 0, 0, 0);
    assertSigns(1, 1, 0, spectrum(matrix(1e-12, 0, 0, -2), errors));
    assertSigns(1, 1, 0, spectrum(matrix(1e-12, 0, 0, -1e-9), errors));
    // The trace is positive whatever the errors, so one eigenvalue is.
    assertSigns(0, 1, 1, spectrum(matrix(1, 1, 1, 1), matrix(0.1, 1.1, 1.1, 0.1)));
  }

  @Test
  void errors_that_could_make_a_matrix_singular_prove_nothing() {
    // [[1, 0.9], [0.9, 1]] with errors of 0.06 everywhere: the smallest eigenvalue is 0.1.
    DenseSymmetric close = matrix(1, 0.9, 0.9, 1);
    assertSigns(0, 1, 1, spectrum(close, matrix(0.06, 0.06, 0.06, 0.06)));
    assertSigns(0, 0, 2, spectrum(close, matrix(0.04, 0.04, 0.04, 0.04)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void no_matrix_within_the_errors_has_fewer_of_either_sign(long seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(6);
    double[] entries = new double[n * n];
    double[] errors = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double entry = random.nextGaussian();
        double error = Math.abs(random.nextGaussian()) * 0.1;
        entries[i * n + j] = entry;
        entries[j * n + i] = entry;
        errors[i * n + j] = error;
        errors[j * n + i] = error;
      }
    }
    ScaledSpectrum seen = spectrum(matrix(entries), matrix(errors));
    for (int trial = 0; trial < 200; trial++) {
      double[] moved = entries.clone();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j <= i; j++) {
          double shift = errors[i * n + j] * (random.nextBoolean() ? 1 : -1);
          moved[i * n + j] += shift;
          moved[j * n + i] = moved[i * n + j];
        }
      }
      ScaledSpectrum there = exact(moved);
      assertTrue(there.index() >= seen.index(), "negative");
      assertTrue(there.positives() >= seen.positives(), "positive");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void scaling_changes_no_sign(long seed) {
    Random random = new Random(seed);
    int n = 5;
    double[] entries = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        entries[i * n + j] = random.nextGaussian();
        entries[j * n + i] = entries[i * n + j];
      }
    }
    ScaledSpectrum plain = exact(entries);
    double[] scales = new double[n];
    for (int i = 0; i < n; i++) {
      scales[i] = Math.pow(10, 12 * random.nextDouble() - 6);
    }
    ScaledSpectrum graded = exact(Equilibration.apply(scales, matrix(entries)).values());
    assertSigns(plain.index(), 0, plain.positives(), graded);
    double[] rhs = {1, -2, 3, -4, 5};
    double[] solved = graded.inverse(Equilibration.apply(scales, rhs));
    double[] expected = plain.inverse(rhs);
    for (int i = 0; i < n; i++) {
      assertEquals(expected[i], solved[i] * scales[i], 1e-10 * Vectors.norm(expected));
    }
  }

  @Test
  void an_eigenvalue_that_changes_on_the_way_to_the_newton_point_counts_as_zero() {
    ScaledSpectrum seen = exact(4e-4, 0, 0, 2);
    seen.compare(matrix(2e-4, 0, 0, 2));
    assertEquals(0.5, seen.change(), 1e-12);
    assertEquals(1, seen.withdrawn());
    assertEquals(0, seen.zeroWithinError());
    assertSigns(0, 1, 1, seen);
    double[][] directions = seen.nullDirections();
    assertEquals(1, directions.length);
    assertEquals(0, directions[0][1], 1e-300);
  }

  @Test
  void newton_steps_reach_as_far_as_the_errors_of_the_gradient() {
    ScaledSpectrum seen = exact(2, 0, 0, 1e10);
    double[][] ends = seen.newtonSteps(new double[] {4, -1e10}, new double[] {1, 0});
    assertArrayEquals(new double[] {-2.5, 1}, ends[0], 1e-14);
    assertArrayEquals(new double[] {-2, 1}, ends[1], 1e-14);
    assertArrayEquals(new double[] {-1.5, 1}, ends[2], 1e-14);
  }

  @Test
  void whitening_makes_a_diagonal_of_signs() {
    double[] h = {4, 1, 0, 1, -3e8, 2, 0, 2, 7e-9};
    ScaledSpectrum seen = exact(h);
    double[] w = seen.whitening();
    for (int k = 0; k < 3; k++) {
      for (int l = 0; l < 3; l++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < 3; j++) {
            sum += w[i * 3 + k] * h[i * 3 + j] * w[j * 3 + l];
          }
        }
        assertEquals(k == l ? Math.signum(seen.scaledValue(k)) : 0, sum, 1e-12);
      }
    }
  }
}
