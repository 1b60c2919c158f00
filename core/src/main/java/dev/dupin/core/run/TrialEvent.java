package dev.dupin.core.run;

import java.util.List;

/**
 * One row of the trace: a trial step, or the start (trial 0). Valid during the call only. Its
 * columns are {@link #COLUMNS}, then what the parts of the run report, then in mini-batches {@link
 * #FULL_VALUE} and {@link #FULL_GRADIENT_NORM}.
 */
public interface TrialEvent {

  /** The columns of every trace, in its order. */
  List<String> COLUMNS =
      List.of(
          "iteration",
          "trial",
          "accepted",
          "value",
          "gradientNorm",
          "stepNorm",
          "predictedReduction",
          "actualReduction",
          "valueCalls",
          "gradientCalls",
          "hessianProducts",
          "hessians",
          "seconds");

  /** The column of f over all terms, in mini-batches: a number where the full set was evaluated. */
  String FULL_VALUE = "fullValue";

  /** The column of the norm of the gradient over all terms, in mini-batches. */
  String FULL_GRADIENT_NORM = "fullGradientNorm";

  /** Returns the number of accepted steps, this one included. */
  long iteration();

  /** Returns the number of the trial, counted from 1 over the whole run; 0 for the start. */
  long trial();

  /** Returns whether the step was taken. */
  boolean accepted();

  /**
   * Returns the number in a column, NaN where nobody paid for it, or for a column that is not
   * there.
   */
  double number(String column);

  /** Returns the names of all columns, the same list in every event of a run. */
  List<String> columns();

  /**
   * Returns the number in a column by its place in {@link #columns()}: for observers that copy
   * every row.
   */
  double number(int column);
}
