package dev.dupin.objectives.network;

import java.util.random.RandomGenerator;

/**
 * The losses of all examples, each a function of the K outputs of its own. Every one is a negative
 * log-likelihood, so that it is convex in the outputs and labels can be drawn from the model.
 * Arrays are over outputs: K entries an example, one example after the other; {@code from} is where
 * an example's entries start. Immutable.
 */
interface ExampleLoss {

  /** Returns K. */
  int outputs();

  /** Returns the number of examples. */
  int examples();

  /** Returns an example's loss. */
  double value(int example, double[] z, int from);

  /**
   * Returns the expected labels under the model, over outputs, which derivatives are made of: a new
   * array, or {@code z} itself where they are the same.
   */
  double[] predictions(double[] z);

  /** Fills in the gradient of an example's loss. */
  void gradient(int example, double[] predictions, int from, double[] result, int resultFrom);

  /** Fills in the product of the Hessian of an example's loss with u; not in place. */
  void hessian(
      double[] predictions, int from, double[] u, int uFrom, double[] result, int resultFrom);

  /** Fills in, at {@code from}, a column of S, where S S' is the Hessian of an example's loss. */
  void root(double[] predictions, int from, int column, double[] result);

  /** Fills in, at {@code from}, the gradient under a label drawn from the model. */
  void sample(double[] predictions, int from, RandomGenerator random, double[] result);

  /** Returns the losses of some examples, in that order. */
  ExampleLoss select(int[] terms);

  /** Returns whether the outputs name the right class; false where there are none. */
  boolean correct(int example, double[] z, int from);

  /** Returns whether there are classes. */
  boolean classifies();
}
