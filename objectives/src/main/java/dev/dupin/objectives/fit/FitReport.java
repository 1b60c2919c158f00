package dev.dupin.objectives.fit;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Estimates.Estimate;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Residuals;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a curve fit tells at the end of a run (Bates and Watts 1988, "Nonlinear Regression Analysis
 * and Its Applications", section 2.3). With m rows and p parameters the residual variance is s^2 =
 * sum r^2 / (m - p), the standard errors are the roots of the diagonal of s^2 (J'J)^-1: to first
 * order, where the residuals are independent and of equal variance. They are NaN where m &lt;= p
 * and where J'J is singular to working precision.
 */
final class FitReport {

  private final CurveFit fit;
  private final Evaluation sum;
  private final Residuals residuals;
  private final int degreesOfFreedom;

  FitReport(CurveFit fit, Evaluation sum) {
    this.fit = fit;
    this.sum = sum;
    this.residuals = sum.structure(Residuals.class).orElseThrow();
    this.degreesOfFreedom = residuals.values().length - fit.dimension();
  }

  Map<String, Double> metrics() {
    double norm = Vectors.norm(residuals.values());
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("residualSumOfSquares", norm * norm);
    metrics.put("residualStandardDeviation", standardDeviation());
    metrics.put("degreesOfFreedom", (double) degreesOfFreedom);
    fit.heldOut()
        .map(heldOut -> heldOut.at(sum.point()).structure(Residuals.class).orElseThrow().values())
        .ifPresent(
            r -> metrics.put("heldOutRootMeanSquare", Vectors.norm(r) / Math.sqrt(r.length)));
    return Collections.unmodifiableMap(metrics);
  }

  List<Estimate> estimates() {
    double deviation = standardDeviation();
    double[] roots = InverseGram.rootDiagonal(residuals.jacobianMatrix(), fit.dimension());
    return IntStream.range(0, roots.length)
        .mapToObj(j -> new Estimate(fit.parameters().get(j), sum.point()[j], deviation * roots[j]))
        .toList();
  }

  private double standardDeviation() {
    return degreesOfFreedom > 0
        ? Vectors.norm(residuals.values()) / Math.sqrt(degreesOfFreedom)
        : Double.NaN;
  }
}
