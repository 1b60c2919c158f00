package dev.dupin.objectives.fit;

import dev.dupin.core.autodiff.Real;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.objectives.formula.Expression;
import dev.dupin.objectives.formula.FormulaException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The formulas of a curve fit, read with the names of parameters and columns. Immutable. */
final class FitFormulas {

  private final List<String> parameters;
  private final Expression model;
  private final Expression response;

  /** The columns that occur in the model, in the order in which they do. */
  private final List<String> predictors;

  /**
   * Reads both formulas and checks that they fit the columns.
   *
   * @throws RefusedValueException under the key of the formula, or of the parameters; where both
   *     formulas are wrong, the second one is suppressed in it
   */
  FitFormulas(CurveFit.Config config, Columns columns) {
    this.parameters = List.copyOf(config.parameters().keySet());
    refuseShadows(columns);
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("columns", columns.names());
    Map<String, List<String>> all = new LinkedHashMap<>();
    all.put("parameters", parameters);
    all.put("columns", columns.names());
    Formulas read = readBoth(config, kinds, all);
    this.response = read.response();
    this.model = read.model();
    this.predictors = model.occurring().stream().filter(columns::has).toList();
    refuseIdle();
  }

  private record Formulas(Expression response, Expression model) {}

  private static Formulas readBoth(
      CurveFit.Config config, Map<String, List<String>> columns, Map<String, List<String>> all) {
    Expression response;
    try {
      response = read("response", config.response(), columns);
    } catch (RefusedValueException wrong) {
      try {
        read("model", config.model(), all);
      } catch (RefusedValueException alsoWrong) {
        wrong.addSuppressed(alsoWrong);
      }
      throw wrong;
    }
    return new Formulas(response, read("model", config.model(), all));
  }

  private static Expression read(String key, String text, Map<String, List<String>> kinds) {
    try {
      return Expression.parse(text, kinds);
    } catch (FormulaException e) {
      throw new RefusedValueException(key, e.column(), e);
    }
  }

  private void refuseShadows(Columns columns) {
    for (String name : parameters) {
      if (columns.has(name)) {
        throw refusedParameter(
            "the parameter '" + name + "' has the name of a column of the data; rename it");
      }
    }
  }

  private void refuseIdle() {
    List<String> idle =
        parameters.stream().filter(name -> !model.occurring().contains(name)).toList();
    if (!idle.isEmpty()) {
      throw refusedParameter(
          (idle.size() == 1 ? "the parameter '" : "the parameters '")
              + String.join("', '", idle)
              + (idle.size() == 1 ? "' does" : "' do")
              + " not occur in the model '"
              + model
              + "'; nothing could be said of "
              + (idle.size() == 1 ? "it" : "them"));
    }
  }

  private static RefusedValueException refusedParameter(String problem) {
    return new RefusedValueException("parameters", 0, new IllegalArgumentException(problem));
  }

  /**
   * Returns the sum of squares over rows of data with the columns that the formulas were read with.
   */
  SumOfRows over(Columns columns) {
    int width = predictors.size() + 1;
    double[] table = new double[columns.rows() * width];
    for (int j = 0; j < predictors.size(); j++) {
      fill(table, j, width, columns.values(predictors.get(j)));
    }
    fill(table, width - 1, width, responses(columns));
    int[] places = predictors.stream().mapToInt(columns::index).toArray();
    int all = parameters.size() + columns.names().size();
    return new SumOfRows(parameters.size(), width, table, x -> residual(x, places, all));
  }

  private static void fill(double[] table, int column, int width, double[] values) {
    for (int row = 0; row < values.length; row++) {
      table[row * width + column] = values[row];
    }
  }

  /** The model less the response, of the parameters, the predictors and the response of a row. */
  private Real residual(Real[] x, int[] places, int variables) {
    Real[] spread = new Real[variables];
    System.arraycopy(x, 0, spread, 0, parameters.size());
    for (int j = 0; j < places.length; j++) {
      spread[parameters.size() + places[j]] = x[parameters.size() + j];
    }
    return model.apply(spread).subtract(x[x.length - 1]);
  }

  /** The response of each row: no parameter occurs in it, so it is computed once. */
  private double[] responses(Columns columns) {
    List<String> used = new ArrayList<>(response.occurring());
    List<double[]> values = used.stream().map(columns::values).toList();
    Real[] variables = new Real[columns.names().size()];
    return IntStream.range(0, columns.rows())
        .mapToDouble(
            row -> {
              for (int j = 0; j < used.size(); j++) {
                variables[columns.index(used.get(j))] = Real.constant(values.get(j)[row]);
              }
              double number = response.apply(variables).value();
              if (!Double.isFinite(number)) {
                throw columns.problem(
                    row, "the response '" + response + "' is " + number + " here");
              }
              return number;
            })
        .toArray();
  }
}
