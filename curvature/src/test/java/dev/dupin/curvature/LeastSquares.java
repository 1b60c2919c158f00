package dev.dupin.curvature;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** f = scale * |r|^2 with a dense Jacobian, all by automatic differentiation. */
final class LeastSquares implements Objective {

  private final int n;
  private final double scale;
  private final AutodiffObjective whole;
  private final List<AutodiffObjective> parts = new ArrayList<>();

  LeastSquares(int n, int m, double scale, DifferentiableMap residuals) {
    this.n = n;
    this.scale = scale;
    whole =
        new AutodiffObjective(
            n,
            x -> {
              Real sum = Real.constant(0);
              for (Real residual : residuals.apply(x)) {
                sum = sum.add(residual.square());
              }
              return sum.multiply(scale);
            });
    for (int i = 0; i < m; i++) {
      int row = i;
      parts.add(new AutodiffObjective(n, x -> residuals.apply(x)[row]));
    }
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(Residuals.class, HessianProducts.class, HessianMatrix.class);
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(x, whole.at(x));
  }

  private final class At implements Evaluation {

    private final double[] point;
    private final Evaluation derivatives;

    At(double[] point, Evaluation derivatives) {
      this.point = point;
      this.derivatives = derivatives;
    }

    @Override
    public Objective objective() {
      return LeastSquares.this;
    }

    @Override
    public double[] point() {
      return point;
    }

    @Override
    public double value() {
      return derivatives.value();
    }

    @Override
    public double[] gradient() {
      return derivatives.gradient();
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      return kind == Residuals.class
          ? Optional.of(kind.cast(new Rows(point)))
          : derivatives.structure(kind);
    }
  }

  private final class Rows implements Residuals {

    private final double[] values = new double[parts.size()];
    private final double[] jacobian = new double[parts.size() * n];

    Rows(double[] point) {
      for (int i = 0; i < values.length; i++) {
        Evaluation part = parts.get(i).at(point);
        values[i] = part.value();
        System.arraycopy(part.gradient(), 0, jacobian, i * n, n);
      }
    }

    @Override
    public double scale() {
      return scale;
    }

    @Override
    public double[] values() {
      return values;
    }

    @Override
    public void jacobian(double[] v, double[] result) {
      for (int i = 0; i < values.length; i++) {
        result[i] = Vectors.dot(v, Arrays.copyOfRange(jacobian, i * n, (i + 1) * n));
      }
    }

    @Override
    public void transposed(double[] u, double[] result) {
      for (int j = 0; j < n; j++) {
        result[j] = 0;
        for (int i = 0; i < values.length; i++) {
          result[j] += jacobian[i * n + j] * u[i];
        }
      }
    }

    @Override
    public double[] jacobianMatrix() {
      return jacobian;
    }
  }
}
