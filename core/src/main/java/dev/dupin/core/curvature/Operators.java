package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Symmetric operators made from matrices and from one another. */
public final class Operators {

  private Operators() {}

  /** Returns the operator of a dense matrix: n^2 multiplications a product. */
  public static SymmetricOperator dense(DenseSymmetric matrix, Set<Trait> traits) {
    return new DenseOperator(matrix, traits);
  }

  /**
   * Returns the operator of a diagonal matrix, positive definite or semidefinite as the entries
   * are.
   *
   * @param entries n numbers; kept, so nobody may write to them again
   */
  public static SymmetricOperator diagonal(double[] entries) {
    return new DiagonalOperator(entries);
  }

  /**
   * Returns the sum of matrices of one dimension: the products of all, added. It is positive
   * semidefinite if all are, definite if one of them is; it has a diagonal where all have one, and
   * an inverse where all are diagonal.
   */
  public static SymmetricOperator sum(SymmetricOperator... terms) {
    List<SymmetricOperator> all = List.of(terms);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("a sum of operators has one term at least");
    }
    int n = all.get(0).dimension();
    for (SymmetricOperator term : all) {
      if (term.dimension() != n) {
        throw new IllegalArgumentException(
            "operators of dimension " + n + " and " + term.dimension() + " have no sum");
      }
    }
    return all.size() == 1 ? all.get(0) : new SumOperator(all);
  }

  /**
   * Returns factor * B: definite as B is where the factor is positive, with B's inverse and
   * diagonal. It no longer promises to be exact or the Gauss-Newton matrix, unless the factor is 1.
   */
  public static SymmetricOperator scaled(double factor, SymmetricOperator operator) {
    return factor == 1 ? operator : new ScaledOperator(factor, operator);
  }

  /**
   * Returns B + shift I: definite where B is semidefinite and the shift positive, with B's inverse
   * and diagonal. It no longer promises to be exact or the Gauss-Newton matrix, unless the shift is
   * 0.
   */
  public static SymmetricOperator shifted(SymmetricOperator operator, double shift) {
    return shift == 0 ? operator : new ShiftedOperator(operator, shift);
  }

  /**
   * Returns the block of B with some of its rows and the same columns: definite as B is. A product
   * costs one with B; two vectors of B's dimension are kept.
   *
   * @param indices distinct, each from 0 to n - 1, in the order wanted; copied
   */
  public static SymmetricOperator restricted(SymmetricOperator operator, int... indices) {
    boolean[] seen = new boolean[operator.dimension()];
    for (int index : indices) {
      if (seen[Objects.checkIndex(index, seen.length)]) {
        throw new IllegalArgumentException("index " + index + " stands twice in a restriction");
      }
      seen[index] = true;
    }
    return new RestrictedOperator(operator, indices.clone());
  }

  /**
   * Returns the diagonal block of B that starts at an index; see {@link #restricted}.
   *
   * @param from the first row and column
   * @param size how many
   */
  public static SymmetricOperator block(SymmetricOperator operator, int from, int size) {
    Objects.checkFromIndexSize(from, size, operator.dimension());
    return new RestrictedOperator(operator, IntStream.range(from, from + size).toArray());
  }

  /** Returns the same matrix with its products counted. */
  public static CountedOperator counted(SymmetricOperator operator) {
    return new CountedOperator(operator);
  }

  /** Returns what an operator promises of its matrix, whatever that stands for. */
  static Set<Trait> matrixTraits(SymmetricOperator operator) {
    Set<Trait> traits = new HashSet<>(operator.traits());
    traits.remove(Trait.EXACT);
    traits.remove(Trait.GAUSS_NEWTON);
    if (traits.contains(Trait.POSITIVE_DEFINITE)) {
      traits.add(Trait.POSITIVE_SEMIDEFINITE);
    }
    return traits;
  }

  /**
   * Returns the dense matrix of an operator, by n products with unit vectors; the two triangles are
   * averaged.
   */
  static DenseSymmetric denseByProducts(SymmetricOperator operator) {
    int n = operator.dimension();
    double[] values = new double[Math.multiplyExact(n, n)];
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      operator.apply(unit, column);
      unit[j] = 0;
      System.arraycopy(column, 0, values, j * n, n);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (values[i * n + j] + values[j * n + i]);
        values[i * n + j] = mean;
        values[j * n + i] = mean;
      }
    }
    return new DenseSymmetric(n, values);
  }

  private record DenseOperator(DenseSymmetric matrix, Set<Trait> traits)
      implements SymmetricOperator {

    @Override
    public int dimension() {
      return matrix.n();
    }

    @Override
    public void apply(double[] v, double[] result) {
      matrix.apply(v, result);
    }

    @Override
    public Optional<double[]> diagonal() {
      return Optional.of(matrix.diagonal());
    }

    @Override
    public DenseSymmetric toDense() {
      return matrix;
    }
  }
}
