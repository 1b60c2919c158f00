package dev.dupin.objectives.fit;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.objectives.formula.Expression;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Least squares: f = sum of r_i^2 / 2 over the rows of data, where r_i = model - response. The
 * model is a formula of parameters and columns, the response one of columns (what formulas are made
 * of is told at {@link Expression}). A run starts at the values given with the parameters.
 *
 * <p>Columns are the features of the data, and its target if there is one, by name; those that do
 * not occur are not looked at. Where the model is not finite, neither is f.
 *
 * <p>At the end of a run each parameter has its standard error, and the metrics are the residual
 * sum of squares (twice f), the residual standard deviation and the degrees of freedom; with
 * held-out rows also their root mean square residual.
 *
 * <p>With m rows, p parameters and T operations in the model a value, a gradient, the Jacobian and
 * a Hessian product each cost a small multiple of m T; the standard errors take 3 m p^2
 * multiply-adds and m p doubles. An evaluation holds some 50 m T bytes once it has second
 * derivatives.
 */
public final class CurveFit implements Objective {

  private final List<String> names;
  private final double[] start;
  private final SumOfRows fit;
  private final Optional<SumOfRows> heldOut;

  /**
   * The keys of a spec.
   *
   * @param model a formula of parameters and columns, such as {@code b1*(1 - exp(-b2*x))}
   * @param response what the model should give: a column, or a formula of columns such as {@code
   *     log(y)}
   * @param parameters the name of each parameter, and where a run starts
   * @param data the rows; their columns are known by name
   */
  public record Config(
      String model, String response, Map<String, Double> parameters, DataSource data) {

    public Config {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
      try {
        check(parameters);
      } catch (IllegalArgumentException e) {
        throw new RefusedValueException("parameters", 0, e);
      }
    }

    private static void check(Map<String, Double> parameters) {
      Expression.checkVariables(List.copyOf(parameters.keySet()));
      parameters.forEach(
          (name, start) -> {
            if (!Double.isFinite(start)) {
              throw new IllegalArgumentException(
                  "the parameter '" + name + "' starts at " + start + "; a number is wanted");
            }
          });
    }
  }

  /**
   * Reads the data and the formulas.
   *
   * @throws RefusedValueException if model or response are no formulas of what there is (it knows
   *     the column), if a parameter has the name of a column, or does not occur in the model
   * @throws dev.dupin.core.data.DataException if the data cannot be read, or a column that occurs
   *     does not hold a finite number in each row
   */
  @Inject
  public CurveFit(Config config) {
    this.names = List.copyOf(config.parameters().keySet());
    this.start = config.parameters().values().stream().mapToDouble(Double::doubleValue).toArray();
    Dataset data = config.data().load();
    Columns columns = new Columns(data);
    FitFormulas formulas = new FitFormulas(config, columns);
    this.fit = formulas.over(columns);
    this.heldOut = data.heldOut().map(rows -> formulas.over(new Columns(rows)));
  }

  @Override
  public int dimension() {
    return names.size();
  }

  @Override
  public Evaluation at(double[] x) {
    return new FitEvaluation(this, fit.at(x));
  }

  @Override
  public double[] start(RandomGenerator random) {
    return start.clone();
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    Set<Class<? extends Structure>> kinds = new HashSet<>(fit.structures());
    kinds.add(Metrics.class);
    kinds.add(Estimates.class);
    return Collections.unmodifiableSet(kinds);
  }

  /** Returns the names of the parameters, in the order of the coordinates. */
  public List<String> parameters() {
    return names;
  }

  /** Returns the same sum over the rows that were held out, if any were. */
  Optional<SumOfRows> heldOut() {
    return heldOut;
  }
}
