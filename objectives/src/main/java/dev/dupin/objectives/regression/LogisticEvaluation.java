package dev.dupin.objectives.regression;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A logistic regression at one point. The outputs z = x'w + b of all examples are computed once,
 * with the value or with the gradient, whichever is asked for first; everything else starts from
 * them.
 */
final class LogisticEvaluation implements Evaluation {

  private final LogisticRegression regression;
  private final Design design;
  private final double[] point;

  // The outputs z and what their pass gave; then what was asked for on top.
  private double @Nullable [] outputs;
  private double meanLoss;
  private double @Nullable [] gradient;
  private double @Nullable [] curvatures;
  private @Nullable DenseSymmetric hessian;

  LogisticEvaluation(LogisticRegression regression, double[] point) {
    this.regression = regression;
    this.design = regression.design();
    this.point = point;
  }

  @Override
  public Objective objective() {
    return regression;
  }

  @Override
  public double[] point() {
    return point;
  }

  @Override
  public double value() {
    outputs();
    return meanLoss + penalty();
  }

  @Override
  public double[] gradient() {
    if (gradient == null) {
      double[] sums = outputs == null ? lossAndSlopeSums() : slopeSums(outputs);
      gradient = Arrays.copyOf(sums, point.length);
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] = gradient[j] / design.rows() + penaltySlope(j, point[j]);
      }
    }
    return gradient;
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    Structure structure = null;
    if (kind == HessianProducts.class) {
      structure = (HessianProducts) this::hessianProduct;
    } else if (kind == HessianMatrix.class) {
      structure = (HessianMatrix) this::hessian;
    } else if (kind == OutputLoss.class) {
      structure = new LogisticOutputs(regression, this);
    } else if (kind == TermGradients.class) {
      structure = (TermGradients) this::termGradient;
    } else if (kind == Metrics.class || kind == Estimates.class) {
      LogisticReport report = new LogisticReport(regression, this);
      structure = kind == Metrics.class ? report.metrics() : report.estimates();
    }
    return Optional.ofNullable(structure).map(kind::cast);
  }

  /** Returns the mean loss without the penalty. */
  double meanLoss() {
    outputs();
    return meanLoss;
  }

  /** Returns x'w + b of every example; frozen. */
  double[] outputs() {
    if (outputs == null) {
      double[] z = new double[design.rows()];
      double sum =
          design.chunks().sum(1, (partial, from, to) -> partial[0] += losses(z, from, to))[0];
      outputs = z;
      meanLoss = sum / design.rows();
    }
    return outputs;
  }

  private double losses(double[] z, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      z[i] = design.dot(i, point);
      sum += LogisticLoss.value(regression.sign(i) * z[i]);
    }
    return sum;
  }

  /**
   * One pass for outputs, value and gradient: each row is still in the cache for its second use.
   */
  private double[] lossAndSlopeSums() {
    double[] z = new double[design.rows()];
    int last = point.length;
    double[] sums =
        design
            .chunks()
            .sum(
                last + 1,
                (partial, from, to) -> {
                  double loss = 0;
                  for (int i = from; i < to; i++) {
                    z[i] = design.dot(i, point);
                    loss += LogisticLoss.value(regression.sign(i) * z[i]);
                    design.addRow(slope(i, z[i]), i, partial);
                  }
                  partial[last] += loss;
                });
    outputs = z;
    meanLoss = sums[last] / design.rows();
    return sums;
  }

  private double[] slopeSums(double[] z) {
    return design
        .chunks()
        .sum(
            point.length,
            (partial, from, to) -> {
              for (int i = from; i < to; i++) {
                design.addRow(slope(i, z[i]), i, partial);
              }
            });
  }

  /** Returns the derivative of an example's loss with respect to its output. */
  double slope(int example, double z) {
    byte sign = regression.sign(example);
    return sign * LogisticLoss.slope(sign * z);
  }

  /**
   * Returns p (1 - p) / N of every example, the Hessian of the mean loss in the outputs; frozen.
   */
  double[] curvatures() {
    if (curvatures == null) {
      double[] z = outputs();
      double[] weights = new double[z.length];
      design
          .chunks()
          .forEach(
              (from, to) -> {
                for (int i = from; i < to; i++) {
                  weights[i] = LogisticLoss.curvature(z[i]) / weights.length;
                }
              });
      curvatures = weights;
    }
    return curvatures;
  }

  /** X' D X v + ridge v, each row used twice while it is in the cache. */
  private void hessianProduct(double[] v, double[] result) {
    double[] weights = curvatures();
    double[] product =
        design
            .chunks()
            .sum(
                v.length,
                (partial, from, to) -> {
                  for (int i = from; i < to; i++) {
                    design.addRow(weights[i] * design.dot(i, v), i, partial);
                  }
                });
    for (int j = 0; j < v.length; j++) {
      result[j] = product[j] + penaltySlope(j, v[j]);
    }
  }

  /** Returns the dense Hessian. */
  DenseSymmetric hessian() {
    if (hessian == null) {
      DenseSymmetric gram = design.gram(curvatures());
      for (int j = 0; j < gram.n(); j++) {
        gram.values()[j * gram.n() + j] += regression.ridge(j);
      }
      hessian = gram;
    }
    return hessian;
  }

  private double[] termGradient(int term) {
    double[] result = new double[point.length];
    design.addRow(slope(term, outputs()[term]), term, result);
    return result;
  }

  private double penalty() {
    double sum = 0;
    for (int j = 0; j < point.length; j++) {
      double ridge = regression.ridge(j);
      sum += ridge == 0 ? 0 : ridge * point[j] * point[j];
    }
    return sum / 2;
  }

  /**
   * Returns ridge times the coordinate; 0 without a penalty, even where the coordinate is infinite.
   */
  private double penaltySlope(int parameter, double coordinate) {
    double ridge = regression.ridge(parameter);
    return ridge == 0 ? 0 : ridge * coordinate;
  }
}
