package dev.dupin.cli;

/** The words of a result besides statuses and kinds of verdict, and what each means. */
enum ResultWord {
  INDEX(
      "index",
      "The number of negative eigenvalues of the Hessian: in so many independent directions f falls.",
      "0 at a minimum, the number of variables at a maximum, between them at a saddle."),
  INDEX_FRACTION(
      "indexFraction",
      "The index divided by the number of variables.",
      "It compares saddles of functions of different size."),
  NULLITY(
      "nullity",
      "The number of eigenvalues that count as zero: zeroWithinError + zeroByChange.",
      "Above 0, second derivatives do not decide; see DEGENERATE."),
  ZERO_WITHIN_ERROR(
      "zeroWithinError",
      "Eigenvalues that are no larger than the error of the Hessian's entries.",
      "A flat direction, a parameter the data do not determine, or terms that cancel."),
  ZERO_BY_CHANGE(
      "zeroByChange",
      "Eigenvalues that are beyond their error, but change by more than a quarter up to the Newton point.",
      "Near a degenerate point, or far from the critical one: go on with a smaller stop.gradientNorm."),
  CERTIFICATE(
      "certificate",
      "What the signs of the eigenvalues rest on: which Hessian, how many eigenvalues, or why there are none.",
      "The word proof says how sure that is."),
  PROOF(
      "proof",
      "How sure the verdict is: interval (a theorem, by interval arithmetic), measured (dense Hessian, each entry"
          + " with its error), bounds (both ends of the spectrum, from products) or none.",
      "analyze: {verdict: {proofLimit: 500}} tries proofs for more variables; docs/verdict.md explains each."),
  BOX(
      "box",
      "Where proof is interval: lower and upper bounds of every coordinate of the one critical point inside.",
      "Digits that both bounds share are proven digits."),
  VALUE_BOUNDS(
      "valueBounds",
      "Where proof is interval: bounds of f at the critical point in the box.",
      "They hold for the formula in exact arithmetic."),
  WITNESS(
      "witness",
      "A point that is lower than the end of the run by more than the errors of f at both.",
      "start: {type: run, path: THE_RUN, point: witness} goes on from it."),
  NEWTON_DISTANCE(
      "newtonDistance",
      "|H^-1 g|: about how far the critical point is from the end of the run.",
      "Large beside the point itself: the gradient test was too loose; lower stop.gradientNorm."),
  NEWTON_DECREMENT(
      "newtonDecrement",
      "The root of |g'H^-1 g|: f changes by half its square up to the Newton point.",
      "Small beside the error of f: nothing is left to gain."),
  SMALLEST_EIGENVALUE(
      "smallestEigenvalue",
      "The smallest eigenvalue of the true Hessian at the end.",
      "Its sign is decided after scaling, with the errors of the entries."),
  LARGEST_EIGENVALUE(
      "largestEigenvalue",
      "The largest eigenvalue of the true Hessian at the end.",
      "Gradient descent is stable for steps below 2 divided by it."),
  CONDITION_NUMBER(
      "conditionNumber",
      "The largest |eigenvalue| divided by the smallest.",
      "Large: first-order methods are slow; try another hessian, or scale the variables."),
  EIGENVALUE_ERROR(
      "eigenvalueError",
      "A bound on the error of every eigenvalue of the Hessian.",
      "Signs may be known beyond it: they are decided for the scaled Hessian."),
  EIGENVALUE_CHANGE(
      "eigenvalueChange",
      "The largest relative change of an eigenvalue from the end to the Newton point.",
      "0.5 near x^3, 0.56 near x^4, close to 0 at an ordinary critical point."),
  GRADIENT_NOISE(
      "gradientNoise",
      "The norm of the rounding errors of the gradient's entries.",
      "No algorithm in double precision gets the gradient reliably below it."),
  VALUE_ERROR(
      "valueError", "How far f may be off by rounding.", "Differences of f below it mean nothing."),
  LOWEST_AROUND(
      "lowestAround",
      "The lowest value of f at points around the end; pointsAround says at how many.",
      "At a minimum it is not below the value of the run."),
  ORDER(
      "order",
      "Up to which order of its Taylor series f was looked at: 2, or more at degenerate points.",
      "analyze: {verdict: {probes: 64}} looks in more directions."),
  DECREASE_FOUND(
      "decreaseFound",
      "Whether f was found to fall at a degenerate point.",
      "true: no minimum. false: none was found, which is no proof of a minimum."),
  WORK(
      "work",
      "All evaluations in gradient equivalents: a value counts 1/2, a gradient 1, a Hessian product 1, a dense"
          + " Hessian n.",
      "Compare optimisers by it rather than by iterations; analyses count on a ledger of their own."),
  PRODUCTS(
      "products",
      "What an analysis spent, in Hessian products; a gradient counts as one.",
      "Switch the verdict off with analyze: {verdict: none}.");

  private final String field;
  private final String meaning;
  private final String advice;

  ResultWord(String field, String meaning, String advice) {
    this.field = field;
    this.meaning = meaning;
    this.advice = advice;
  }

  /** As the result writes it. */
  String field() {
    return field;
  }

  String meaning() {
    return meaning;
  }

  String advice() {
    return advice;
  }
}
