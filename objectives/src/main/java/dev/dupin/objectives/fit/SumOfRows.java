package dev.dupin.objectives.fit;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
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
import java.util.Arrays;
import java.util.Set;

/**
 * f = sum of r_i^2 / 2, where r_i is one function of the p parameters and of the c numbers of row
 * i. The function is recorded once and run for every row.
 *
 * <p>With m rows and T operations in the function a value, a gradient, the Jacobian and a Hessian
 * product each cost a small multiple of m T; a dense Hessian costs p products. An evaluation keeps
 * m (p + 1) doubles and nothing of T: what belongs to a row is computed again where it is needed.
 * Rows are shared out among threads; each fills entries of its own, and sums run over them in
 * order, so the bits do not depend on the number of threads.
 */
final class SumOfRows implements Objective {

  private static final Set<Class<? extends Structure>> STRUCTURES =
      Set.of(
          Residuals.class,
          ResidualCurvature.class,
          HessianProducts.class,
          HessianMatrix.class,
          DirectionalDerivatives.class,
          Enclosures.class,
          RoundingErrors.class);

  private final int parameters;
  private final int columns;
  private final double[] table;
  private final AutodiffObjective residual;

  /**
   * @param parameters p
   * @param columns c
   * @param table m x c, row-major; frozen
   * @param residual of the p parameters and then the c numbers of a row
   */
  SumOfRows(int parameters, int columns, double[] table, DifferentiableFunction residual) {
    this.parameters = parameters;
    this.columns = columns;
    this.table = table;
    this.residual = new AutodiffObjective(parameters + columns, residual);
  }

  @Override
  public int dimension() {
    return parameters;
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return STRUCTURES;
  }

  @Override
  public Evaluation at(double[] x) {
    if (x.length != parameters) {
      throw new IllegalArgumentException(
          "the point has " + x.length + " coordinates; the parameters are " + parameters);
    }
    return new SumOfRowsEvaluation(this, x);
  }

  /** Returns m. */
  int rows() {
    return table.length / columns;
  }

  /** Returns c. */
  int columns() {
    return columns;
  }

  /** Returns the residual of a row as a function of parameters and row, at these parameters. */
  Evaluation row(int row, double[] x) {
    double[] variables = new double[parameters + columns];
    System.arraycopy(x, 0, variables, 0, parameters);
    System.arraycopy(table, row * columns, variables, parameters, columns);
    return residual.at(variables);
  }

  /**
   * Returns the residual of a row over a box of parameters. The numbers of the row are constants:
   * one that is no short binary number stands for all within one unit in its last place.
   */
  Enclosure row(int row, double[] lower, double[] upper) {
    double[] from = Arrays.copyOf(lower, parameters + columns);
    double[] to = Arrays.copyOf(upper, parameters + columns);
    for (int j = 0; j < columns; j++) {
      Interval number = IntervalArithmetic.ofConstant(table[row * columns + j]);
      from[parameters + j] = number.lower();
      to[parameters + j] = number.upper();
    }
    return residual.at(from).structure(Enclosures.class).orElseThrow().over(from, to);
  }
}
