package dev.dupin.curvature;

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

/**
 * A test objective by its value, gradient and Hessian, offering the kinds of structure that a test
 * wants.
 */
public record SmoothFunction(
    int dimension,
    ToDoubleFunction<double[]> value,
    Function<double[], double[]> gradient,
    Function<double[], double[]> hessian,
    Set<Class<? extends Structure>> structures)
    implements Objective {

  public static final Set<Class<? extends Structure>> ALL =
      Set.of(HessianMatrix.class, HessianProducts.class);

  /** Returns the same function, which offers these kinds alone. */
  public SmoothFunction offering(Set<Class<? extends Structure>> kinds) {
    return new SmoothFunction(dimension, value, gradient, hessian, kinds);
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(x);
  }

  private final class At implements Evaluation {
    private final double[] point;
    private double[] paidGradient = {};
    private DenseSymmetric paidHessian = new DenseSymmetric(0, new double[0]);

    At(double[] point) {
      this.point = point;
    }

    @Override
    public Objective objective() {
      return SmoothFunction.this;
    }

    @Override
    public double[] point() {
      return point;
    }

    @Override
    public double value() {
      return value.applyAsDouble(point);
    }

    @Override
    public double[] gradient() {
      if (paidGradient.length == 0) {
        paidGradient = gradient.apply(point);
      }
      return paidGradient;
    }

    private DenseSymmetric matrix() {
      if (paidHessian.n() == 0) {
        paidHessian = new DenseSymmetric(dimension, hessian.apply(point));
      }
      return paidHessian;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (!structures.contains(kind)) {
        return Optional.empty();
      }
      Structure structure =
          kind == HessianMatrix.class
              ? (HessianMatrix) this::matrix
              : (HessianProducts) (v, result) -> matrix().apply(v, result);
      return Optional.of(kind.cast(structure));
    }
  }
}
