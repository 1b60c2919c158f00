package dev.dupin.objectives.regression;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What tells one regression from another: the loss of an example as a function of its outputs z, of
 * which there are K (one, except for a softmax), and the targets it is measured against. Immutable.
 *
 * <p>Everywhere {@code z} holds the outputs of all examples, examples x K, row-major, and {@code
 * curvature} what {@link #curvature} filled in the same shape; any other array has K entries, or
 * says where they start.
 */
interface Family {

  /** Returns K, the number of outputs of an example. */
  int outputs();

  /** Returns the family of some examples, in that order. */
  Family select(int[] examples);

  /** Returns the loss of one example. */
  double loss(int example, double[] z);

  /** Fills the gradient of one example's loss in its outputs. */
  void slope(int example, double[] z, double[] slope);

  /**
   * Fills the gradient and returns the loss, to the same bits as {@link #slope} and {@link #loss}.
   */
  double lossAndSlope(int example, double[] z, double[] slope);

  /**
   * Fills the K numbers from which everything about an example's Hessian S in its outputs follows:
   * the second derivative itself, or the probabilities of the classes.
   */
  void curvature(int example, double[] z, double[] curvature);

  /** Fills {@code result} from {@code to} on with S u, {@code u} starting at {@code from}. */
  void multiply(int example, double[] curvature, double[] u, int from, double[] result, int to);

  /** Returns one entry of S. */
  double entry(int example, double[] curvature, int row, int column);

  /** Fills one column of a matrix R with R R' = S, from {@code to} on. */
  void root(int example, double[] curvature, int column, double[] result, int to);

  /** Fills the gradient under a target drawn from the model, from {@code to} on. */
  void sample(int example, double[] z, RandomGenerator random, double[] result, int to);

  /**
   * Adds the derivatives of the loss along z + t d, of the orders 1, 2, …, to the entries 1, 2, …
   * of {@code sums}.
   */
  void addDerivatives(int example, double[] z, double[] d, double[] sums);

  /** Returns whether adding the same number to all outputs of an example changes nothing. */
  default boolean ignoresShifts() {
    return false;
  }

  /** Returns what comes before the name of a column in the name of an output's parameter. */
  default String prefix(int output) {
    return "";
  }

  /**
   * Returns by what the inverse of the information is multiplied for a covariance: the variance of
   * the noise where the family has one, else 1.
   *
   * @param meanLoss at the point
   * @param parameters how many were estimated
   */
  default double dispersion(double meanLoss, int parameters) {
    return 1;
  }

  /**
   * Puts how good the outputs are in the user's own terms.
   *
   * @param prefix {@code train} or {@code test}
   * @param meanLoss of these outputs
   * @param parameters how many were estimated from these examples, 0 for examples held out
   */
  void metrics(
      String prefix, double[] z, double meanLoss, int parameters, Map<String, Double> metrics);

  /** Returns what the family knows of data without a minimum, if that can happen at all. */
  default Separable separable() {
    return Separable.NEVER;
  }
}
