package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** B + shift I. */
record ShiftedOperator(SymmetricOperator operator, double shift) implements SymmetricOperator {

  @Override
  public int dimension() {
    return operator.dimension();
  }

  @Override
  public void apply(double[] v, double[] result) {
    operator.apply(v, result);
    Vectors.addScaled(result, shift, v);
  }

  @Override
  public Set<Trait> traits() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(Operators.matrixTraits(operator));
    if (!(shift >= 0)) {
      traits.remove(Trait.POSITIVE_DEFINITE);
      traits.remove(Trait.POSITIVE_SEMIDEFINITE);
    } else if (shift > 0 && operator.is(Trait.POSITIVE_SEMIDEFINITE)) {
      traits.add(Trait.POSITIVE_DEFINITE);
    }
    return traits;
  }

  @Override
  public Optional<Inverse> inverse(double further) {
    return shift + further >= 0 ? operator.inverse(shift + further) : Optional.empty();
  }

  @Override
  public Optional<double[]> diagonal() {
    return operator
        .diagonal()
        .map(diagonal -> Vectors.add(diagonal, Vectors.filled(diagonal.length, shift)));
  }

  @Override
  public DenseSymmetric toDense() {
    DenseSymmetric matrix = operator.toDense();
    int n = matrix.n();
    double[] values = matrix.values().clone();
    for (int i = 0; i < n; i++) {
      values[i * n + i] += shift;
    }
    return new DenseSymmetric(n, values);
  }
}
