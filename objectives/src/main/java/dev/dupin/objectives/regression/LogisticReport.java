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
 * What a logistic regression tells at the end of a run.
 *
 * <p>Standard errors are the roots of the diagonal of (N H)^-1, where H is the Hessian of the mean
 * loss, penalty included: at the maximum-likelihood estimate the inverse of the observed
 * information. With l2 &gt; 0 they are those of the penalised likelihood, which is not unbiased.
 * They are NaN where H is singular to working precision, above 2000 parameters, and where the
 * Hessian would take more than 1e11 multiply-adds (rows n^2 / 2).
 */
final class LogisticReport {

  // The Hessian and its factor take 64 MB there, and the factorisation some seconds.
  private static final int MOST_STANDARD_ERRORS = 2000;

  // Multiply-adds for the Hessian: half a minute on one core.
  private static final double MOST_WORK = 1e11;

  private final LogisticRegression regression;
  private final LogisticEvaluation evaluation;

  LogisticReport(LogisticRegression regression, LogisticEvaluation evaluation) {
    this.regression = regression;
    this.evaluation = evaluation;
  }

  Metrics metrics() {
    return () -> {
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("trainAccuracy", accuracy());
      metrics.put("trainLogLoss", evaluation.meanLoss());
      return Collections.unmodifiableMap(metrics);
    };
  }

  Estimates estimates() {
    return () -> {
      double[] errors = standardErrors();
      List<Estimates.Estimate> estimates = new ArrayList<>();
      for (int j = 0; j < errors.length; j++) {
        estimates.add(new Estimates.Estimate(regression.name(j), evaluation.point()[j], errors[j]));
      }
      return Collections.unmodifiableList(estimates);
    };
  }

  /** The share of examples whose output has the sign of their class; 0 counts as negative. */
  private double accuracy() {
    double[] z = evaluation.outputs();
    int right = 0;
    for (int i = 0; i < z.length; i++) {
      boolean positive = regression.sign(i) > 0;
      if (positive ? z[i] > 0 : z[i] <= 0) {
        right++;
      }
    }
    return (double) right / z.length;
  }

  private double[] standardErrors() {
    int n = regression.dimension();
    int rows = regression.design().rows();
    if (n > MOST_STANDARD_ERRORS || (double) rows * n * n / 2 > MOST_WORK) {
      return Vectors.filled(n, Double.NaN);
    }
    return StandardErrors.of(evaluation.hessian(), rows);
  }
}
