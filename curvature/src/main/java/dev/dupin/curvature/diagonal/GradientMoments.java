package dev.dupin.curvature.diagonal;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.State;

/**
 * The diagonal sqrt(v) + epsilon of the adaptive gradient methods, where v sums up the squared
 * gradients of the run, the one at the point included. A point costs its gradient, which every step
 * pays anyway, and n square roots; n doubles are kept, 2 n with {@code neverFalls}.
 */
public final class GradientMoments implements Curvature {

  private final RunningSum squares;
  private final double epsilon;
  private final boolean neverFalls;
  private double[] largest = new double[0]; // empty: zero; of the points left

  /**
   * @param rule how the squares are summed
   * @param epsilon added to the roots, positive
   * @param neverFalls whether v is the largest sum so far, entry by entry
   */
  public GradientMoments(RunningSum.Rule rule, double epsilon, boolean neverFalls) {
    squares = new RunningSum(rule);
    this.epsilon = epsilon;
    this.neverFalls = neverFalls;
  }

  @Override
  public SymmetricOperator at(Evaluation here) {
    return Operators.diagonal(Positive.roots(moment(here.gradient()), epsilon));
  }

  /** Returns a new vector: v with that gradient in it. */
  private double[] moment(double[] gradient) {
    double[] moment = squares.with(gradient);
    for (int i = 0; i < largest.length; i++) {
      moment[i] = Math.max(moment[i], largest[i]);
    }
    return moment;
  }

  @Override
  public void accepted(Evaluation from, Evaluation to) {
    double[] gradient = from.gradient();
    if (neverFalls) {
      largest = moment(gradient);
    }
    squares.add(gradient);
  }

  @Override
  public void exchange(State state) {
    state.exchange("squares", squares);
    largest = state.exchange("largest", largest);
  }
}
