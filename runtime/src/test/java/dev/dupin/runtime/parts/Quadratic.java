package dev.dupin.runtime.parts;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import java.util.Set;

/** scale |x|^2 / 2, with exact products. */
abstract class Quadratic implements Objective {

  abstract double scale();

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(HessianProducts.class);
  }

  @Override
  public double[] start(java.util.random.RandomGenerator random) {
    double[] start = new double[dimension()];
    java.util.Arrays.fill(start, 1);
    return start;
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(this, x);
  }

  private record At(Quadratic objective, double[] point) implements Evaluation {

    @Override
    public double value() {
      double sum = 0;
      for (double x : point) {
        sum += x * x;
      }
      return objective.scale() * sum / 2;
    }

    @Override
    public double[] gradient() {
      double[] gradient = new double[point.length];
      for (int i = 0; i < point.length; i++) {
        gradient[i] = objective.scale() * point[i];
      }
      return gradient;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      HessianProducts products =
          (v, result) -> {
            for (int i = 0; i < v.length; i++) {
              result[i] = objective.scale() * v[i];
            }
          };
      return kind == HessianProducts.class ? Optional.of(kind.cast(products)) : Optional.empty();
    }
  }
}
