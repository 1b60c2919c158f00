package dev.dupin.objectives.regression;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;

/**
 * How fast a Hessian product of a dense logistic regression with 200 000 examples of 100 features
 * reads memory, against a plain sum over the same array, both by one thread in the same run. Run it
 * with {@code -Xmx2g} or more.
 */
public final class RegressionBenchmark {

  private static final int ROWS = 200_000;
  private static final int COLUMNS = 100;
  private static final int ROUNDS = 15;

  private RegressionBenchmark() {}

  /** Prints the best of some rounds of each. */
  public static void main(String[] arguments) throws Exception {
    ForkJoinPool one = new ForkJoinPool(1);
    try {
      one.submit(RegressionBenchmark::measure).get();
    } finally {
      one.shutdown();
    }
  }

  private static void measure() {
    DenseFeatures features = Examples.dense(1, ROWS, COLUMNS, 1);
    double[] x = features.values();
    Regression regression = Examples.logistic(features, Examples.labels(1, features), 1e-3, true);
    Evaluation here = regression.at(Examples.vector(2, COLUMNS + 1, 0.1));
    HessianProducts products = here.structure(HessianProducts.class).orElseThrow();
    double[] v = Examples.vector(3, COLUMNS + 1, 1);
    double[] result = new double[COLUMNS + 1];
    double[] seconds = new double[4];
    Arrays.fill(seconds, Double.POSITIVE_INFINITY);
    double kept = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long t0 = System.nanoTime();
      kept += sum(x);
      long t1 = System.nanoTime();
      kept += sumOfEight(x);
      long t2 = System.nanoTime();
      products.apply(v, result);
      long t3 = System.nanoTime();
      kept += regression.at(v).gradient()[0];
      long t4 = System.nanoTime();
      double[] times = {t1 - t0, t2 - t1, t3 - t2, t4 - t3};
      for (int k = 0; k < times.length; k++) {
        seconds[k] = Math.min(seconds[k], times[k] * 1e-9);
      }
    }
    String[] names = {"plain sum", "sum of eight sums", "Hessian product", "value and gradient"};
    double gigabytes = 8e-9 * x.length;
    for (int k = 0; k < names.length; k++) {
      System.out.printf(
          Locale.ROOT,
          "%-20s %7.2f ms  %6.2f GB/s  %.2f of the plain sum, %.2f of the eight%n",
          names[k],
          1e3 * seconds[k],
          gigabytes / seconds[k],
          seconds[0] / seconds[k],
          seconds[1] / seconds[k]);
    }
    System.out.println("(" + kept + ")");
  }

  private static double sum(double[] x) {
    double sum = 0;
    for (double entry : x) {
      sum += entry;
    }
    return sum;
  }

  /** Eight running sums, which do not wait for one another: as fast as memory allows. */
  private static double sumOfEight(double[] x) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    double s4 = 0;
    double s5 = 0;
    double s6 = 0;
    double s7 = 0;
    for (int i = 0; i < x.length - 7; i += 8) {
      s0 += x[i];
      s1 += x[i + 1];
      s2 += x[i + 2];
      s3 += x[i + 3];
      s4 += x[i + 4];
      s5 += x[i + 5];
      s6 += x[i + 6];
      s7 += x[i + 7];
    }
    return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
  }
}
