package dev.dupin.objectives.functions;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.rounding.EnclosureErrors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A quadratic at one point; value and gradient share the product A x. */
final class QuadraticEvaluation implements Evaluation {

  private final Quadratic objective;
  private final double[] x;
  private double @Nullable [] product;
  private double @Nullable [] gradient;

  QuadraticEvaluation(Quadratic objective, double[] x) {
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
    return Vectors.dot(x, product()) / 2 + Vectors.dot(x, objective.linear());
  }

  @Override
  public double[] gradient() {
    if (gradient == null) {
      gradient = Vectors.add(product(), objective.linear());
    }
    return gradient;
  }

  private double[] product() {
    if (product == null) {
      product = new double[x.length];
      objective.form().apply(x, product);
    }
    return product;
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (kind == HessianProducts.class) {
      return Optional.of(kind.cast((HessianProducts) objective.form()::apply));
    }
    if (kind == HessianMatrix.class) {
      return Optional.of(kind.cast((HessianMatrix) objective::matrix));
    }
    if (kind == DirectionalDerivatives.class) {
      return Optional.of(kind.cast((DirectionalDerivatives) this::along));
    }
    if (kind == HessianSparsity.class && objective.form() instanceof DiagonalForm) {
      return Optional.of(kind.cast(new Diagonal(x.length)));
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
    return new QuadraticEnclosure(objective, lower, upper);
  }

  /** f, g'v, v'Av, and nothing beyond. */
  private double[] along(double[] v, int order) {
    double[] derivatives = new double[order + 1];
    derivatives[0] = value();
    if (order >= 1) {
      derivatives[1] = Vectors.dot(gradient(), v);
    }
    if (order >= 2) {
      double[] curved = new double[v.length];
      objective.form().apply(v, curved);
      derivatives[2] = Vectors.dot(v, curved);
    }
    return derivatives;
  }
}
