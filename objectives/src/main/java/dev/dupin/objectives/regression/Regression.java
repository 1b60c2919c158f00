package dev.dupin.objectives.regression;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.ExampleCurvature;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.core.objective.Warnings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What all regressions are: the mean over N examples of a loss of their outputs z = W x + b, plus
 * l2/2 |W|^2. A {@link Design} holds the examples, a {@link Family} their losses.
 *
 * <p>The parameters are a matrix of a row for each output and a column for each feature, row after
 * row; where there is an intercept it is the last column, which is not penalised. A regression is
 * thus one layer of a network, its weights as {@link LayerStatistics} wants them.
 *
 * <p>Cost: a value, a gradient (its value included) or a Hessian product is one pass over the data;
 * a dense Hessian takes N n^2 / 2 multiply-adds, fewer for sparse data. An evaluation keeps N
 * doubles an output for the value and as many for the curvature. Long sums use the common fork-join
 * pool; the result has the same bits for every number of threads.
 */
abstract sealed class Regression implements Objective
    permits LinearRegression,
        LogisticRegression,
        PoissonRegression,
        RegressionBatch,
        SoftmaxRegression {

  /** What every regression offers. */
  static final Set<Class<? extends Structure>> STRUCTURES =
      Set.of(
          HessianProducts.class,
          HessianMatrix.class,
          OutputLoss.class,
          TermGradients.class,
          LayerStatistics.class,
          ParameterBlocks.class,
          DirectionalDerivatives.class,
          ExampleCurvature.class,
          Metrics.class,
          Estimates.class,
          Warnings.class);

  private final String name;
  private final Design design;
  private final Family family;
  private final double l2;
  private final List<String> columnNames;
  private final Optional<Regression> heldOut;

  /**
   * A regression on a data set.
   *
   * @param name under which it is registered, for messages
   * @param family makes the family of some rows: of these and of those held out
   */
  Regression(
      String name, Dataset data, double l2, boolean intercept, Function<Dataset, Family> family) {
    this.name = name;
    this.design = Design.of(data.features(), intercept);
    this.family = family.apply(data);
    this.l2 = l2;
    this.columnNames = data.featureNames();
    long parameters = (long) this.family.outputs() * design.columns();
    if (parameters < 1 || parameters > Integer.MAX_VALUE - 8) {
      throw Targets.whole(
          data,
          parameters < 1
              ? "there are no columns to predict from, and no intercept"
              : name + " would have " + parameters + " parameters, more than an array holds");
    }
    this.heldOut =
        data.heldOut()
            .filter(rows -> rows.rows() > 0)
            .map(rows -> new RegressionBatch(this, rows, family));
  }

  /** The same regression on other examples. */
  Regression(Regression like, Design design, Family family) {
    this.name = like.name;
    this.design = design;
    this.family = family;
    this.l2 = like.l2;
    this.columnNames = like.columnNames;
    this.heldOut = Optional.empty();
  }

  @Override
  public final int dimension() {
    return family.outputs() * design.columns();
  }

  @Override
  public final Evaluation at(double[] x) {
    if (x.length != dimension()) {
      throw new IllegalArgumentException(
          name + " has " + dimension() + " parameters; the point has " + x.length);
    }
    return new RegressionEvaluation(this, x);
  }

  /**
   * Every family's loss is convex in a linear function of the parameters, and so is the penalty.
   */
  @Override
  public final boolean isConvex() {
    return true;
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return STRUCTURES;
  }

  @Override
  public final Optional<FiniteSum> sum() {
    return Optional.of(new Examples());
  }

  final Design design() {
    return design;
  }

  final Family family() {
    return family;
  }

  /** Returns the same regression on the examples held out for testing, if any were. */
  final Optional<Regression> heldOut() {
    return heldOut;
  }

  /** Returns the weight of the penalty on a parameter. */
  final double ridge(int parameter) {
    return parameter % design.columns() < design.features() ? l2 : 0;
  }

  /**
   * Returns whether f stays the same when one number is added to a column's parameters of all
   * outputs.
   */
  final boolean ignoresShifts(int column) {
    return family.ignoresShifts() && ridge(column) == 0;
  }

  /** Returns whether any weight is penalised. */
  final boolean isPenalised() {
    return l2 > 0;
  }

  /** Returns the name of a parameter: that of its column, after that of its class if there are. */
  final String name(int parameter) {
    return family.prefix(parameter / design.columns()) + columnName(parameter % design.columns());
  }

  /** Returns the name of a column of the design. */
  final String columnName(int column) {
    return column < columnNames.size() ? columnNames.get(column) : "intercept";
  }

  private final class Examples implements FiniteSum {

    @Override
    public int terms() {
      return design.rows();
    }

    /** Copies the rows of the batch, so that its passes run over memory in order. */
    @Override
    public Objective batch(int[] terms) {
      if (terms.length == 0) {
        throw new IllegalArgumentException("a batch has at least one example");
      }
      return new RegressionBatch(Regression.this, terms);
    }
  }
}
