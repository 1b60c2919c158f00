package dev.dupin.curvature.diagonal;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import java.util.Optional;
import java.util.Set;

/**
 * A positive multiple of the identity: n multiplications a product or a solution, no memory.
 *
 * @param dimension n
 * @param scale positive
 */
public record ScalarOperator(int dimension, double scale) implements SymmetricOperator {

  /** What every such operator promises. */
  public static final Set<Trait> TRAITS = Set.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);

  @Override
  public void apply(double[] v, double[] result) {
    for (int i = 0; i < dimension; i++) {
      result[i] = scale * v[i];
    }
  }

  @Override
  public Set<Trait> traits() {
    return TRAITS;
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    double total = scale + shift;
    return Optional.of(
        (rhs, result) -> {
          for (int i = 0; i < dimension; i++) {
            result[i] = rhs[i] / total;
          }
        });
  }

  @Override
  public Optional<double[]> diagonal() {
    return Optional.of(Vectors.filled(dimension, scale));
  }
}
