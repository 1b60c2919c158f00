package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.function.Function;

/**
 * Binary logistic regression: the mean over N examples of log(1 + exp(-y (x'w + b))) plus l2/2
 * |w|^2, where y is +1 or -1 (McCullagh and Nelder 1989, "Generalized Linear Models", chapter 4).
 * The parameters are the weights w in the order of the columns, then the intercept b, which is not
 * penalised. The function is convex; where l2 is positive it has one minimum.
 *
 * <p>Any two labels will do; the larger number, or the word that is later in the alphabet, is the
 * positive class.
 *
 * <p>Cost: a value, a gradient (its value included) or a Hessian product is one pass over the data;
 * a dense Hessian takes N n^2 / 2 multiply-adds, fewer for sparse data. Long sums use the common
 * fork-join pool; the result has the same bits for every number of threads.
 */
public final class LogisticRegression extends Regression {

  private static final String NAME = "logistic-regression";

  /**
   * What a spec says.
   *
   * @param data the examples, with a target of two labels
   * @param l2 the weight of the penalty l2/2 |w|^2; LIBLINEAR's C is 1 / (l2 N)
   * @param intercept whether there is an intercept, the last parameter
   */
  public record Config(
      DataSource data,
      @Default("0") @Range("[0, inf)") double l2,
      @Default("true") boolean intercept) {}

  /**
   * Reads the data.
   *
   * @throws dev.dupin.core.data.DataException if the data cannot be read, have no target or not
   *     exactly two labels
   */
  @Inject
  public LogisticRegression(Config config) {
    this(config, config.data().load());
  }

  private LogisticRegression(Config config, Dataset data) {
    super(NAME, data, config.l2(), config.intercept(), familyFor(data));
  }

  private static Function<Dataset, Family> familyFor(Dataset data) {
    BinaryClasses classes = BinaryClasses.of(data, NAME);
    return rows -> new LogisticFamily(classes.signs(rows));
  }
}
