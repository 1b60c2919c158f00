package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.function.Function;

/**
 * Softmax (multinomial logistic) regression: the mean over N examples of log(sum over k of exp z_k)
 * - z_y plus l2/2 |W|^2, where z = W x + b has an entry for each of K classes and y is the class of
 * the example (McCullagh and Nelder 1989, "Generalized Linear Models", section 5.2.4).
 *
 * <p>The parameters are a matrix of K rows, a class each, row after row: the weights of a class in
 * the order of the columns, then its intercept, which is not penalised. The classes are the labels
 * in ascending order of the numbers or of the words.
 *
 * <p>The function is convex. Adding one number to the intercepts of all classes changes nothing;
 * nor, where l2 is 0, does adding one to all weights of a column: the Hessian is singular along
 * these shifts, its verdict DEGENERATE, and the minimum is one only up to them. Without an
 * intercept and with l2 positive there is exactly one. The estimates are those whose mean over the
 * classes is zero where shifts do not count; the point is left as the run found it.
 *
 * <p>Cost: a value, a gradient (its value included) or a Hessian product is one pass over the data;
 * a dense Hessian takes N n^2 / 2 multiply-adds, fewer for sparse data. Long sums use the common
 * fork-join pool; the result has the same bits for every number of threads.
 */
public final class SoftmaxRegression extends Regression {

  private static final String NAME = "softmax-regression";

  /**
   * What a spec says.
   *
   * @param data the examples, with a target of two or more labels
   * @param l2 the weight of the penalty l2/2 |w|^2
   * @param intercept whether there is an intercept, the last parameter of each class
   */
  public record Config(
      DataSource data,
      @Default("0") @Range("[0, inf)") double l2,
      @Default("true") boolean intercept) {}

  /**
   * Reads the data.
   *
   * @throws dev.dupin.core.data.DataException if the data cannot be read, have no target or one
   *     label alone
   */
  @Inject
  public SoftmaxRegression(Config config) {
    this(config, config.data().load());
  }

  private SoftmaxRegression(Config config, Dataset data) {
    super(NAME, data, config.l2(), config.intercept(), familyFor(data));
  }

  private static Function<Dataset, Family> familyFor(Dataset data) {
    Classes classes = Classes.of(data, NAME);
    return rows -> new SoftmaxFamily(classes.places(rows), classes.names());
  }
}
