package dev.dupin.objectives.data;

import java.util.List;

/**
 * The header of a NIST data set of nonlinear regression: which model to fit, from where, and what
 * comes out. The certified values are given to 11 digits.
 *
 * @param response what is modelled, an expression of columns in the syntax of formulas, such as
 *     {@code y} or {@code log(y)}
 * @param model an expression of parameters and columns in the syntax of formulas
 * @param parameters in the order of the header
 * @param residualSumOfSquares the sum of (response - model)^2 at the certified values
 * @param residualStandardDeviation the root of that sum over the degrees of freedom
 * @param degreesOfFreedom observations less parameters
 */
public record NistProblem(
    String response,
    String model,
    List<Parameter> parameters,
    double residualSumOfSquares,
    double residualStandardDeviation,
    int degreesOfFreedom) {

  public NistProblem {
    parameters = List.copyOf(parameters);
  }

  /**
   * A parameter of the model.
   *
   * @param name such as b1
   * @param start1 far from the certified value
   * @param start2 nearer to it
   * @param value certified
   * @param standardDeviation of the estimate, certified
   */
  public record Parameter(
      String name, double start1, double start2, double value, double standardDeviation) {}
}
