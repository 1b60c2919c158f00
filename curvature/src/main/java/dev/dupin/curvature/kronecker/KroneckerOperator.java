package dev.dupin.curvature.kronecker;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A block for every layer, diagonal in the basis of its factors, plus a multiple of the identity;
 * the identity where there is no layer. A product or a solution takes 2 (rows + columns) rows
 * columns multiplications a layer, and some matrices of rows x columns.
 */
final class KroneckerOperator implements SymmetricOperator {

  private static final double EPS = 0x1p-52;

  private final int n;
  private final List<Layer> layers;
  private final List<Basis> bases;
  private final List<double[]> scales;
  private final double[] damping; // one a layer
  private final boolean factored;
  private final Set<Trait> traits;

  /**
   * @param scales the diagonal of each layer in its basis, rows x columns; the products of the
   *     factors' eigenvalues where {@code factored}
   * @param damping the multiple of the identity of each layer
   * @param factored whether damping goes to the two factors instead of their product
   */
  KroneckerOperator(
      int n,
      List<Layer> layers,
      List<Basis> bases,
      List<double[]> scales,
      double[] damping,
      boolean factored,
      Set<Trait> traits) {
    this.n = n;
    this.layers = layers;
    this.bases = bases;
    this.scales = scales;
    this.damping = damping;
    this.factored = factored;
    this.traits = traits;
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public Set<Trait> traits() {
    return traits;
  }

  @Override
  public void apply(double[] v, double[] result) {
    through(v, result, 0, false);
  }

  /**
   * With factored damping the shift goes to the factors as well, as the method has it, and not to
   * the identity.
   */
  @Override
  public Optional<Inverse> inverse(double shift) {
    for (int k = 0; k < layers.size(); k++) {
      double[] diagonal = damped(k, shift);
      double smallest = Double.POSITIVE_INFINITY;
      double largest = 0;
      for (double entry : diagonal) {
        smallest = Math.min(smallest, entry);
        largest = Math.max(largest, entry);
      }
      if (!(smallest > diagonal.length * EPS * largest)) {
        return Optional.empty(); // singular to working precision
      }
    }
    return Optional.of((rhs, result) -> through(rhs, result, shift, true));
  }

  private void through(double[] v, double[] result, double shift, boolean inverse) {
    System.arraycopy(v, 0, result, 0, n); // the identity where there is no layer
    for (int i = 0; inverse && i < n; i++) {
      result[i] /= 1 + shift;
    }
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      double[] coordinates = bases.get(k).coordinates(layer, v, layer.offset());
      double[] diagonal = damped(k, shift);
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] = inverse ? coordinates[i] / diagonal[i] : coordinates[i] * diagonal[i];
      }
      bases.get(k).combine(layer, coordinates, result);
    }
  }

  private double[] damped(int k, double shift) {
    double total = damping[k] + shift;
    if (factored && total > 0) {
      return factored(bases.get(k), total);
    }
    double[] diagonal = scales.get(k).clone();
    for (int i = 0; i < diagonal.length; i++) {
      diagonal[i] += total;
    }
    return diagonal;
  }

  /**
   * (s_i + sqrt(lambda) / pi) (a_j + pi sqrt(lambda)), where pi^2 is the ratio of the mean
   * eigenvalues of A and S (Martens and Grosse 2015, "Optimizing neural networks with
   * Kronecker-factored approximate curvature", section 6.3).
   */
  private static double[] factored(Basis basis, double lambda) {
    double[] s = basis.outputValues();
    double[] a = basis.inputValues();
    double ratio = Arrays.stream(a).average().orElse(0) / Arrays.stream(s).average().orElse(0);
    double pi = ratio > 0 && ratio < Double.POSITIVE_INFINITY ? Math.sqrt(ratio) : 1;
    double root = Math.sqrt(lambda);
    double[] diagonal = new double[s.length * a.length];
    for (int i = 0; i < s.length; i++) {
      for (int j = 0; j < a.length; j++) {
        diagonal[i * a.length + j] = (s[i] + root / pi) * (a[j] + pi * root);
      }
    }
    return diagonal;
  }
}
