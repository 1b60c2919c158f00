package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Optional;
import java.util.Set;

/**
 * A symmetric matrix B by what it does to vectors. Valid until the {@link Curvature} that gave it
 * is next called; used by one thread at a time.
 */
public interface SymmetricOperator {

  /** Returns n. */
  int dimension();

  /**
   * Fills {@code result} with B v.
   *
   * @param v n entries; neither changed nor kept
   * @param result n entries, not the same array as {@code v}; filled, not kept
   */
  void apply(double[] v, double[] result);

  /** Returns what this operator promises. */
  default Set<Trait> traits() {
    return Set.of();
  }

  /**
   * Returns a solver with B + shift I where that is cheaper than factoring a dense matrix, empty
   * where it is not, or where B + shift I is singular.
   *
   * @param shift not negative
   */
  default Optional<Inverse> inverse(double shift) {
    return Optional.empty();
  }

  /** Returns the n diagonal entries where they are cheap; frozen. */
  default Optional<double[]> diagonal() {
    return Optional.empty();
  }

  /**
   * Returns B as a dense matrix: by n products unless overridden, symmetrised; n^2 doubles of
   * memory. Whoever calls it says so in its own documentation.
   */
  default DenseSymmetric toDense() {
    return Operators.denseByProducts(this);
  }

  /** Returns whether this operator promises the trait, by itself or by a stronger one. */
  default boolean is(Trait trait) {
    return traits().contains(trait)
        || (trait == Trait.POSITIVE_SEMIDEFINITE && traits().contains(Trait.POSITIVE_DEFINITE));
  }
}
