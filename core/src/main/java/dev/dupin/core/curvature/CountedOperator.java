package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Optional;
import java.util.Set;

/** The same matrix, with its products counted; see {@link Operators#counted}. */
public final class CountedOperator implements SymmetricOperator {

  private final SymmetricOperator operator;
  private long products;

  CountedOperator(SymmetricOperator operator) {
    this.operator = operator;
  }

  /** Returns how many products were asked for so far; a dense matrix counts as n. */
  public long products() {
    return products;
  }

  @Override
  public int dimension() {
    return operator.dimension();
  }

  @Override
  public void apply(double[] v, double[] result) {
    products++;
    operator.apply(v, result);
  }

  @Override
  public Set<Trait> traits() {
    return operator.traits();
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
    products += dimension();
    return operator.toDense();
  }
}
