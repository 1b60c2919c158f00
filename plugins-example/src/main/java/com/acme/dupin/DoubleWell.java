package com.acme.dupin;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Two wells and the pass between them: f(x, y) = (x^2 - width^2)^2 / 4 + tilt x + y^2 / 2. Without
 * tilt the minima lie at (+-width, 0), where f = 0, and the saddle at (0, 0), where f = width^4/4.
 */
public final class DoubleWell implements Objective {
  private final Config config;

  /**
   * The keys of a spec.
   *
   * @param width half the distance between the wells
   * @param tilt slope added along x: a positive one deepens the left well
   * @param start where a run starts, as [x, y]
   */
  public record Config(
      @Default("1.0") @Range("(0, inf)") double width,
      @Default("0.0") double tilt,
      @Default("[0.25, 1.0]") double[] start) {
    public Config {
      if (start.length != 2) {
        throw new IllegalArgumentException(
            "start has " + start.length + " numbers, but a double well has 2 variables: [x, y]");
      }
    }
  }

  @Inject
  public DoubleWell(Config config) {
    this.config = config;
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public double[] start(RandomGenerator random) {
    return config.start().clone();
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(HessianMatrix.class, HessianProducts.class);
  }

  @Override
  public Evaluation at(double[] point) {
    return new Here(point);
  }

  /**
   * The function at one point. With formulas this cheap everything is computed at once, so that
   * whoever asks twice gets the same array; a dearer objective computes what it is asked for, when
   * it is first asked.
   */
  private final class Here implements Evaluation {
    private final double[] point;
    private final double value;
    private final double[] gradient;
    private final DenseSymmetric hessian;

    Here(double[] point) {
      this.point = point;
      double x = point[0];
      double y = point[1];
      double outside = x * x - config.width() * config.width();
      value = outside * outside / 4 + config.tilt() * x + y * y / 2;
      gradient = new double[] {x * outside + config.tilt(), y};
      hessian = new DenseSymmetric(2, new double[] {2 * x * x + outside, 0, 0, 1});
    }

    @Override
    public Objective objective() {
      return DoubleWell.this;
    }

    @Override
    public double[] point() {
      return point;
    }

    @Override
    public double value() {
      return value;
    }

    @Override
    public double[] gradient() {
      return gradient;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (kind == HessianMatrix.class) {
        return Optional.of(kind.cast((HessianMatrix) () -> hessian));
      }
      if (kind == HessianProducts.class) {
        return Optional.of(kind.cast((HessianProducts) hessian::apply));
      }
      return Optional.empty();
    }
  }
}
