package dev.dupin.curvature.diagonal;

import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;

/**
 * A sum of vectors that may forget, entry by entry: s' = keep s + take u, or keep s + take u^2.
 * Keeps n doubles. Only {@link #add} changes it.
 */
public final class RunningSum implements Checkpointable {

  /**
   * How to sum.
   *
   * @param keep the factor on the sum so far
   * @param take the factor on what is added
   * @param squared whether the squares of the entries are added
   * @param biasCorrected whether the sum is divided by 1 - keep^t after t vectors, since it starts
   *     at zero (Kingma and Ba 2015, "Adam: a method for stochastic optimization", section 3)
   */
  public record Rule(double keep, double take, boolean squared, boolean biasCorrected) {

    /** The running mean of squares, of which the part beta is kept. */
    public static Rule meanOfSquares(double beta, boolean biasCorrected) {
      return new Rule(beta, 1 - beta, true, biasCorrected);
    }

    /** The running mean, of which the part beta is kept, bias corrected. */
    public static Rule mean(double beta) {
      return new Rule(beta, 1 - beta, false, true);
    }

    /** The sum of all squares. */
    public static Rule sumOfSquares() {
      return new Rule(1, 1, true, false);
    }
  }

  private final Rule rule;
  private double[] sum = new double[0]; // empty: zero
  private long count;

  /** Starts at zero. */
  public RunningSum(Rule rule) {
    this.rule = rule;
  }

  /** Returns a new vector: the sum, corrected, as it would be with u added. */
  public double[] with(double[] u) {
    return corrected(moved(u), count + 1);
  }

  /** Returns a new vector: the sum, corrected; something was added before. */
  public double[] present() {
    return corrected(sum.clone(), count);
  }

  /** Adds a vector. */
  public void add(double[] u) {
    sum = moved(u);
    count++;
  }

  private double[] moved(double[] u) {
    double[] moved = new double[u.length];
    for (int i = 0; i < moved.length; i++) {
      double kept = sum.length == 0 ? 0 : rule.keep() * sum[i];
      moved[i] = kept + rule.take() * (rule.squared() ? u[i] * u[i] : u[i]);
    }
    return moved;
  }

  /** Overwrites the vector. */
  private double[] corrected(double[] vector, long vectors) {
    if (rule.biasCorrected()) {
      double correction = 1 - Math.pow(rule.keep(), (double) vectors);
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= correction;
      }
    }
    return vector;
  }

  @Override
  public void exchange(State state) {
    sum = state.exchange("sum", sum);
    count = state.exchange("count", count);
  }
}
