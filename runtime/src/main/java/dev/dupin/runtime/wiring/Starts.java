package dev.dupin.runtime.wiring;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.SplittableRandom;

/** The starts a spec can name. */
public final class Starts {

  private Starts() {}

  /** Where the objective says. */
  public static final class ByObjective implements Start {
    @Override
    public Optional<double[]> point(int dimension, long seed) {
      return Optional.empty();
    }
  }

  /** The origin. */
  public static final class Zeros implements Start {
    @Override
    public Optional<double[]> point(int dimension, long seed) {
      return Optional.of(new double[dimension]);
    }
  }

  /** A point that is written in the spec. */
  public static final class Point implements Start {

    /**
     * @param coordinates one for each variable
     */
    public record Config(@Range("(-inf, inf)") double[] coordinates) {}

    private final Point.Config config;

    @Inject
    public Point(Point.Config config) {
      this.config = config;
    }

    @Override
    public Optional<double[]> point(int dimension, long seed) {
      int length = config.coordinates().length;
      if (length != dimension) {
        String variables = ", but the objective has " + dimension + " variables";
        throw new IllegalArgumentException("the start has " + length + " coordinates" + variables);
      }
      return Optional.of(config.coordinates().clone());
    }
  }

  /** Independent normal coordinates with mean 0, a function of the seed. */
  public static final class Normal implements Start {

    /**
     * @param scale the standard deviation of each coordinate
     */
    public record Config(@Default("1") @Range("(0, inf)") double scale) {}

    private final Normal.Config config;

    @Inject
    public Normal(Normal.Config config) {
      this.config = config;
    }

    @Override
    public Optional<double[]> point(int dimension, long seed) {
      // The streams of the run start from mixed states of the seed, so this one is none of theirs.
      SplittableRandom random = new SplittableRandom(seed);
      double[] point = new double[dimension];
      for (int i = 0; i < dimension; i++) {
        point[i] = config.scale() * random.nextGaussian();
      }
      return Optional.of(point);
    }
  }
}
