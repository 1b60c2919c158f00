package dev.dupin.optimizers.momentum;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Momentum;
import jakarta.inject.Inject;

/**
 * Divides the curvature into a running average of the gradients instead of the last one: m' = beta
 * m + (1 - beta) g. With {@code biasCorrected} m' is divided by 1 - beta^t after t gradients, since
 * it starts at zero: with the curvature {@code adam} this is Adam (Kingma and Ba 2015, "Adam: a
 * method for stochastic optimization", algorithm 1). Looking ahead, g counts once more: beta m' +
 * (1 - beta) g, of which m' is corrected by 1 - beta^(t+1) and g by 1 - beta^t (Dozat 2016,
 * "Incorporating Nesterov momentum into Adam").
 *
 * <p>Keeps n doubles.
 */
public final class AverageGradient implements Momentum {

  private final Config config;

  /**
   * The keys of {@code average}.
   *
   * @param beta the part of the average that is kept
   * @param biasCorrected whether the zero it starts from is made up for
   */
  public record Config(
      @Default("0.9") @Range("[0, 1)") double beta, @Default("true") boolean biasCorrected) {}

  @Inject
  public AverageGradient(Config config) {
    this.config = config;
  }

  /** Returns Adam's. */
  public static AverageGradient withDefaults() {
    return new AverageGradient(new Config(0.9, true));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Memory start(boolean lookAhead) {
    return new Average(config, lookAhead);
  }

  private static final class Average implements Memory {

    private final Config config;
    private final boolean lookAhead;
    private double[] average = new double[0]; // empty: zero
    private double[] next = average;
    private long count;

    Average(Config config, boolean lookAhead) {
      this.config = config;
      this.lookAhead = lookAhead;
    }

    @Override
    public double[] gradient(double[] gradient) {
      double beta = config.beta();
      double[] moved = new double[gradient.length];
      for (int i = 0; i < moved.length; i++) {
        double kept = average.length == 0 ? 0 : beta * average[i];
        moved[i] = kept + (1 - beta) * gradient[i];
      }
      next = moved;
      return lookAhead ? ahead(moved, gradient) : corrected(moved);
    }

    private double[] corrected(double[] moved) {
      double correction = correction(count + 1);
      double[] result = new double[moved.length];
      for (int i = 0; i < result.length; i++) {
        result[i] = moved[i] / correction;
      }
      return result;
    }

    private double[] ahead(double[] moved, double[] gradient) {
      double beta = config.beta();
      double[] result = new double[moved.length];
      for (int i = 0; i < result.length; i++) {
        result[i] =
            beta * moved[i] / correction(count + 2)
                + (1 - beta) * gradient[i] / correction(count + 1);
      }
      return result;
    }

    private double correction(long gradients) {
      return config.biasCorrected() ? 1 - Math.pow(config.beta(), (double) gradients) : 1;
    }

    @Override
    public void taken() {
      average = next;
      count++;
    }

    @Override
    public void exchange(State state) {
      average = state.exchange("average", average);
      next = average;
      count = state.exchange("count", count);
    }
  }
}
