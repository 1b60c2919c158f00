package dev.dupin.all;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.curvature.verdict.LargeSpectrum;
import dev.dupin.curvature.verdict.SpectrumBounds;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Bounds the spectrum of Hessians of a million variables, each in a process whose heap holds 40
 * vectors (and 64 MB for everything else), the point and the objective included; no test, run by
 * hand.
 */
public final class LargeSpectrumBenchmark {

  private static final int N = 1_000_000;

  private static final int VECTORS = 40;

  private static final double NANOSECONDS = 1e9;

  private LargeSpectrumBenchmark() {}

  /** Without arguments, starts all processes; with one, measures that problem. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length > 0) {
      measure(arguments[0]);
      return;
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    String heap = "-Xmx" + (VECTORS * 8L * N / 1_000_000 + 64) + "m";
    String name = LargeSpectrumBenchmark.class.getName();
    for (String problem : List.of("diagonal", "valleys", "chain", "turned")) {
      new ProcessBuilder(java, heap, "-XX:+UseSerialGC", "-cp", path, name, problem)
          .inheritIO()
          .start()
          .waitFor();
    }
  }

  private static void measure(String problem) {
    Evaluation here = at(problem);
    here.gradient();
    long start = System.nanoTime();
    SpectrumBounds found = LargeSpectrum.of(here, TestContext.ROOT, 200);
    double seconds = (System.nanoTime() - start) / NANOSECONDS;
    System.out.printf(
        "%s: %.1f s, %.0f products, %d negative, %d positive%n  %s%n",
        problem,
        seconds,
        found.products(),
        found.negatives(),
        found.positives(),
        found.certificate());
  }

  private static Evaluation at(String problem) {
    return switch (problem) {
      case "diagonal" -> quadratic(Quadratic.Rotation.NONE);
      case "turned" -> quadratic(Quadratic.Rotation.RANDOM);
      case "valleys" -> new Rosenbrock(new Rosenbrock.Config(N, false)).at(Vectors.filled(N, 1));
      default -> new Rosenbrock(new Rosenbrock.Config(N)).at(Vectors.filled(N, 1));
    };
  }

  private static Evaluation quadratic(Quadratic.Rotation rotation) {
    double[] eigenvalues = new SplittableRandom(1).doubles(N, 0.1, 5).toArray();
    eigenvalues[0] = -0.01;
    Optional<double[]> spectrum = Optional.of(eigenvalues);
    return new Quadratic(
            new Quadratic.Config(Optional.empty(), spectrum, rotation, 0, Optional.empty()))
        .at(new double[N]);
  }
}
