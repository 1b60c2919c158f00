package dev.dupin.curvature;

import java.util.List;

/**
 * How near Hessians are to the true one: a row for each of them at every point looked at, in the
 * order of the points.
 */
public record CurvatureQuality(List<Row> rows) {

  public CurvatureQuality {
    rows = List.copyOf(rows);
  }

  /**
   * One Hessian B at one point, beside the true Hessian H. Where the matrices are not dense,
   * numbers are estimates, with their standard error; it is 0 where a number is exact, and all are
   * NaN where the comparison failed.
   *
   * @param iteration of the run, counted from 0
   * @param hessian the name of B
   * @param relativeError |B - H|_F / |H|_F
   * @param relativeErrorStandardError of that
   * @param traceRatio tr B / tr H
   * @param traceRatioStandardError of that
   * @param stepAngleDegrees the angle between the Newton-like steps of B and of H: each matrix M is
   *     made definite by adding (damping |M| + max(0, -smallest eigenvalue of M)) I
   * @param smallestEigenvalue of B; of a Lanczos process where B is not dense
   * @param smallestResidual how far from an eigenvalue of B that may be
   * @param largestEigenvalue of B
   * @param largestResidual how far from an eigenvalue of B that may be
   * @param products what was spent, in products with B; a dense matrix counts n
   * @param certificate how it was computed
   * @param error why there are no numbers; empty where there are
   */
  public record Row(
      long iteration,
      String hessian,
      double relativeError,
      double relativeErrorStandardError,
      double traceRatio,
      double traceRatioStandardError,
      double stepAngleDegrees,
      double smallestEigenvalue,
      double smallestResidual,
      double largestEigenvalue,
      double largestResidual,
      long products,
      String certificate,
      String error) {}
}
