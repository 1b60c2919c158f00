package dev.dupin.core.autodiff;

import dev.dupin.core.objective.Enclosure;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Measures what bounds cost beside the numbers that they bound; no test, run by hand: the median of
 * some runs after a warm-up, in one thread. The chained Rosenbrock function has a sparse Hessian,
 * whose zeros are passed over; the dense one ties every variable to every other.
 */
public final class IntervalBenchmark {

  private static final int N = 1000;
  private static final int WARM_UP = 5;
  private static final int RUNS = 7;

  /** Receives a part of every result, so that no work is optimised away. */
  private double sink;

  private IntervalBenchmark() {}

  /** Prints a line for each derivative of each function. */
  public static void main(String[] arguments) {
    IntervalBenchmark benchmark = new IntervalBenchmark();
    benchmark.measure("chained rosenbrock", Functions::rosenbrock);
    benchmark.measure("mixture", Functions::mixture);
    benchmark.measure("dense", IntervalBenchmark::dense);
    System.out.println("(" + benchmark.sink + ")");
  }

  /** Ten operations a variable, all of which the square of the sum makes dense. */
  private static Real dense(Real[] x) {
    Real sum = Real.constant(0);
    for (Real variable : x) {
      Real wave = variable.sin().multiply(variable).add(variable.square());
      sum = sum.add(wave.multiply(0.5).exp().add(wave.square()).multiply(3));
    }
    return sum.multiply(0.001).square();
  }

  private void measure(String name, DifferentiableFunction function) {
    double[] x = new Random(1).doubles(N, -1, 1).toArray();
    Program program = Tape.record(y -> new Real[] {function.apply(y)}, x).program();
    double[] upper = Arrays.stream(x).map(lower -> lower + 1e-9).toArray();
    System.out.printf(Locale.ROOT, "%n%s, n = %d, %d operations%n", name, N, program.codes.length);
    double forward = time(() -> sink += program.values(x)[N]);
    double[] values = program.values(x);
    double reverse = time(() -> sink += program.adjoints(values, 1)[0]);
    double dense =
        time(
            () ->
                sink +=
                    new HessianSweeps(program, values, program.adjoints(values, 1), 0)
                        .dense()
                        .get(0, 0));
    print("value", time(() -> sink += box(program, x, upper).value().lower()), forward);
    print(
        "value and gradient",
        time(() -> sink += box(program, x, upper).gradient().lower()[0]),
        forward + reverse);
    print("all", time(() -> sink += box(program, x, upper).hessian().lower()[0]), dense);
  }

  private static Enclosure box(Program program, double[] lower, double[] upper) {
    return new ProgramEnclosure(program, new Outer.Itself(), lower, upper);
  }

  private static void print(String what, double intervals, double numbers) {
    System.out.printf(
        Locale.ROOT,
        "  %-20s %10.2f ms in intervals, %10.2f ms in numbers, ratio %.1f%n",
        what,
        intervals / 1e6,
        numbers / 1e6,
        intervals / numbers);
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
