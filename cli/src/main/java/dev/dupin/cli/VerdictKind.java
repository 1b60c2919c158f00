package dev.dupin.cli;

/** What each kind of verdict means; the names are those that the analysis gives. */
enum VerdictKind {
  MINIMUM(
      "A strict local minimum: the gradient is small and every eigenvalue of the Hessian is positive beyond its error.",
      "Whether it is the lowest one, no local test can say; try other starts."),
  MAXIMUM(
      "A strict local maximum: the gradient is small and every eigenvalue is negative beyond its error.",
      "A run that ends here started here: start elsewhere."),
  SADDLE(
      "A negative and a positive eigenvalue, each beyond its error: f falls in some directions and rises in others.",
      "Use a step that can leave it (trust-region, line-search), or start from the witness: start: {type: run, path: THE_RUN, point: witness}."),
  DEGENERATE(
      "Some eigenvalue is zero to within its error and the others are of one sign: second derivatives do not decide.",
      "The verdict says whether probing to higher order found a decrease. A penalty (l2) often makes the minimum strict."),
  NOT_CRITICAL(
      "The gradient is not small: there is nothing to classify.",
      "Read the status: the run ended before it converged."),
  GRADIENT_FLAT(
      "The gradient is not small, but does not change to first order: a stationary point of |g|^2, not of f.",
      "Methods that minimise |g| end here; use one that makes f fall."),
  UNRESOLVED(
      "Not decided: f is not differentiable here, or the signs of the eigenvalues are not known; the sentence says which.",
      "A larger analyze: {verdict: {denseLimit: …}} computes all eigenvalues; at a kink start from the witness, if there is one.");

  private final String meaning;
  private final String advice;

  VerdictKind(String meaning, String advice) {
    this.meaning = meaning;
    this.advice = advice;
  }

  String meaning() {
    return meaning;
  }

  String advice() {
    return advice;
  }
}
