package dev.dupin.objectives.regression;

import dev.dupin.core.objective.Residuals;
import org.jspecify.annotations.Nullable;

/**
 * A linear regression as a sum of squares, f = (1 / 2N) sum r^2: a residual z - y for each example,
 * and, where there is a penalty, sqrt(N l2) w for each weight (Hoerl and Kennard 1970, "Ridge
 * regression").
 */
final class LinearResiduals implements Residuals {

  private final Regression regression;
  private final Design design;
  private final double[] point;
  private final double[] values;
  private double @Nullable [] matrix;

  LinearResiduals(Regression regression, RegressionEvaluation evaluation) {
    this.regression = regression;
    this.design = regression.design();
    this.point = evaluation.point();
    double[] z = evaluation.outputs();
    this.values = new double[design.rows() + penalties()];
    double[] slope = new double[1];
    for (int i = 0; i < z.length; i++) {
      regression.family().slope(i, z, slope);
      values[i] = slope[0];
    }
    addPenalties(point, values);
  }

  private int penalties() {
    return regression.isPenalised() ? design.features() : 0;
  }

  private double penaltyRoot() {
    return Math.sqrt(design.rows() * regression.ridge(0));
  }

  private void addPenalties(double[] v, double[] result) {
    for (int j = 0; j < penalties(); j++) {
      result[design.rows() + j] = penaltyRoot() * v[j];
    }
  }

  @Override
  public double scale() {
    return 1.0 / (2.0 * design.rows());
  }

  @Override
  public double[] values() {
    return values;
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    design
        .chunks()
        .forEach(
            (from, to) -> {
              for (int i = from; i < to; i++) {
                result[i] = design.dot(i, v, 0);
              }
            });
    addPenalties(v, result);
  }

  @Override
  public void transposed(double[] u, double[] result) {
    double[] product = design.transposed(u);
    for (int j = 0; j < penalties(); j++) {
      product[j] += penaltyRoot() * u[design.rows() + j];
    }
    System.arraycopy(product, 0, result, 0, product.length);
  }

  @Override
  public double[] jacobianMatrix() {
    if (penalties() == 0) {
      return design.toDense();
    }
    if (matrix == null) {
      int n = design.columns();
      double[] filled = new double[Math.multiplyExact(values.length, n)];
      System.arraycopy(design.toDense(), 0, filled, 0, design.rows() * n);
      for (int j = 0; j < penalties(); j++) {
        filled[(design.rows() + j) * n + j] = penaltyRoot();
      }
      matrix = filled;
    }
    return matrix;
  }

  @Override
  public double[] columnNorms() {
    double[] norms = design.columnSquares();
    for (int j = 0; j < norms.length; j++) {
      norms[j] = Math.sqrt(norms[j] + (j < penalties() ? design.rows() * regression.ridge(j) : 0));
    }
    return norms;
  }
}
