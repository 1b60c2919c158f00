package dev.dupin.objectives.regression;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Metrics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a regression tells at the end of a run.
 *
 * <p>Standard errors are the roots of the diagonal of s^2 (N H)^-1, where H is the Hessian of the
 * mean loss, penalty included, and s^2 the residual variance RSS / (N - n) of a squared loss, 1 for
 * the others: at the maximum-likelihood estimate the inverse of the observed information. With l2
 * &gt; 0 they are those of the penalised likelihood, which is not unbiased. Where f does not tell
 * classes' common shifts, estimates and errors are those whose mean over the classes is zero. They
 * are NaN where H is singular to working precision, above 2000 parameters, and where the Hessian
 * would take more than 1e11 multiply-adds (rows n^2 / 2).
 */
final class RegressionReport {

  // The Hessian and its factor take 64 MB there, and the factorisation some seconds.
  private static final int MOST_STANDARD_ERRORS = 2000;

  // Multiply-adds for the Hessian: half a minute on one core.
  private static final double MOST_WORK = 1e11;

  private final Regression regression;
  private final RegressionEvaluation evaluation;

  RegressionReport(Regression regression, RegressionEvaluation evaluation) {
    this.regression = regression;
    this.evaluation = evaluation;
  }

  Metrics metrics() {
    return () -> {
      Map<String, Double> metrics = new LinkedHashMap<>();
      put("train", evaluation, regression, regression.dimension(), metrics);
      regression
          .heldOut()
          .ifPresent(
              test ->
                  put(
                      "test",
                      new RegressionEvaluation(test, evaluation.point()),
                      test,
                      0,
                      metrics));
      return Collections.unmodifiableMap(metrics);
    };
  }

  private static void put(
      String prefix,
      RegressionEvaluation there,
      Regression on,
      int parameters,
      Map<String, Double> metrics) {
    on.family().metrics(prefix, there.outputs(), there.meanLoss(), parameters, metrics);
  }

  Estimates estimates() {
    return () -> {
      double[] values = centred();
      double[] errors = standardErrors();
      List<Estimates.Estimate> estimates = new ArrayList<>();
      for (int j = 0; j < errors.length; j++) {
        estimates.add(new Estimates.Estimate(regression.name(j), values[j], errors[j]));
      }
      return Collections.unmodifiableList(estimates);
    };
  }

  /** The point, without the shifts that f does not tell. */
  private double[] centred() {
    int columns = regression.design().columns();
    int outputs = regression.family().outputs();
    double[] values = evaluation.point().clone();
    for (int column = 0; column < columns; column++) {
      if (regression.ignoresShifts(column)) {
        double mean = 0;
        for (int k = 0; k < outputs; k++) {
          mean += values[k * columns + column] / outputs;
        }
        for (int k = 0; k < outputs; k++) {
          values[k * columns + column] -= mean;
        }
      }
    }
    return values;
  }

  private double[] standardErrors() {
    int n = regression.dimension();
    int rows = regression.design().rows();
    if (n > MOST_STANDARD_ERRORS || (double) rows * n * n / 2 > MOST_WORK) {
      return Vectors.filled(n, Double.NaN);
    }
    double variance = regression.family().dispersion(evaluation.meanLoss(), n);
    double[] errors = evaluation.influence().inverseDiagonal();
    for (int j = 0; j < n; j++) {
      errors[j] = Math.sqrt(variance * errors[j]);
    }
    return errors;
  }
}
