package dev.dupin.curvature.verdict;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.interval.Intervals;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bounds hold for exact arithmetic, and are tight. */
class VerifiedFormTest {

  private static BigDecimal exact(double x) {
    return new BigDecimal(x);
  }

  private static double[] random(Random random, int length, int decades) {
    double[] entries = new double[length];
    for (int k = 0; k < length; k++) {
      entries[k] = random.nextGaussian() * Math.pow(10, decades * (random.nextDouble() - 0.5));
    }
    return entries;
  }

  /** A symmetric matrix of intervals, and one that lies in it. */
  private static double[][] intervals(Random random, int n, int decades, double width) {
    double[] inside = random(random, n * n, decades);
    double[] lower = new double[n * n];
    double[] upper = new double[n * n];
    for (int k = 0; k < n * n; k++) {
      double size = width * Math.abs(inside[k]);
      lower[k] = inside[k] - size * random.nextDouble();
      upper[k] = inside[k] + size * random.nextDouble();
    }
    return new double[][] {inside, lower, upper};
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "2, 4, 0", "5, 20, 1e-12", "9, 60, 1e-3", "12, 150, 0.5"})
  void forms_hold_what_exact_arithmetic_gives(int n, int decades, double width) {
    Random random = new Random(n);
    for (int trial = 0; trial < 20; trial++) {
      double[] w = random(random, n * n, decades);
      double[][] a = intervals(random, n, decades, width);
      VerifiedForm form = VerifiedForm.of(n, w, new Intervals(a[1], a[2]));
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          BigDecimal entry = entry(n, w, a[0], i, j);
          BigDecimal off = entry.subtract(exact(form.midpoint[i * n + j])).abs();
          double radius = form.radius[i * n + j];
          assertTrue(off.compareTo(exact(radius)) <= 0, () -> off + " > " + radius);
        }
      }
    }
  }

  private static BigDecimal entry(int n, double[] w, double[] a, int i, int j) {
    BigDecimal sum = BigDecimal.ZERO;
    for (int k = 0; k < n; k++) {
      for (int l = 0; l < n; l++) {
        sum =
            sum.add(
                exact(w[k * n + i]).multiply(exact(a[k * n + l])).multiply(exact(w[l * n + j])));
      }
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 0", "3, 10, 1e-10", "8, 200, 0.1"})
  void magnitudes_and_reaches_bound_what_exact_arithmetic_gives(int n, int decades, double width) {
    Random random = new Random(n + 100);
    for (int trial = 0; trial < 20; trial++) {
      double[] w = random(random, n * n, decades);
      double[][] square = intervals(random, n, decades, width);
      double[] inside = Arrays.copyOf(square[0], n);
      Intervals v = new Intervals(Arrays.copyOf(square[1], n), Arrays.copyOf(square[2], n));
      double[] bounds = VerifiedForm.magnitudes(n, w, v);
      double[] sizes = new double[n];
      for (int i = 0; i < n; i++) {
        sizes[i] = Math.abs(inside[i]);
      }
      double[] reach = VerifiedForm.reach(n, w, sizes);
      for (int k = 0; k < n; k++) {
        BigDecimal across = BigDecimal.ZERO;
        BigDecimal along = BigDecimal.ZERO;
        for (int i = 0; i < n; i++) {
          across = across.add(exact(w[i * n + k]).multiply(exact(inside[i])));
          along = along.add(exact(w[k * n + i]).abs().multiply(exact(sizes[i])));
        }
        assertTrue(across.abs().compareTo(exact(bounds[k])) <= 0);
        assertTrue(along.compareTo(exact(reach[k])) <= 0);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2", "10", "40"})
  void thin_matrices_have_radii_of_rounding(int n) {
    Random random = new Random(n);
    double[] w = random(random, n * n, 0);
    double[] a = random(random, n * n, 0);
    VerifiedForm form = VerifiedForm.of(n, w, new Intervals(a, a));
    for (double radius : form.radius) {
      assertTrue(radius <= 40.0 * n * n * n * 0x1p-53, () -> "radius " + radius);
    }
  }
}
