package dev.dupin.all;

import dev.dupin.core.linear.MatrixProducts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.ojalgo.matrix.store.R064Store;

/**
 * Measures products of matrices, in GFLOP/s: the plain three loops, ojAlgo, and the kernel, in Java
 * and by the native library where there is one; no test, run by hand. Each of the two has a process
 * of its own, since what computes is decided once in a process; in both there is one processor.
 */
public final class MatrixProductBenchmark {

  private static final int[][] SIZES = {
    {64, 64, 64},
    {256, 256, 256},
    {512, 512, 512},
    {1024, 1024, 1024},
    {1024, 256, 784},
    {256, 784, 1024},
    {100, 100, 20_000},
    {10, 128, 1024}
  };

  private static final long NANOSECONDS = 1_000_000_000;

  /** Receives a part of every result, so that no work is optimised away. */
  private double sink;

  private MatrixProductBenchmark() {}

  /** Without arguments, starts both processes; with one, measures. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0) {
      new MatrixProductBenchmark().measure();
      return;
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    for (String wanted : List.of(MatrixProducts.JAVA, "native")) {
      String property = "-D" + MatrixProducts.PROPERTY + "=" + wanted;
      String name = MatrixProductBenchmark.class.getName();
      new ProcessBuilder(java, "-XX:ActiveProcessorCount=1", property, "-cp", path, name, "measure")
          .inheritIO()
          .start()
          .waitFor();
    }
  }

  private void measure() {
    measure(256, 256, 256); // a warm-up
    System.out.printf("%nkernel: %s%n", MatrixProducts.implementation());
    System.out.printf(
        "%-20s %7s %7s %7s %7s %7s %9s%n",
        "m x n x k", "loops", "ojAlgo", "AB", "AB'", "A'B", "/ojAlgo");
    for (int[] size : SIZES) {
      double[] rates = measure(size[0], size[1], size[2]);
      System.out.printf(
          Locale.ROOT,
          "%-20s %7.1f %7.1f %7.1f %7.1f %7.1f %9.1f%n",
          size[0] + " x " + size[1] + " x " + size[2],
          rates[0],
          rates[1],
          rates[2],
          rates[3],
          rates[4],
          rates[2] / rates[1]);
    }
    System.out.println("(" + sink + ")");
  }

  private double[] measure(int m, int n, int k) {
    SplittableRandom random = new SplittableRandom(1);
    double[] a = random.doubles((long) m * k, -1, 1).toArray();
    double[] b = random.doubles((long) k * n, -1, 1).toArray();
    double[] c = new double[m * n];
    // ojAlgo stores by columns: the same numbers are B' A' there, as much work.
    R064Store left = R064Store.FACTORY.make(n, k);
    R064Store right = R064Store.FACTORY.make(k, m);
    Arrays.setAll(left.data, i -> b[i]);
    Arrays.setAll(right.data, i -> a[i]);
    R064Store product = R064Store.FACTORY.make(n, m);
    double[] times = {
      best(() -> loops(m, n, k, a, b, c)),
      best(() -> product.fillByMultiplying(left, right)),
      best(() -> MatrixProducts.addProduct(m, n, k, a, 0, b, 0, c, 0)),
      best(() -> MatrixProducts.addProductTransposed(m, n, k, a, 0, b, 0, c, 0)),
      best(() -> MatrixProducts.addTransposedProduct(m, n, k, a, 0, b, 0, c, 0))
    };
    sink += c[0] + product.get(0, 0);
    return Arrays.stream(times).map(time -> 2.0 * m * n * k / time).toArray();
  }

  private static void loops(int m, int n, int k, double[] a, double[] b, double[] c) {
    for (int i = 0; i < m; i++) {
      for (int p = 0; p < k; p++) {
        double factor = a[i * k + p];
        for (int j = 0; j < n; j++) {
          c[i * n + j] += factor * b[p * n + j];
        }
      }
    }
  }

  private static double best(Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    long end = System.nanoTime() + NANOSECONDS;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (double) (System.nanoTime() - start));
    }
    return best;
  }
}
