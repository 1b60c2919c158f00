package dev.dupin.objectives.fit;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Residuals, Jacobian and second derivatives of one point, each computed on first use. The gradient
 * is J'r, a Hessian product J'Jv + sum of r_i H_i v, where H_i is the Hessian of r_i.
 */
final class SumOfRowsEvaluation implements Evaluation, Residuals, ResidualCurvature {

  private final SumOfRows sum;
  private final double[] point;
  private final int n;
  private final List<Evaluation> rows;
  private double @Nullable [] residuals;
  private double @Nullable [] jacobian;
  private double @Nullable [] gradient;
  private @Nullable DenseSymmetric hessian;

  SumOfRowsEvaluation(SumOfRows sum, double[] point) {
    this.sum = sum;
    this.point = point;
    this.n = point.length;
    this.rows = sum.rows(point);
  }

  @Override
  public Objective objective() {
    return sum;
  }

  @Override
  public double[] point() {
    return point;
  }

  @Override
  public double value() {
    return Vectors.dot(values(), values()) / 2;
  }

  @Override
  public double[] gradient() {
    if (gradient == null) {
      double[] filled = new double[n];
      transposed(values(), filled);
      gradient = filled;
    }
    return gradient;
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (kind == Residuals.class || kind == ResidualCurvature.class) {
      return Optional.of(kind.cast(this));
    }
    if (kind == HessianProducts.class) {
      return Optional.of(kind.cast((HessianProducts) this::hessianProduct));
    }
    if (kind == HessianMatrix.class) {
      return Optional.of(kind.cast((HessianMatrix) this::hessian));
    }
    return Optional.empty();
  }

  @Override
  public double scale() {
    return 0.5;
  }

  @Override
  public double[] values() {
    if (residuals == null) {
      residuals = rows.stream().mapToDouble(Evaluation::value).toArray();
    }
    return residuals;
  }

  @Override
  public double[] jacobianMatrix() {
    if (jacobian == null) {
      double[] matrix = new double[Math.multiplyExact(rows.size(), n)];
      for (int i = 0; i < rows.size(); i++) {
        System.arraycopy(rows.get(i).gradient(), 0, matrix, i * n, n);
      }
      jacobian = matrix;
    }
    return jacobian;
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    double[] matrix = jacobianMatrix();
    for (int i = 0; i < result.length; i++) {
      double dot = 0;
      for (int j = 0; j < n; j++) {
        dot += matrix[i * n + j] * v[j];
      }
      result[i] = dot;
    }
  }

  @Override
  public void transposed(double[] u, double[] result) {
    double[] matrix = jacobianMatrix();
    Arrays.fill(result, 0);
    for (int i = 0; i < u.length; i++) {
      for (int j = 0; j < n; j++) {
        result[j] += matrix[i * n + j] * u[i];
      }
    }
  }

  @Override
  public void secondDerivative(double[] v, double[] result) {
    for (int i = 0; i < rows.size(); i++) {
      result[i] = Vectors.dot(v, rowProduct(i, v));
    }
  }

  /** Returns H_i v and, behind it, the derivatives by the numbers of the row. */
  private double[] rowProduct(int row, double[] v) {
    Evaluation at = rows.get(row);
    double[] direction = Arrays.copyOf(v, at.point().length);
    double[] product = new double[direction.length];
    at.structure(HessianProducts.class).orElseThrow().apply(direction, product);
    return product;
  }

  private void hessianProduct(double[] v, double[] result) {
    double[] alongJacobian = new double[rows.size()];
    jacobian(v, alongJacobian);
    transposed(alongJacobian, result);
    for (int i = 0; i < rows.size(); i++) {
      Vectors.addScaled(result, values()[i], rowProduct(i, v));
    }
  }

  private DenseSymmetric hessian() {
    if (hessian == null) {
      double[] matrix = new double[n * n];
      double[] column = new double[n];
      for (int j = 0; j < n; j++) {
        double[] unit = new double[n];
        unit[j] = 1;
        hessianProduct(unit, column);
        for (int i = 0; i <= j; i++) {
          matrix[i * n + j] = column[i];
          matrix[j * n + i] = column[i];
        }
      }
      hessian = new DenseSymmetric(n, matrix);
    }
    return hessian;
  }
}
