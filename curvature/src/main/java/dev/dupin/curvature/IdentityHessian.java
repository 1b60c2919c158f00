package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** The identity matrix: no curvature at all. Every step then goes along the gradient. */
public final class IdentityHessian implements HessianProvider {

  private static final Set<Trait> TRAITS = Set.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);

  /** The identity has nothing to configure. */
  @Inject
  public IdentityHessian() {}

  @Override
  public Set<Trait> traits(Objective objective) {
    return TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new IdentityCurvature(new IdentityOperator(objective.dimension()));
  }

  private record IdentityCurvature(IdentityOperator operator) implements Curvature {

    @Override
    public SymmetricOperator at(Evaluation here) {
      return operator;
    }
  }

  private record IdentityOperator(int dimension) implements SymmetricOperator {

    @Override
    public void apply(double[] v, double[] result) {
      System.arraycopy(v, 0, result, 0, dimension);
    }

    @Override
    public Set<Trait> traits() {
      return TRAITS;
    }

    @Override
    public Optional<Inverse> inverse(double shift) {
      return Optional.of(
          (rhs, result) -> {
            for (int i = 0; i < dimension; i++) {
              result[i] = rhs[i] / (1 + shift);
            }
          });
    }

    @Override
    public Optional<double[]> diagonal() {
      return Optional.of(Vectors.filled(dimension, 1));
    }
  }
}
