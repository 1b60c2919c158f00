package dev.dupin.runtime.wiring;

import dev.dupin.core.plugin.Default;
import dev.dupin.runtime.results.EarlierResult;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A point of an earlier run: where it ended, or the lower point that its verdict found. */
public final class StartFromRun implements Start {

  /** Which point of the earlier run. */
  public enum Which {
    /** Where it ended. */
    END,
    /** The witness of its verdict: a point that is lower than its end. */
    WITNESS
  }

  /**
   * @param path the folder of the earlier run, relative to the spec
   * @param point {@code end}, where it ended, or {@code witness}, the lower point that the verdict
   *     found at a saddle, a maximum or a kink
   */
  public record Config(Path path, @Default("end") Which point) {}

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public StartFromRun(Config config) {
    this.config = config;
  }

  @Override
  public Optional<double[]> point(int dimension, long seed) {
    double[] point = read();
    if (point.length != dimension) {
      throw new IllegalArgumentException(
          "the point of the run in "
              + config.path()
              + " has "
              + point.length
              + " coordinates, but the objective has "
              + dimension
              + " variables");
    }
    return Optional.of(point);
  }

  private double[] read() {
    try {
      EarlierResult result = EarlierResult.read(config.path());
      return config.point() == Which.END ? result.end() : result.witness().orElseThrow(this::none);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private IllegalArgumentException none() {
    return new IllegalArgumentException(
        "the verdict of the run in " + config.path() + " has no lower point; use point: end");
  }
}
