package dev.dupin.curvature.jacobian;

import dev.dupin.core.objective.OutputLoss;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The mean, over examples and draws, of g g', where g is the gradient of an example's loss in its
 * outputs under a label drawn from the model. Drawn on first use, then kept: one vector over
 * outputs a draw.
 */
public final class SampledMetric implements OutputMetric {

  private final OutputLoss loss;
  private final RandomGenerator random;
  private final double[][] samples;
  private boolean drawn;

  /**
   * Draws nothing yet.
   *
   * @param draws labels of each example
   */
  public SampledMetric(OutputLoss loss, int draws, RandomGenerator random) {
    this.loss = loss;
    this.random = random;
    samples = new double[draws][];
  }

  @Override
  public void apply(double[] u, double[] result) {
    draw();
    Arrays.fill(result, 0);
    int width = loss.outputs();
    double weight = 1.0 / ((double) loss.examples() * samples.length);
    for (double[] sample : samples) {
      OuterProducts.addSquares(weight, sample, width, u, result);
    }
  }

  private void draw() {
    if (!drawn) {
      for (int draw = 0; draw < samples.length; draw++) {
        samples[draw] = loss.outputSamples(random);
      }
      drawn = true;
    }
  }
}
