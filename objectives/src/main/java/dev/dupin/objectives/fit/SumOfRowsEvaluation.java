package dev.dupin.objectives.fit;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.rounding.EnclosureErrors;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Residuals, Jacobian and second derivatives of one point, each computed on first use. The gradient
 * is J'r, a Hessian product J'Jv + sum of r_i H_i v, where H_i is the Hessian of r_i.
 */
final class SumOfRowsEvaluation implements Evaluation, Residuals {

  /** Below this many rows the threads cost more than they save. */
  private static final int PARALLEL_ROWS = 1000;

  private final SumOfRows sum;
  private final double[] point;
  private final int n;
  private final int m;
  private double @Nullable [] residuals;
  private double @Nullable [] jacobian;
  private double @Nullable [] gradient;
  private @Nullable DenseSymmetric hessian;

  SumOfRowsEvaluation(SumOfRows sum, double[] point) {
    this.sum = sum;
    this.point = point;
    this.n = point.length;
    this.m = sum.rows();
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
      jacobianMatrix(); // before the values, which come with it
      transposed(values(), filled);
      gradient = filled;
    }
    return gradient;
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (kind == Residuals.class) {
      return Optional.of(kind.cast(this));
    }
    if (kind == ResidualCurvature.class) {
      return Optional.of(kind.cast((ResidualCurvature) this::secondDerivative));
    }
    if (kind == DirectionalDerivatives.class) {
      return Optional.of(kind.cast(derivatives()));
    }
    if (kind == HessianProducts.class) {
      return Optional.of(kind.cast((HessianProducts) this::hessianProduct));
    }
    if (kind == HessianMatrix.class) {
      return Optional.of(kind.cast((HessianMatrix) this::hessian));
    }
    if (kind == Enclosures.class) {
      return Optional.of(kind.cast((Enclosures) this::over));
    }
    if (kind == RoundingErrors.class) {
      return Optional.of(kind.cast(new EnclosureErrors(this, over(point, point))));
    }
    return Optional.empty();
  }

  private Enclosure over(double[] lower, double[] upper) {
    return new SumOfRowsEnclosure(sum, lower, upper);
  }

  @Override
  public double scale() {
    return 0.5;
  }

  @Override
  public double[] values() {
    if (residuals == null) {
      double[] filled = new double[m];
      overRows(i -> filled[i] = sum.row(i, point).value());
      residuals = filled;
    }
    return residuals;
  }

  /** One pass over the rows gives the residuals, too. */
  @Override
  public double[] jacobianMatrix() {
    if (jacobian == null) {
      double[] values = new double[m];
      double[] matrix = new double[Math.multiplyExact(m, n)];
      overRows(
          i -> {
            Evaluation row = sum.row(i, point);
            System.arraycopy(row.gradient(), 0, matrix, i * n, n);
            values[i] = row.value();
          });
      jacobian = matrix;
      residuals = values;
    }
    return jacobian;
  }

  /** Does the work of every row, whose result is an entry of its own. */
  private void overRows(IntConsumer work) {
    IntStream rows = IntStream.range(0, m);
    (m >= PARALLEL_ROWS ? rows.parallel() : rows).forEach(work);
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

  private void secondDerivative(double[] v, double[] result) {
    overRows(i -> result[i] = row(i).along(extended(v), 2)[2]);
  }

  /** Returns the derivatives of r_i along lines, of parameters and row. */
  private DirectionalDerivatives row(int row) {
    return sum.row(row, point).structure(DirectionalDerivatives.class).orElseThrow();
  }

  /** A direction along which the numbers of the row stay. */
  private double[] extended(double[] v) {
    return Arrays.copyOf(v, n + sum.columns());
  }

  private DirectionalDerivatives derivatives() {
    return new RowDerivatives(m, this::row, this::extended, this::overRows);
  }

  /** Fills {@code result}, n entries from {@code row} n on, with H_i v. */
  private void rowProduct(int row, double[] v, double[] result) {
    Evaluation at = sum.row(row, point);
    double[] direction = Arrays.copyOf(v, at.point().length);
    double[] product = new double[direction.length];
    at.structure(HessianProducts.class).orElseThrow().apply(direction, product);
    System.arraycopy(product, 0, result, row * n, n);
  }

  private void hessianProduct(double[] v, double[] result) {
    double[] alongJacobian = new double[m];
    jacobian(v, alongJacobian);
    transposed(alongJacobian, result);
    double[] products = new double[m * n];
    overRows(i -> rowProduct(i, v, products));
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        result[j] += values()[i] * products[i * n + j];
      }
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
