package dev.dupin.core.autodiff;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
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
import org.jspecify.annotations.Nullable;

/**
 * Residuals and their derivatives at one point, each computed on first use. The gradient is the
 * reverse sweep under the weights 2 scale r; in a Hessian product these weights change along v by 2
 * scale Jv.
 */
final class ResidualsEvaluation implements Evaluation, Residuals {

  private final AutodiffResiduals objective;
  private final double[] point;
  private @Nullable Forward forward;
  private double @Nullable [] residuals;
  private double @Nullable [] adjoints;
  private double @Nullable [] gradient;
  private double @Nullable [] jacobian;
  private @Nullable HessianSweeps sweeps;
  private @Nullable DenseSymmetric matrix;
  private @Nullable RoundingErrors errors;

  ResidualsEvaluation(AutodiffResiduals objective, double[] point) {
    this.objective = objective;
    this.point = point;
  }

  @Override
  public Objective objective() {
    return objective;
  }

  @Override
  public double[] point() {
    return point;
  }

  @Override
  public double value() {
    return scale() * Vectors.dot(values(), values());
  }

  @Override
  public double[] gradient() {
    if (gradient == null) {
      gradient = Arrays.copyOf(adjoints(), point.length);
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
    if (kind == HessianProducts.class) {
      return Optional.of(kind.cast((HessianProducts) (v, result) -> sweeps().apply(v, result)));
    }
    if (kind == HessianMatrix.class) {
      return Optional.of(kind.cast((HessianMatrix) this::matrix));
    }
    if (kind == DirectionalDerivatives.class) {
      return Optional.of(kind.cast(derivatives()));
    }
    if (kind == Enclosures.class) {
      return Optional.of(kind.cast((Enclosures) (lower, upper) -> boxes().over(lower, upper)));
    }
    if (kind == RoundingErrors.class) {
      return Optional.of(kind.cast(errors()));
    }
    return Optional.empty();
  }

  private ProgramEnclosures boxes() {
    return new ProgramEnclosures(forward(), point, new Outer.Squares(scale()));
  }

  private RoundingErrors errors() {
    if (errors == null) {
      errors = new EnclosureErrors(this, boxes().atPoint());
    }
    return errors;
  }

  @Override
  public double scale() {
    return objective.scale();
  }

  @Override
  public double[] values() {
    if (residuals == null) {
      residuals = forward().program().outputs(forward().values());
    }
    return residuals;
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    sweeps().tangents(v, result);
  }

  @Override
  public void transposed(double[] u, double[] result) {
    double[] swept = forward().program().adjoints(forward().values(), u);
    System.arraycopy(swept, 0, result, 0, result.length);
  }

  @Override
  public double[] jacobianMatrix() {
    if (jacobian == null) {
      int m = values().length;
      int n = point.length;
      double[] filled = new double[Math.multiplyExact(m, n)];
      if (m < n) {
        fillByRows(filled, m, n);
      } else {
        fillByColumns(filled, m, n);
      }
      jacobian = filled;
    }
    return jacobian;
  }

  private void fillByRows(double[] filled, int m, int n) {
    double[] unit = new double[m];
    for (int i = 0; i < m; i++) {
      unit[i] = 1;
      System.arraycopy(forward().program().adjoints(forward().values(), unit), 0, filled, i * n, n);
      unit[i] = 0;
    }
  }

  private void fillByColumns(double[] filled, int m, int n) {
    double[] unit = new double[n];
    double[] column = new double[m];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      jacobian(unit, column);
      unit[j] = 0;
      for (int i = 0; i < m; i++) {
        filled[i * n + j] = column[i];
      }
    }
  }

  private void secondDerivative(double[] v, double[] result) {
    double[][] series = TaylorSweep.outputs(forward().program(), point, v, 2);
    for (int i = 0; i < result.length; i++) {
      result[i] = 2 * series[i][2];
    }
  }

  private DirectionalDerivatives derivatives() {
    return new TaylorDerivatives(forward().program(), point, this::sumOfSquares);
  }

  private double[] sumOfSquares(double[][] outputs, Rounding rounding) {
    double[] sum = new double[outputs.length == 0 ? 1 : outputs[0].length];
    for (double[] residual : outputs) {
      double[] operand = rounding.operand(residual);
      double[] square = TaylorSeries.multiply(operand, rounding.operand(residual));
      Vectors.addScaled(sum, scale(), rounding.result(square));
    }
    return sum;
  }

  private Forward forward() {
    if (forward == null) {
      forward = objective.forward(point);
    }
    return forward;
  }

  private double[] adjoints() {
    if (adjoints == null) {
      double[] weights = Vectors.scale(2 * scale(), values());
      adjoints = forward().program().adjoints(forward().values(), weights);
    }
    return adjoints;
  }

  private HessianSweeps sweeps() {
    if (sweeps == null) {
      sweeps = new HessianSweeps(forward().program(), forward().values(), adjoints(), 2 * scale());
    }
    return sweeps;
  }

  private DenseSymmetric matrix() {
    if (matrix == null) {
      matrix = sweeps().dense();
    }
    return matrix;
  }
}
