package dev.dupin.objectives.functions;

import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.DenseSymmetric;

/**
 * Q M Q': the eigenvalues of M, its eigenvectors turned by Q. Not formed unless it is asked for.
 *
 * @param inner M
 * @param rotation Q
 */
record RotatedForm(QuadraticForm inner, Reflections rotation) implements QuadraticForm {

  @Override
  public int dimension() {
    return inner.dimension();
  }

  @Override
  public void apply(double[] v, double[] result) {
    double[] turned = v.clone();
    rotation.transposed(turned);
    inner.apply(turned, result);
    rotation.apply(result);
  }

  /** {@inheritDoc} Takes O(k n^2) operations for k reflections. */
  @Override
  public DenseSymmetric matrix() {
    double[] values = inner.matrix().values().clone();
    DenseSymmetric matrix = new DenseSymmetric(inner.dimension(), values);
    rotation.conjugate(matrix);
    return matrix;
  }

  @Override
  public void apply(Intervals v) {
    ReflectionBounds bounds = new ReflectionBounds(rotation);
    bounds.transposed(v);
    inner.apply(v);
    bounds.apply(v);
  }

  @Override
  public Intervals matrixBounds() {
    Intervals matrix = inner.matrixBounds();
    new ReflectionBounds(rotation).conjugate(matrix, dimension());
    return matrix;
  }
}
