package dev.dupin.curvature.jacobian;

import dev.dupin.core.objective.OutputLoss;
import java.util.Arrays;

/**
 * The mean over examples of S S', from the roots S that the loss offers. The roots are asked for
 * anew in every product, since all of them take examples * outputs^2 doubles; a product costs as
 * many multiplications anyway.
 */
public record RootMetric(OutputLoss loss) implements OutputMetric {

  @Override
  public void apply(double[] u, double[] result) {
    Arrays.fill(result, 0);
    int width = loss.outputs();
    double weight = 1.0 / loss.examples();
    for (int column = 0; column < width; column++) {
      OuterProducts.addSquares(weight, loss.outputRoots(column), width, u, result);
    }
  }
}
