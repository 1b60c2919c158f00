package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Poisson regression with a logarithmic link: the mean over N examples of exp(z) - y z plus l2/2
 * |w|^2, where z = x'w + b is the logarithm of the mean of the count y (McCullagh and Nelder 1989,
 * "Generalized Linear Models", chapter 6). The term log y! of the likelihood, which no parameter
 * changes, is left out, so f may be negative; the metrics give the deviance, where it cancels. The
 * parameters are the weights w in the order of the columns, then the intercept b, which is not
 * penalised. The function is convex; where l2 is positive it has one minimum.
 *
 * <p>Cost: a value, a gradient (its value included) or a Hessian product is one pass over the data;
 * a dense Hessian takes N n^2 / 2 multiply-adds, fewer for sparse data. Long sums use the common
 * fork-join pool; the result has the same bits for every number of threads.
 */
public final class PoissonRegression extends Regression {

  private static final String NAME = "poisson-regression";

  /**
   * What a spec says.
   *
   * @param data the examples, with a target of counts: whole numbers from 0 on
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
   * @throws dev.dupin.core.data.DataException if the data cannot be read, have no target, hold
   *     something else than counts, or zeros alone
   */
  @Inject
  public PoissonRegression(Config config) {
    this(config, config.data().load());
  }

  private PoissonRegression(Config config, Dataset data) {
    super(NAME, data, config.l2(), config.intercept(), familyFor(data));
  }

  private static Function<Dataset, Family> familyFor(Dataset data) {
    double[] counts = Targets.counts(data, NAME);
    if (Arrays.stream(counts).allMatch(count -> count == 0)) {
      throw data.problem(0, "every count is 0, so the best mean is 0 and its logarithm infinite");
    }
    return rows -> new PoissonFamily(Targets.counts(rows, NAME));
  }
}
