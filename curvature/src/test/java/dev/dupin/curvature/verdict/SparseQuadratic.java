package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.curvature.difference.SparseSymmetric;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * x'Hx / 2 with a sparse H, whose pattern is known.
 *
 * @param lie a column that the pattern leaves out, or -1
 */
record SparseQuadratic(SparseSymmetric matrix, boolean exact, int lie) implements Objective {

  /** Builds H entry by entry. */
  static final class Builder {
    private final TreeMap<Long, Double> entries = new TreeMap<>();
    private final int n;

    Builder(int n) {
      this.n = n;
      for (int i = 0; i < n; i++) {
        entries.put(key(i, i), 0.0);
      }
    }

    private long key(int i, int j) {
      return (long) i * n + j;
    }

    Builder set(int i, int j, double value) {
      entries.put(key(i, j), value);
      entries.put(key(j, i), value);
      return this;
    }

    /** Returns D H D, with D a diagonal matrix of the scales. */
    SparseQuadratic build(double[] scale, boolean exact) {
      int[] pointers = new int[n + 1];
      int[] indices = new int[entries.size()];
      double[] values = new double[entries.size()];
      int at = 0;
      for (var entry : entries.entrySet()) {
        int i = (int) (entry.getKey() / n);
        int j = (int) (entry.getKey() % n);
        pointers[i + 1]++;
        indices[at] = j;
        values[at] = entry.getValue() * scale[i] * scale[j];
        at++;
      }
      for (int i = 0; i < n; i++) {
        pointers[i + 1] += pointers[i];
      }
      return new SparseQuadratic(new SparseSymmetric(pointers, indices, values), exact, -1);
    }
  }

  static int[] shuffled(int n, SplittableRandom random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  DenseSymmetric dense() {
    return matrix.dense();
  }

  double form(double[] v) {
    double[] product = new double[v.length];
    matrix.apply(v, product);
    return Vectors.dot(v, product);
  }

  @Override
  public int dimension() {
    return matrix.pointers().length - 1;
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return exact ? Set.of(HessianProducts.class, HessianSparsity.class) : Set.of();
  }

  private HessianSparsity pattern() {
    int[] indices = matrix.indices();
    int[] pointers = matrix.pointers();
    if (lie >= 0) {
      Builder diagonal = new Builder(dimension());
      return new SparseQuadratic(diagonal.build(new double[dimension()], true).matrix, true, -1)
          .pattern();
    }
    return new HessianSparsity() {
      @Override
      public int[] pointers() {
        return pointers;
      }

      @Override
      public int[] indices() {
        return indices;
      }
    };
  }

  @Override
  public Evaluation at(double[] x) {
    Objective objective = this;
    return new Evaluation() {
      private double @Nullable [] gradient;

      @Override
      public Objective objective() {
        return objective;
      }

      @Override
      public double[] point() {
        return x;
      }

      @Override
      public double value() {
        return form(x) / 2;
      }

      @Override
      public double[] gradient() {
        if (gradient == null) {
          gradient = new double[x.length];
          matrix.apply(x, gradient);
        }
        return gradient;
      }

      @Override
      public <S extends Structure> Optional<S> structure(Class<S> kind) {
        if (kind == HessianSparsity.class) {
          return Optional.of(kind.cast(pattern()));
        }
        return exact && kind == HessianProducts.class
            ? Optional.of(kind.cast((HessianProducts) matrix::apply))
            : Optional.empty();
      }
    };
  }
}
