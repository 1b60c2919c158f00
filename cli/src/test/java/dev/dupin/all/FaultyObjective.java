package dev.dupin.all;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A function given by its value, gradient and dense Hessian, any of which may lie. A lie is told
 * the number of the call, counted from 1 over all points of this object, so a run with it needs an
 * object of its own.
 */
final class FaultyObjective implements Objective {

  /** What is answered instead of the truth. */
  interface Lie<T> {
    T of(double[] x, int call, T truth);
  }

  private final double[] start;
  private final ToDoubleFunction<double[]> value;
  private final UnaryOperator<double[]> gradient;
  private final UnaryOperator<double[]> hessian;
  private final Lie<Double> valueLie;
  private final Lie<double[]> gradientLie;
  private final Lie<double[]> hessianLie;
  private final AtomicInteger values = new AtomicInteger();
  private final AtomicInteger gradients = new AtomicInteger();
  private final AtomicInteger hessians = new AtomicInteger();

  private FaultyObjective(
      double[] start,
      ToDoubleFunction<double[]> value,
      UnaryOperator<double[]> gradient,
      UnaryOperator<double[]> hessian,
      Lie<Double> valueLie,
      Lie<double[]> gradientLie,
      Lie<double[]> hessianLie) {
    this.start = start;
    this.value = value;
    this.gradient = gradient;
    this.hessian = hessian;
    this.valueLie = valueLie;
    this.gradientLie = gradientLie;
    this.hessianLie = hessianLie;
  }

  /**
   * Returns an honest function.
   *
   * @param hessian row-major
   */
  static FaultyObjective of(
      double[] start,
      ToDoubleFunction<double[]> value,
      UnaryOperator<double[]> gradient,
      UnaryOperator<double[]> hessian) {
    return new FaultyObjective(
        start,
        value,
        gradient,
        hessian,
        (x, call, truth) -> truth,
        (x, call, truth) -> truth,
        (x, call, truth) -> truth);
  }

  /** Returns Rosenbrock's function from (-1.2, 1), f = 24.2 there. */
  static FaultyObjective rosenbrock() {
    return of(
        new double[] {-1.2, 1},
        x -> {
          double bend = x[1] - x[0] * x[0];
          return 100 * bend * bend + (1 - x[0]) * (1 - x[0]);
        },
        x -> {
          double bend = x[1] - x[0] * x[0];
          return new double[] {-400 * x[0] * bend - 2 * (1 - x[0]), 200 * bend};
        },
        x -> new double[] {1200 * x[0] * x[0] - 400 * x[1] + 2, -400 * x[0], -400 * x[0], 200});
  }

  FaultyObjective value(Lie<Double> lie) {
    return new FaultyObjective(start, value, gradient, hessian, lie, gradientLie, hessianLie);
  }

  FaultyObjective gradient(Lie<double[]> lie) {
    return new FaultyObjective(start, value, gradient, hessian, valueLie, lie, hessianLie);
  }

  FaultyObjective hessian(Lie<double[]> lie) {
    return new FaultyObjective(start, value, gradient, hessian, valueLie, gradientLie, lie);
  }

  FaultyObjective startingAt(double... other) {
    return new FaultyObjective(other, value, gradient, hessian, valueLie, gradientLie, hessianLie);
  }

  /** Returns factor f(x / unit), all derivatives to match. */
  FaultyObjective scaled(double factor, double unit) {
    UnaryOperator<double[]> inner =
        x -> {
          double[] y = new double[x.length];
          for (int i = 0; i < y.length; i++) {
            y[i] = x[i] / unit;
          }
          return y;
        };
    double[] from = start.clone();
    for (int i = 0; i < from.length; i++) {
      from[i] *= unit;
    }
    return of(
        from,
        x -> factor * value.applyAsDouble(inner.apply(x)),
        x -> times(factor / unit, gradient.apply(inner.apply(x))),
        x -> times(factor / unit / unit, hessian.apply(inner.apply(x))));
  }

  static double[] times(double factor, double[] v) {
    double[] product = v.clone();
    for (int i = 0; i < product.length; i++) {
      product[i] *= factor;
    }
    return product;
  }

  @Override
  public int dimension() {
    return start.length;
  }

  @Override
  public double[] start(RandomGenerator random) {
    return start.clone();
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(HessianMatrix.class, HessianProducts.class);
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(this, x);
  }

  /** Each answer is given once, as the contract of an evaluation wants it. */
  private static final class At implements Evaluation {
    private final FaultyObjective of;
    private final double[] x;
    private double value;
    private boolean valueKnown;
    private double @Nullable [] gradient;
    private @Nullable DenseSymmetric matrix;

    At(FaultyObjective of, double[] x) {
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
      if (!valueKnown) {
        value = of.valueLie.of(x, of.values.incrementAndGet(), of.value.applyAsDouble(x));
        valueKnown = true;
      }
      return value;
    }

    @Override
    public double[] gradient() {
      double[] known = gradient;
      if (known == null) {
        known = of.gradientLie.of(x, of.gradients.incrementAndGet(), of.gradient.apply(x));
        gradient = known;
      }
      return known;
    }

    private DenseSymmetric matrix() {
      DenseSymmetric known = matrix;
      if (known == null) {
        known =
            new DenseSymmetric(
                x.length, of.hessianLie.of(x, of.hessians.incrementAndGet(), of.hessian.apply(x)));
        matrix = known;
      }
      return known;
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
