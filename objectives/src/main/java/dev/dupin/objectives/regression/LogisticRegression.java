package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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
 * a dense Hessian takes N n^2 / 2 multiply-adds, fewer for sparse data. An evaluation keeps N
 * doubles for the value and N more for the curvature. Long sums use the common fork-join pool; the
 * result has the same bits for every number of threads.
 */
public final class LogisticRegression implements Objective {

  private static final String NAME = "logistic-regression";

  private static final Set<Class<? extends Structure>> STRUCTURES =
      Set.of(
          HessianProducts.class,
          HessianMatrix.class,
          OutputLoss.class,
          TermGradients.class,
          Metrics.class,
          Estimates.class);

  private final Design design;
  private final byte[] signs;
  private final double l2;
  private final List<String> names;

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
    Dataset data = config.data().load();
    this.signs = BinaryClasses.signs(data, NAME);
    this.design = Design.of(data.features(), config.intercept());
    this.l2 = config.l2();
    this.names = data.featureNames();
  }

  /** Some of the examples, copied. */
  private LogisticRegression(LogisticRegression whole, int[] terms) {
    this.signs = new byte[terms.length];
    for (int i = 0; i < terms.length; i++) {
      signs[i] = whole.signs[Objects.checkIndex(terms[i], whole.signs.length)];
    }
    this.design = whole.design.select(terms);
    this.l2 = whole.l2;
    this.names = whole.names;
  }

  @Override
  public int dimension() {
    return design.columns();
  }

  @Override
  public Evaluation at(double[] x) {
    if (x.length != dimension()) {
      throw new IllegalArgumentException(
          NAME + " has " + dimension() + " parameters; the point has " + x.length);
    }
    return new LogisticEvaluation(this, x);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return STRUCTURES;
  }

  @Override
  public Optional<FiniteSum> sum() {
    return Optional.of(new Examples());
  }

  Design design() {
    return design;
  }

  /** Returns the weight of the penalty on a parameter. */
  double ridge(int parameter) {
    return parameter < design.features() ? l2 : 0;
  }

  /** Returns the class of an example, +1 or -1. */
  byte sign(int example) {
    return signs[example];
  }

  /** Returns the name of a parameter. */
  String name(int parameter) {
    return parameter < names.size() ? names.get(parameter) : "intercept";
  }

  private final class Examples implements FiniteSum {

    @Override
    public int terms() {
      return signs.length;
    }

    /** Copies the rows of the batch, so that its passes run over memory in order. */
    @Override
    public Objective batch(int[] terms) {
      if (terms.length == 0) {
        throw new IllegalArgumentException("a batch has at least one example");
      }
      return new LogisticRegression(LogisticRegression.this, terms);
    }
  }
}
