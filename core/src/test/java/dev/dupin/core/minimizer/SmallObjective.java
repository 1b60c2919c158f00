package dev.dupin.core.minimizer;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A function given by lambdas: value, gradient, dense Hessian. */
record SmallObjective(
    double[] from,
    ToDoubleFunction<double[]> value,
    UnaryOperator<double[]> gradient,
    Function<double[], double[]> hessian)
    implements Objective {

  static final SmallObjective ROSENBROCK =
      new SmallObjective(
          new double[] {-1.2, 1},
          x -> {
            double a = x[1] - x[0] * x[0];
            return 100 * a * a + (1 - x[0]) * (1 - x[0]);
          },
          x -> {
            double a = x[1] - x[0] * x[0];
            return new double[] {-400 * x[0] * a - 2 * (1 - x[0]), 200 * a};
          },
          x -> new double[] {1200 * x[0] * x[0] - 400 * x[1] + 2, -400 * x[0], -400 * x[0], 200});

  /** f = sum of d_i x_i^2 / 2 from a start. */
  static SmallObjective quadratic(double[] diagonal, double... from) {
    int n = diagonal.length;
    return new SmallObjective(
        from,
        x -> {
          double f = 0;
          for (int i = 0; i < n; i++) {
            f += 0.5 * diagonal[i] * x[i] * x[i];
          }
          return f;
        },
        x -> {
          double[] g = new double[n];
          for (int i = 0; i < n; i++) {
            g[i] = diagonal[i] * x[i];
          }
          return g;
        },
        x -> {
          double[] h = new double[n * n];
          for (int i = 0; i < n; i++) {
            h[i * n + i] = diagonal[i];
          }
          return h;
        });
  }

  SmallObjective withValue(ToDoubleFunction<double[]> other) {
    return new SmallObjective(from, other, gradient, hessian);
  }

  SmallObjective withGradient(UnaryOperator<double[]> other) {
    return new SmallObjective(from, value, other, hessian);
  }

  SmallObjective startingAt(double... other) {
    return new SmallObjective(other, value, gradient, hessian);
  }

  @Override
  public int dimension() {
    return from.length;
  }

  @Override
  public double[] start(RandomGenerator random) {
    return from.clone();
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(HessianMatrix.class, HessianProducts.class);
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(this, x);
  }

  private static final class At implements Evaluation {
    private final SmallObjective of;
    private final double[] x;
    private double @Nullable [] gradient;
    private @Nullable DenseSymmetric matrix;

    At(SmallObjective of, double[] x) {
      this.of = of;
      this.x = x;
    }

    @Override
    public Objective objective() {
      return of;
    }

    @Override
    public double[] point() {
      return x;
    }

    @Override
    public double value() {
      return of.value.applyAsDouble(x);
    }

    @Override
    public double[] gradient() {
      if (gradient == null) {
        gradient = of.gradient.apply(x);
      }
      return gradient;
    }

    private DenseSymmetric matrix() {
      if (matrix == null) {
        matrix = new DenseSymmetric(x.length, of.hessian.apply(x));
      }
      return matrix;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (kind == HessianMatrix.class) {
        return Optional.of(kind.cast((HessianMatrix) this::matrix));
      }
      if (kind == HessianProducts.class) {
        return Optional.of(kind.cast((HessianProducts) (v, result) -> matrix().apply(v, result)));
      }
      return Optional.empty();
    }
  }
}
