package dev.dupin.objectives.fit;

import dev.dupin.core.objective.DirectionalDerivatives;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/**
 * Derivatives of f = sum of r_i^2 / 2 along a line, from those of the residuals by Leibniz's rule
 * for the derivatives of a product. Errors of the rows are added up as if all had one sign.
 */
final class RowDerivatives implements DirectionalDerivatives {

  private static final double EPS = 0x1p-52;

  private final int rows;
  private final IntFunction<DirectionalDerivatives> row;
  private final UnaryOperator<double[]> extended;
  private final Consumer<IntConsumer> overRows;

  /**
   * @param rows m
   * @param row gives the derivatives of a residual
   * @param extended makes a direction one of parameters and row
   * @param overRows does some work for every row
   */
  RowDerivatives(
      int rows,
      IntFunction<DirectionalDerivatives> row,
      UnaryOperator<double[]> extended,
      Consumer<IntConsumer> overRows) {
    this.rows = rows;
    this.row = row;
    this.extended = extended;
    this.overRows = overRows;
  }

  @Override
  public double[] along(double[] v, int order) {
    double[] derivatives = new double[order + 1];
    for (double[] line : lines(v, order)) {
      addProduct(derivatives, 0.5, line, line);
    }
    return derivatives;
  }

  private double[][] lines(double[] v, int order) {
    double[] direction = extended.apply(v);
    double[][] lines = new double[rows][];
    overRows.accept(i -> lines[i] = row.apply(i).along(direction, order));
    return lines;
  }

  /** Adds the derivatives of a factor times u w to a sum. */
  private static void addProduct(double[] sum, double factor, double[] u, double[] w) {
    for (int k = 0; k < sum.length; k++) {
      double binomial = 1;
      for (int j = 0; j <= k; j++) {
        sum[k] += factor * binomial * u[j] * w[k - j];
        binomial *= (double) (k - j) / (j + 1);
      }
    }
  }

  @Override
  public double[] errors(double[] v, int order) {
    double[] direction = extended.apply(v);
    double[][] lines = lines(v, order);
    double[][] rowErrors = new double[rows][];
    overRows.accept(i -> rowErrors[i] = row.apply(i).errors(direction, order));
    double[] errors = new double[order + 1];
    for (int i = 0; i < rows; i++) {
      double[] error = rowErrors[i];
      double[] size = lines[i];
      for (int k = 0; k <= order; k++) {
        size[k] = Math.abs(size[k]);
        error[k] += EPS * size[k]; // of the product, half of it on each factor
      }
      addProduct(errors, 1, size, error);
      addProduct(errors, 0.5, error, error);
    }
    return errors;
  }
}
