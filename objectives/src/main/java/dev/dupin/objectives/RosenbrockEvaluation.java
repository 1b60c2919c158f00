package dev.dupin.objectives;

import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.rounding.EnclosureErrors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Rosenbrock function at one point. In the comments bend = x_{i+1} - x_i^2, distance = 1 - x_i.
 */
final class RosenbrockEvaluation implements Evaluation {

  private final Rosenbrock objective;
  private final double[] x;
  private boolean valueKnown;
  private double value;
  private double @Nullable [] gradient;
  private @Nullable RosenbrockHessian hessian;
  private @Nullable RosenbrockResiduals residuals;

  RosenbrockEvaluation(Rosenbrock objective, double[] x) {
    this.objective = objective;
    this.x = x;
  }

  @Override
  public Objective objective() {
    return objective;
  }

  @Override
  public double[] point() {
    return x;
  }

  @Override
  public double value() {
    if (!valueKnown) {
      double sum = 0;
      for (int i = 0; i + 1 < x.length; i += objective.stride()) {
        double bend = x[i + 1] - x[i] * x[i];
        double distance = 1 - x[i];
        sum += 100 * bend * bend + distance * distance;
      }
      keep(sum);
    }
    return value;
  }

  /** One pass for value and gradient; the value has the bits of {@link #value}. */
  @Override
  public double[] gradient() {
    if (gradient != null) {
      return gradient;
    }
    double[] result = new double[x.length]; // entry i: at first of the bend before, or nothing
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i += objective.stride()) {
      double bend = x[i + 1] - x[i] * x[i];
      double distance = 1 - x[i];
      sum += 100 * bend * bend + distance * distance;
      result[i] = result[i] - 400 * x[i] * bend - 2 * distance;
      result[i + 1] = 200 * bend;
    }
    keep(sum);
    gradient = result;
    return result;
  }

  private void keep(double sum) {
    value = sum;
    valueKnown = true;
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (kind == HessianProducts.class) {
      RosenbrockHessian known = hessian();
      return Optional.of(kind.cast((HessianProducts) known::apply));
    }
    if (kind == HessianMatrix.class) {
      RosenbrockHessian known = hessian();
      return Optional.of(kind.cast((HessianMatrix) known::matrix));
    }
    if (kind == HessianSparsity.class) {
      return Optional.of(kind.cast(new Tridiagonal(x.length)));
    }
    if (kind == Residuals.class) {
      return Optional.of(kind.cast(residuals()));
    }
    if (kind == Enclosures.class) {
      return Optional.of(kind.cast((Enclosures) this::over));
    }
    if (kind == RoundingErrors.class) {
      return Optional.of(kind.cast(new EnclosureErrors(this, over(x, x))));
    }
    return Optional.empty();
  }

  private Enclosure over(double[] lower, double[] upper) {
    return new RosenbrockEnclosure(lower, upper, objective.stride());
  }

  private RosenbrockHessian hessian() {
    if (hessian == null) {
      hessian = new RosenbrockHessian(x, objective.stride());
    }
    return hessian;
  }

  private RosenbrockResiduals residuals() {
    if (residuals == null) {
      residuals = new RosenbrockResiduals(x, objective.stride());
    }
    return residuals;
  }
}
