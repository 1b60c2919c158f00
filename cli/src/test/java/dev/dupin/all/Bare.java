package dev.dupin.all;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;

/**
 * An objective of which only value and gradient are shown, so that second derivatives are
 * differences; the gradient may be changed on its way.
 *
 * @param gradient from the point and the true gradient, which it must leave as it is
 */
record Bare(Objective whole, BiFunction<double[], double[], double[]> gradient)
    implements Objective {

  /** Hides the structures and changes nothing. */
  static Bare of(Objective whole) {
    return new Bare(whole, (x, truth) -> truth);
  }

  @Override
  public int dimension() {
    return whole.dimension();
  }

  @Override
  public double[] start(RandomGenerator random) {
    return whole.start(random);
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(this, whole.at(x));
  }

  /** At one point. */
  private static final class At implements Evaluation {
    private final Bare bare;
    private final Evaluation truth;
    private double[] gradient = {};

    At(Bare bare, Evaluation truth) {
      this.bare = bare;
      this.truth = truth;
    }

    @Override
    public Objective objective() {
      return bare;
    }

    @Override
    public double[] point() {
      return truth.point();
    }

    @Override
    public double value() {
      return truth.value();
    }

    @Override
    public double[] gradient() {
      if (gradient.length == 0) {
        gradient = bare.gradient.apply(truth.point(), truth.gradient());
      }
      return gradient;
    }
  }
}
