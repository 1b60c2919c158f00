package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Optional;
import java.util.Set;

/** The same matrix with other promises. */
record PromisingOperator(SymmetricOperator operator, Set<Trait> traits)
    implements SymmetricOperator {

  @Override
  public int dimension() {
    return operator.dimension();
  }

  @Override
  public void apply(double[] v, double[] result) {
    operator.apply(v, result);
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    return operator.inverse(shift);
  }

  @Override
  public Optional<double[]> diagonal() {
    return operator.diagonal();
  }

  @Override
  public DenseSymmetric toDense() {
    return operator.toDense();
  }
}
