package dev.dupin.core.autodiff;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.rounding.EnclosureErrors;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Value, adjoints and second derivatives of one point, each computed on first use. */
final class AutodiffEvaluation implements Evaluation {

  private final AutodiffObjective objective;
  private final double[] point;
  private @Nullable Forward forward;
  private double @Nullable [] adjoints;
  private double @Nullable [] gradient;
  private @Nullable HessianSweeps sweeps;
  private @Nullable DenseSymmetric matrix;
  private @Nullable RoundingErrors errors;

  AutodiffEvaluation(AutodiffObjective objective, double[] point) {
    this.objective = objective;
    this.point = point;
  }

  @Override
  public Objective objective() {
    return objective;
  }

  @Override
  public double[] point() {
    return point;
  }

  @Override
  public double value() {
    return forward().value();
  }

  @Override
  public double[] gradient() {
    if (gradient == null) {
      gradient = Arrays.copyOf(adjoints(), point.length);
    }
    return gradient;
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (kind == HessianProducts.class) {
      return Optional.of(kind.cast((HessianProducts) (v, result) -> sweeps().apply(v, result)));
    }
    if (kind == HessianMatrix.class) {
      return Optional.of(kind.cast((HessianMatrix) this::matrix));
    }
    if (kind == DirectionalDerivatives.class) {
      return Optional.of(kind.cast(derivatives()));
    }
    if (kind == Enclosures.class) {
      return Optional.of(kind.cast((Enclosures) (lower, upper) -> boxes().over(lower, upper)));
    }
    if (kind == RoundingErrors.class) {
      return Optional.of(kind.cast(errors()));
    }
    return Optional.empty();
  }

  private DirectionalDerivatives derivatives() {
    return new TaylorDerivatives(forward().program(), point, (outputs, rounding) -> outputs[0]);
  }

  private ProgramEnclosures boxes() {
    return new ProgramEnclosures(forward(), point, new Outer.Itself());
  }

  private RoundingErrors errors() {
    if (errors == null) {
      errors = new EnclosureErrors(this, boxes().atPoint());
    }
    return errors;
  }

  private Forward forward() {
    if (forward == null) {
      forward = objective.forward(point);
    }
    return forward;
  }

  private double[] adjoints() {
    if (adjoints == null) {
      adjoints = forward().program().adjoints(forward().values(), 1);
    }
    return adjoints;
  }

  private HessianSweeps sweeps() {
    if (sweeps == null) {
      sweeps = new HessianSweeps(forward().program(), forward().values(), adjoints(), 0);
    }
    return sweeps;
  }

  private DenseSymmetric matrix() {
    if (matrix == null) {
      matrix = sweeps().dense();
    }
    return matrix;
  }
}
