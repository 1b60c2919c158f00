package dev.dupin.runtime.parts;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** A finite sum that reads data: the mean of (number x)^2 / 2, plus a penalty. */
public final class MeanOfSquares extends Quadratic {

  /**
   * @param data the numbers
   * @param l2 the penalty
   */
  public record Config(DataSource data, @Default("0") @Range("[0, inf)") double l2) {}

  private final double scale;
  private final int terms;

  @Inject
  public MeanOfSquares(Config config) {
    double[] values = ((DenseFeatures) config.data().load().features()).values();
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    terms = values.length;
    scale = sum / terms + config.l2();
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  double scale() {
    return scale;
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(HessianProducts.class, Residuals.class);
  }

  @Override
  public Optional<FiniteSum> sum() {
    Objective whole = this;
    return Optional.of(
        new FiniteSum() {
          @Override
          public int terms() {
            return terms;
          }

          @Override
          public Objective batch(int[] some) {
            return whole;
          }
        });
  }
}
