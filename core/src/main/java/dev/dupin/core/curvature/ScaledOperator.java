package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** factor * B. */
record ScaledOperator(double factor, SymmetricOperator operator) implements SymmetricOperator {

  @Override
  public int dimension() {
    return operator.dimension();
  }

  @Override
  public void apply(double[] v, double[] result) {
    operator.apply(v, result);
    for (int i = 0; i < result.length; i++) {
      result[i] *= factor;
    }
  }

  @Override
  public Set<Trait> traits() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(Operators.matrixTraits(operator));
    if (!(factor > 0)) {
      traits.remove(Trait.POSITIVE_DEFINITE);
    }
    if (!(factor >= 0)) {
      traits.remove(Trait.POSITIVE_SEMIDEFINITE);
    }
    return traits;
  }

  /** From (c B + shift I)^-1 = (B + shift / c I)^-1 / c. */
  @Override
  public Optional<Inverse> inverse(double shift) {
    if (!(factor > 0)) {
      return Optional.empty();
    }
    return operator
        .inverse(shift / factor)
        .map(
            inverse ->
                (rhs, result) -> {
                  inverse.solve(rhs, result);
                  for (int i = 0; i < result.length; i++) {
                    result[i] /= factor;
                  }
                });
  }

  @Override
  public Optional<double[]> diagonal() {
    return operator.diagonal().map(diagonal -> Vectors.scale(factor, diagonal));
  }

  @Override
  public DenseSymmetric toDense() {
    DenseSymmetric matrix = operator.toDense();
    return new DenseSymmetric(matrix.n(), Vectors.scale(factor, matrix.values()));
  }
}
