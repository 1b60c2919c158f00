package dev.dupin.all;

import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.run.TrialEvent;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.optimizers.TrustRegion;
import java.util.Arrays;
import java.util.Locale;

/**
 * What a trial costs beside the objective: Rosenbrock n = 2 from many starts, trust region with
 * Steihaug's method, every row of the trace copied. A benchmark with a main method, since a timed
 * test would fail on a busy machine. Prints the median of several rounds in nanoseconds a trial.
 */
public final class MinimizerOverhead {

  private static final int ROUNDS = 15;
  private static final int RUNS = 1_000;

  private MinimizerOverhead() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    for (boolean trace : new boolean[] {false, true}) {
      double[] nanos = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        nanos[round] = round(trace);
      }
      double[] settled = Arrays.copyOfRange(nanos, 5, ROUNDS);
      Arrays.sort(settled);
      System.out.printf(
          Locale.ROOT,
          "trace %s: %.0f ns a trial (lowest %.0f, highest %.0f of %d rounds)%n",
          trace ? "on" : "off",
          settled[settled.length / 2],
          settled[0],
          settled[settled.length - 1],
          settled.length);
    }
  }

  /**
   * A start that takes long: thousands of trials in one run, so that starting a run hardly counts.
   */
  private static double round(boolean trace) {
    long trials = 0;
    double[] rows = new double[1 << 16];
    int[] filled = {0};
    long before = System.nanoTime();
    for (int run = 0; run < RUNS; run++) {
      Minimizer minimizer =
          Minimizer.of(Rosenbrock.withDefaults())
              .hessian(new ExactHessian())
              .step(TrustRegion.withDefaults())
              .start(new double[] {-1.2 - 1e-5 * run, 1e3})
              .stop(Stop.gradientNorm(0), Stop.gradientCosine(0), Stop.maxTrials(3_000));
      if (trace) {
        minimizer.observe(event -> copy(event, rows, filled));
      }
      Result result = minimizer.run();
      trials += result.trials();
    }
    return (double) (System.nanoTime() - before) / trials;
  }

  private static void copy(TrialEvent event, double[] rows, int[] filled) {
    int width = event.columns().size();
    if (filled[0] + width > rows.length) {
      filled[0] = 0;
    }
    for (int i = 0; i < width; i++) {
      rows[filled[0]++] = event.number(i);
    }
  }
}
