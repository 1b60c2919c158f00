package dev.dupin.objectives;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.objectives.formula.Expression;
import dev.dupin.objectives.formula.FormulaException;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A function that the user types, such as {@code x^2 - y^2}: read once, differentiated exactly.
 * What a formula is made of is told at {@link Expression}, what derivatives cost at {@link
 * AutodiffObjective}.
 */
public final class Formula extends AutodiffObjective {

  private final Expression expression;
  private final double[] start;

  /**
   * The keys of a spec.
   *
   * @param variables the names of the variables in the order of the coordinates; left out: those of
   *     the expression, in the order in which they appear
   * @param expression the function, such as {@code x^2 - y^2}
   * @param start where a run starts unless the spec says otherwise; left out: zeros
   */
  public record Config(
      Optional<List<String>> variables, String expression, Optional<double[]> start) {
    public Config {
      variables = variables.map(List::copyOf);
      try {
        variables.ifPresent(Expression::checkVariables);
      } catch (IllegalArgumentException e) {
        throw new RefusedValueException("variables", 0, e);
      }
    }
  }

  /**
   * Reads the expression.
   *
   * @throws RefusedValueException if it is no formula; it knows the column
   * @throws IllegalArgumentException if {@code start} has not one number a variable
   */
  @Inject
  public Formula(Config config) {
    this(expression(config), config.start());
  }

  private static Expression expression(Config config) {
    try {
      return config
          .variables()
          .map(names -> Expression.parse(config.expression(), names))
          .orElseGet(() -> Expression.parse(config.expression()));
    } catch (FormulaException e) {
      throw new RefusedValueException("expression", e.column(), e);
    }
  }

  private Formula(Expression expression, Optional<double[]> start) {
    super(expression.variables().size(), expression);
    this.expression = expression;
    this.start = start.map(double[]::clone).orElseGet(() -> new double[dimension()]);
    if (this.start.length != dimension()) {
      throw new IllegalArgumentException(
          "start has "
              + this.start.length
              + " numbers; the variables are "
              + String.join(", ", expression.variables()));
    }
  }

  /**
   * Returns the function of an expression that starts at zeros.
   *
   * @param variables none: those of the expression, in the order in which they appear
   * @throws RefusedValueException if it is no formula; it knows the column
   */
  public static Formula of(String expression, String... variables) {
    Optional<List<String>> names =
        variables.length == 0 ? Optional.empty() : Optional.of(List.of(variables));
    return new Formula(new Config(names, expression, Optional.empty()));
  }

  /** Returns the names of the variables, in the order of the coordinates. */
  public List<String> variables() {
    return expression.variables();
  }

  @Override
  public double[] start(RandomGenerator random) {
    return start.clone();
  }
}
