package dev.dupin.core.curvature;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Some rows of a symmetric matrix, and the same columns. */
final class RestrictedOperator implements SymmetricOperator {

  private final SymmetricOperator operator;
  private final int[] indices;
  private final double[] wide;
  private final double[] wideProduct;

  /** Keeps the indices. */
  RestrictedOperator(SymmetricOperator operator, int[] indices) {
    this.operator = operator;
    this.indices = indices;
    wide = new double[operator.dimension()];
    wideProduct = new double[operator.dimension()];
  }

  @Override
  public int dimension() {
    return indices.length;
  }

  /** The wide vector stays zero elsewhere. */
  @Override
  public void apply(double[] v, double[] result) {
    for (int i = 0; i < indices.length; i++) {
      wide[indices[i]] = v[i];
    }
    operator.apply(wide, wideProduct);
    for (int i = 0; i < indices.length; i++) {
      result[i] = wideProduct[indices[i]];
    }
  }

  @Override
  public Set<Trait> traits() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(Operators.matrixTraits(operator));
    return traits;
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    return operator.is(Trait.DIAGONAL)
        ? diagonal().flatMap(entries -> DiagonalOperator.inverse(entries, shift))
        : Optional.empty();
  }

  @Override
  public Optional<double[]> diagonal() {
    return operator
        .diagonal()
        .map(
            diagonal -> {
              double[] some = new double[indices.length];
              for (int i = 0; i < some.length; i++) {
                some[i] = diagonal[indices[i]];
              }
              return some;
            });
  }
}
