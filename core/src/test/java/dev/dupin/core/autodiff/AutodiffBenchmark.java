package dev.dupin.core.autodiff;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Measures what derivatives cost, in ns an operation and against one another; no test, run by hand:
 * the median of many runs after a warm-up, in one thread. The target is a Hessian product of at
 * most 1.5 times (record + reverse) and 8 ns an operation on Rosenbrock, n = 10 000.
 */
public final class AutodiffBenchmark {

  private static final int WARM_UP = 300;
  private static final int RUNS = 301;

  /** Receives a part of every result, so that no work is optimised away. */
  private double sink;

  private AutodiffBenchmark() {}

  /** Prints a table for each function. */
  public static void main(String[] arguments) {
    AutodiffBenchmark benchmark = new AutodiffBenchmark();
    benchmark.measure("rosenbrock", Functions::rosenbrock, 10_000);
    benchmark.measure("rosenbrock", Functions::rosenbrock, 100);
    benchmark.measure("mixture", Functions::mixture, 1_000);
    benchmark.measureDense(200);
    System.out.println("(" + benchmark.sink + ")");
  }

  private void measure(String name, DifferentiableFunction function, int n) {
    Random random = new Random(1);
    double[] x = random.doubles(n, -1, 1).toArray();
    double[] v = random.doubles(n, -1, 1).toArray();
    double[] product = new double[n];
    DifferentiableMap map = y -> new Real[] {function.apply(y)};
    Program program = Tape.record(map, x).program();
    double[] values = program.values(x);
    HessianSweeps sweeps = new HessianSweeps(program, values, program.adjoints(values, 1), 0);
    int operations = program.codes.length;
    System.out.printf(Locale.ROOT, "%n%s, n = %d, %d operations%n", name, n, operations);
    double record = time(() -> sink += Tape.record(map, x).values()[n]);
    double forward = time(() -> sink += program.values(x)[n]);
    double reverse = time(() -> sink += program.adjoints(values, 1)[0]);
    double prepare =
        time(() -> sink += System.identityHashCode(new HessianSweeps(program, values, values, 0)));
    double apply =
        time(
            () -> {
              sweeps.apply(v, product);
              sink += product[0];
            });
    print("record", record, operations);
    print("forward", forward, operations);
    print("reverse", reverse, operations);
    print("prepare products", prepare, operations);
    print("product", apply, operations);
    System.out.printf(
        Locale.ROOT,
        "product / (record + reverse) = %.2f, product / (forward + reverse) = %.2f%n",
        apply / (record + reverse),
        apply / (forward + reverse));
  }

  private void measureDense(int n) {
    double[] x = new Random(1).doubles(n, -1, 1).toArray();
    Program program = Tape.record(y -> new Real[] {Functions.rosenbrock(y)}, x).program();
    double[] values = program.values(x);
    HessianSweeps sweeps = new HessianSweeps(program, values, program.adjoints(values, 1), 0);
    double dense = time(() -> sink += sweeps.dense().get(0, 0));
    System.out.printf(Locale.ROOT, "%ndense Hessian of rosenbrock, n = %d%n", n);
    print("dense / n", dense / n, program.codes.length);
  }

  private static void print(String what, double nanoseconds, int operations) {
    System.out.printf(
        Locale.ROOT,
        "  %-18s %10.1f us %7.2f ns an operation%n",
        what,
        nanoseconds / 1e3,
        nanoseconds / operations);
  }

  private static double time(Runnable work) {
    for (int i = 0; i < WARM_UP; i++) {
      work.run();
    }
    double[] times = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      long start = System.nanoTime();
      work.run();
      times[i] = System.nanoTime() - start;
    }
    Arrays.sort(times);
    return times[RUNS / 2];
  }
}
