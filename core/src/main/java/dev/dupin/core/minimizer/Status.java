package dev.dupin.core.minimizer;

/**
 * How a run ended. Only a gradient test counts as convergence: a tiny radius, step or refused trial
 * never does.
 */
public enum Status {
  CONVERGED_GRADIENT(
      Category.CONVERGED,
      "The gradient is as small as was asked for, and the step strategy knows no escape.",
      "Read the verdict: a small gradient is a minimum, a saddle or a degenerate point alike."),
  CONVERGED_AT_ROUNDING(
      Category.CONVERGED,
      "The predicted decrease is lost in the rounding of f, and the gradient is at its own noise floor.",
      "This is as close as double precision gets. A looser stop.gradientNorm ends earlier; scaling the variables or"
          + " removing a large constant from f lowers the floor."),
  MAX_ITERATIONS(
      Category.LIMIT,
      "The number of accepted steps reached stop.maxIterations.",
      "Raise stop.maxIterations (dupin resume goes on from there), or try another hessian or step if the trace shows slow progress."),
  MAX_TRIALS(
      Category.LIMIT,
      "The number of trial steps, refused ones included, reached stop.maxTrials.",
      "Raise stop.maxTrials; many refused trials hint at a model that does not fit: try another hessian."),
  MAX_EVALUATIONS(
      Category.LIMIT,
      "The work, counted in gradient equivalents, reached stop.maxEvaluations.",
      "Raise stop.maxEvaluations, or choose a hessian that costs less an iteration."),
  MAX_EPOCHS(
      Category.LIMIT,
      "The number of passes over the data reached stop.maxEpochs.",
      "Raise stop.maxEpochs."),
  MAX_SECONDS(
      Category.LIMIT,
      "The time reached stop.maxSeconds.",
      "Raise stop.maxSeconds; if hardly any trials were made, the objective itself is slow or hangs."),
  STALLED(
      Category.STOPPED,
      "The radius, damping or step length is exhausted, or the step no longer changes the point, and the gradient is not"
          + " small; or the gradient is small, and f says otherwise: it has a kink there, or another slope.",
      "Check the derivatives against differences (a wrong gradient stalls every method), look for a kink or a wall of NaN in"
          + " f, or try another step."),
  UNBOUNDED(
      Category.STOPPED,
      "f is -infinity, or fell below stop.unboundedBelow.",
      "The function has no minimum on this path: add a penalty (l2), or set stop.unboundedBelow lower if that value is"
          + " legal."),
  INTERRUPTED(
      Category.STOPPED,
      "The run was interrupted.",
      "Go on from its checkpoint: dupin resume. The best point so far is in the result, too."),
  STOP_RULE(
      Category.STOPPED,
      "A stop rule of the spec ended the run; that never counts as convergence.",
      "The message is the rule's own."),
  NOT_FINITE_AT_START(
      Category.FAILED,
      "f or its gradient is NaN or infinite at the start.",
      "Choose another start, inside the domain of f."),
  NOT_FINITE(
      Category.FAILED,
      "A step that could not be refused led to a point where f or its gradient is NaN or infinite.",
      "Use a step that refuses such points (trust-region, line-search), or a smaller learningRate."),
  PLUGIN_EXCEPTION(
      Category.FAILED,
      "The objective, or another part, threw an exception that no smaller step could avoid.",
      "The message names the exception; its trace was printed: mend the part."),
  NUMERICAL_FAILURE(
      Category.FAILED,
      "The arithmetic of a part broke down: a Hessian that is not finite, a decomposition that did not end.",
      "The message has the numbers. Scale the variables, or choose another hessian.");

  private final Category category;
  private final String meaning;
  private final String advice;

  Status(Category category, String meaning, String advice) {
    this.category = category;
    this.meaning = meaning;
    this.advice = advice;
  }

  /** Returns the category. */
  public Category category() {
    return category;
  }

  /** Returns one sentence on what the status means. */
  public String meaning() {
    return meaning;
  }

  /** Returns what to try. */
  public String advice() {
    return advice;
  }
}
