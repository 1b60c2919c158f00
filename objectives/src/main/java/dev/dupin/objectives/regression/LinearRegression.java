package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Linear regression: the mean over N examples of (x'w + b - y)^2 / 2 plus l2/2 |w|^2, least squares
 * or ridge regression (Hoerl and Kennard 1970). The parameters are the weights w in the order of
 * the columns, then the intercept b, which is not penalised. The function is a convex quadratic.
 *
 * <p>As a sum of squares it is (1 / 2N) sum r^2 over the N residuals x'w + b - y and, where l2 is
 * positive, a residual sqrt(N l2) w for each weight.
 *
 * <p>Cost: a value, a gradient (its value included) or a Hessian product is one pass over the data;
 * a dense Hessian takes N n^2 / 2 multiply-adds, fewer for sparse data. Long sums use the common
 * fork-join pool; the result has the same bits for every number of threads.
 */
public final class LinearRegression extends Regression {

  private static final String NAME = "linear-regression";

  private static final Set<Class<? extends Structure>> OFFERED =
      Stream.concat(
              Regression.STRUCTURES.stream(), Stream.of(Residuals.class, ResidualCurvature.class))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * What a spec says.
   *
   * @param data the examples, with a target of numbers
   * @param l2 the weight of the penalty l2/2 |w|^2
   * @param intercept whether there is an intercept, the last parameter
   */
  public record Config(
      DataSource data,
      @Default("0") @Range("[0, inf)") double l2,
      @Default("true") boolean intercept) {}

  /**
   * Reads the data.
   *
   * @throws dev.dupin.core.data.DataException if the data cannot be read, have no target, or one of
   *     words
   */
  @Inject
  public LinearRegression(Config config) {
    this(config, config.data().load());
  }

  private LinearRegression(Config config, Dataset data) {
    super(
        NAME,
        data,
        config.l2(),
        config.intercept(),
        rows -> new SquaredFamily(Targets.numbers(rows, NAME)));
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return OFFERED;
  }
}
