package dev.dupin.objectives.regression;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.ExampleCurvature;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.core.objective.Warnings;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A regression at one point. The outputs z of all examples are computed once, with the value or
 * with the gradient, whichever is asked for first; everything else starts from them.
 */
final class RegressionEvaluation implements Evaluation {

  private final Regression regression;
  private final Design design;
  private final Family family;
  private final int outputsEach;
  private final RowChunks chunks;
  private final double[] point;

  // The outputs z and what their pass gave; then what was asked for on top.
  private double @Nullable [] outputs;
  private double meanLoss;
  private double @Nullable [] gradient;
  private double @Nullable [] curvatures;
  private @Nullable DenseSymmetric hessian;
  private @Nullable Influence influence;
  private @Nullable LinearResiduals residuals;

  RegressionEvaluation(Regression regression, double[] point) {
    this.regression = regression;
    this.design = regression.design();
    this.family = regression.family();
    this.outputsEach = family.outputs();
    this.chunks = design.chunks(outputsEach);
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
    return meanLoss + penalty(point);
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
    return regression.structures().contains(kind)
        ? Optional.of(kind.cast(offered(kind)))
        : Optional.empty();
  }

  private Structure offered(Class<? extends Structure> kind) {
    if (kind == HessianProducts.class) {
      return (HessianProducts) this::hessianProduct;
    } else if (kind == HessianMatrix.class) {
      return (HessianMatrix) this::hessian;
    } else if (kind == OutputLoss.class) {
      return new FamilyOutputs(regression, this);
    } else if (kind == TermGradients.class) {
      return (TermGradients) this::termGradient;
    } else if (kind == LayerStatistics.class) {
      return new OneLayer(design, outputsEach);
    } else if (kind == ParameterBlocks.class) {
      return new OneBlock(outputsEach, design.columns());
    } else if (kind == DirectionalDerivatives.class) {
      return (DirectionalDerivatives) this::along;
    } else if (kind == ExampleCurvature.class) {
      return influence();
    } else if (kind == Residuals.class) {
      return residuals();
    } else if (kind == ResidualCurvature.class) {
      return (ResidualCurvature) (v, result) -> Arrays.fill(result, 0); // the residuals are linear
    } else if (kind == Metrics.class) {
      return new RegressionReport(regression, this).metrics();
    } else if (kind == Estimates.class) {
      return new RegressionReport(regression, this).estimates();
    } else if (kind == Warnings.class) {
      return (Warnings) () -> Separation.warnings(regression, this);
    }
    throw new IllegalStateException(kind + " is announced but unknown");
  }

  /** Returns the mean loss without the penalty. */
  double meanLoss() {
    outputs();
    return meanLoss;
  }

  /** Returns the outputs of every example, examples x outputs; frozen. */
  double[] outputs() {
    if (outputs == null) {
      double[] z = new double[Math.multiplyExact(design.rows(), outputsEach)];
      double sum = chunks.sum(1, (partial, from, to) -> partial[0] += losses(z, from, to))[0];
      outputs = z;
      meanLoss = sum / design.rows();
    }
    return outputs;
  }

  private double losses(double[] z, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      design.outputs(i, point, outputsEach, z, i * outputsEach);
      sum += family.loss(i, z);
    }
    return sum;
  }

  /**
   * One pass for outputs, value and gradient: each row is still in the cache for its second use.
   */
  private double[] lossAndSlopeSums() {
    double[] z = new double[Math.multiplyExact(design.rows(), outputsEach)];
    int last = point.length;
    double[] sums =
        chunks.sum(
            last + 1,
            (partial, from, to) -> {
              double[] slope = new double[outputsEach];
              double loss = 0;
              for (int i = from; i < to; i++) {
                design.outputs(i, point, outputsEach, z, i * outputsEach);
                loss += family.lossAndSlope(i, z, slope);
                design.addOuter(slope, 0, outputsEach, i, partial);
              }
              partial[last] += loss;
            });
    outputs = z;
    meanLoss = sums[last] / design.rows();
    return sums;
  }

  private double[] slopeSums(double[] z) {
    return chunks.sum(
        point.length,
        (partial, from, to) -> {
          double[] slope = new double[outputsEach];
          for (int i = from; i < to; i++) {
            family.slope(i, z, slope);
            design.addOuter(slope, 0, outputsEach, i, partial);
          }
        });
  }

  /** Returns what {@link Family#curvature} says of every example; frozen. */
  double[] curvatures() {
    if (curvatures == null) {
      double[] z = outputs();
      double[] filled = new double[z.length];
      chunks.forEach(
          (from, to) -> {
            for (int i = from; i < to; i++) {
              family.curvature(i, z, filled);
            }
          });
      curvatures = filled;
    }
    return curvatures;
  }

  /** J' S J v / N + ridge v, each row used twice while it is in the cache. */
  private void hessianProduct(double[] v, double[] result) {
    double[] known = curvatures();
    double[] product =
        chunks.sum(
            v.length,
            outputsEach == 1
                ? (partial, from, to) -> design.addGramProduct(known, v, partial, from, to)
                : (partial, from, to) -> addProducts(known, v, partial, from, to));
    for (int j = 0; j < v.length; j++) {
      result[j] = product[j] / design.rows() + penaltySlope(j, v[j]);
    }
  }

  private void addProducts(double[] known, double[] v, double[] partial, int from, int to) {
    double[] u = new double[outputsEach];
    double[] su = new double[outputsEach];
    for (int i = from; i < to; i++) {
      design.outputs(i, v, outputsEach, u, 0);
      family.multiply(i, known, u, 0, su, 0);
      design.addOuter(su, 0, outputsEach, i, partial);
    }
  }

  /** Returns the dense Hessian. */
  DenseSymmetric hessian() {
    if (hessian == null) {
      hessian = outputsEach == 1 ? design.gram(blockWeights(0, 0)) : blocks();
      for (int j = 0; j < hessian.n(); j++) {
        hessian.values()[j * hessian.n() + j] += regression.ridge(j);
      }
    }
    return hessian;
  }

  /** A block X' diag(S_kl) X / N for each pair of outputs, each pair computed once. */
  private DenseSymmetric blocks() {
    int n = point.length;
    Design.checkDense(n);
    double[] values = new double[n * n];
    int columns = design.columns();
    for (int k = 0; k < outputsEach; k++) {
      for (int l = 0; l <= k; l++) {
        double[] block = design.gram(blockWeights(k, l)).values();
        for (int i = 0; i < columns; i++) {
          System.arraycopy(
              block, i * columns, values, (k * columns + i) * n + l * columns, columns);
          System.arraycopy(
              block, i * columns, values, (l * columns + i) * n + k * columns, columns);
        }
      }
    }
    return new DenseSymmetric(n, values);
  }

  private double[] blockWeights(int k, int l) {
    double[] known = curvatures();
    double[] weights = new double[design.rows()];
    chunks.forEach(
        (from, to) -> {
          for (int i = from; i < to; i++) {
            weights[i] = family.entry(i, known, k, l) / weights.length;
          }
        });
    return weights;
  }

  private double[] termGradient(int term) {
    double[] slope = new double[outputsEach];
    family.slope(term, outputs(), slope);
    double[] result = new double[point.length];
    design.addOuter(slope, 0, outputsEach, term, result);
    return result;
  }

  /** The outputs are linear along a line, so each example's loss is a function of t alone. */
  private double[] along(double[] v, int order) {
    double[] z = outputs();
    double[] derivatives =
        chunks.sum(
            order + 1,
            (partial, from, to) -> {
              double[] d = new double[outputsEach];
              for (int i = from; i < to; i++) {
                design.outputs(i, v, outputsEach, d, 0);
                family.addDerivatives(i, z, d, partial);
              }
            });
    for (int k = 1; k <= order; k++) {
      derivatives[k] /= design.rows();
    }
    derivatives[0] = value();
    for (int j = 0; j < v.length && order >= 1; j++) {
      derivatives[1] += penaltySlope(j, point[j]) * v[j];
    }
    if (order >= 2) {
      derivatives[2] += 2 * penalty(v);
    }
    return derivatives;
  }

  /** Returns the weights and leverages, the same every time. */
  Influence influence() {
    if (influence == null) {
      influence = new Influence(regression, this);
    }
    return influence;
  }

  private LinearResiduals residuals() {
    if (residuals == null) {
      residuals = new LinearResiduals(regression, this);
    }
    return residuals;
  }

  private double penalty(double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      double ridge = regression.ridge(j);
      sum += ridge == 0 ? 0 : ridge * x[j] * x[j];
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
