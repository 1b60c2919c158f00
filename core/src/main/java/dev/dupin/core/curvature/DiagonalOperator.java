package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A diagonal matrix. */
final class DiagonalOperator implements SymmetricOperator {

  private final double[] entries;
  private final Set<Trait> traits;

  /** Keeps the entries. */
  DiagonalOperator(double[] entries) {
    this.entries = entries;
    traits = EnumSet.of(Trait.DIAGONAL);
    double least = Double.POSITIVE_INFINITY;
    for (double entry : entries) {
      least = Math.min(least, entry); // NaN if one is
    }
    if (least > 0) {
      traits.add(Trait.POSITIVE_DEFINITE);
    } else if (least == 0) {
      traits.add(Trait.POSITIVE_SEMIDEFINITE);
    }
  }

  @Override
  public int dimension() {
    return entries.length;
  }

  @Override
  public void apply(double[] v, double[] result) {
    for (int i = 0; i < entries.length; i++) {
      result[i] = entries[i] * v[i];
    }
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.copyOf(traits);
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    return inverse(entries, shift);
  }

  /** Empty where the shifted matrix is singular. */
  static Optional<Inverse> inverse(double[] entries, double shift) {
    for (double entry : entries) {
      if (entry + shift == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(
        (rhs, result) -> {
          for (int i = 0; i < entries.length; i++) {
            result[i] = rhs[i] / (entries[i] + shift);
          }
        });
  }

  @Override
  public Optional<double[]> diagonal() {
    return Optional.of(entries);
  }

  @Override
  public DenseSymmetric toDense() {
    int n = entries.length;
    double[] values = new double[Math.multiplyExact(n, n)];
    for (int i = 0; i < n; i++) {
      values[i * n + i] = entries[i];
    }
    return new DenseSymmetric(n, values);
  }
}
