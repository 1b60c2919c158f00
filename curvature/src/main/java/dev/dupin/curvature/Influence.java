package dev.dupin.curvature;

import java.util.List;

/**
 * Which examples shape the Hessian at a point: the finding of {@link InfluenceAnalysis}.
 *
 * @param examples how many there are; 0 where the objective does not tell them apart
 * @param sumOfWeights of all examples' curvature weights, p (1 - p) for a logistic loss
 * @param sumOfLeverages the effective number of parameters: as many as there are without a penalty,
 *     fewer with one; NaN where the Hessian is singular
 * @param largest the most influential examples, by leverage, the largest first; by weight where the
 *     leverages are not known
 * @param note what kept the numbers from being known; empty otherwise
 */
public record Influence(
    int examples, double sumOfWeights, double sumOfLeverages, List<Example> largest, String note) {

  /**
   * One example.
   *
   * @param index its place among the examples, from 0 on
   * @param weight the curvature of its loss in its output
   * @param leverage its share of the Hessian
   */
  public record Example(int index, double weight, double leverage) {}
}
