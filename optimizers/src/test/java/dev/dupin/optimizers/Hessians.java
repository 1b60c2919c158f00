package dev.dupin.optimizers;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Small Hessian providers, since this module does not know the real ones. */
public final class Hessians {

  private Hessians() {}

  /** The exact Hessian as a dense matrix. */
  public static HessianProvider exact() {
    return (objective, context) -> here -> new LazyDense(here, matrix -> matrix);
  }

  /** The exact Hessian, changed. */
  public static HessianProvider changed(UnaryOperator<double[]> change) {
    return (objective, context) ->
        here ->
            new LazyDense(
                here,
                matrix -> new DenseSymmetric(matrix.n(), change.apply(matrix.values().clone())));
  }

  /** The exact Hessian by products alone. */
  public static HessianProvider products() {
    return (objective, context) -> here -> new Products(here);
  }

  /** The identity. */
  public static HessianProvider identity() {
    return (objective, context) -> here -> new Identity(here.point().length);
  }

  /** BFGS with a dense B from the identity; pairs that would spoil it are skipped. */
  public static HessianProvider bfgs() {
    return Bfgs::new;
  }

  private static final class LazyDense implements SymmetricOperator {
    private final Evaluation here;
    private final UnaryOperator<DenseSymmetric> change;

    LazyDense(Evaluation here, UnaryOperator<DenseSymmetric> change) {
      this.here = here;
      this.change = change;
    }

    @Override
    public int dimension() {
      return here.point().length;
    }

    @Override
    public void apply(double[] v, double[] result) {
      toDense().apply(v, result);
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.EXACT);
    }

    @Override
    public DenseSymmetric toDense() {
      return change.apply(here.structure(HessianMatrix.class).orElseThrow().matrix());
    }
  }

  private record Products(Evaluation here) implements SymmetricOperator {

    @Override
    public int dimension() {
      return here.point().length;
    }

    @Override
    public void apply(double[] v, double[] result) {
      here.structure(HessianProducts.class).orElseThrow().apply(v, result);
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.EXACT);
    }
  }

  private record Identity(int dimension) implements SymmetricOperator {

    @Override
    public void apply(double[] v, double[] result) {
      System.arraycopy(v, 0, result, 0, dimension);
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);
    }

    @Override
    public Optional<double[]> diagonal() {
      return Optional.of(Vectors.filled(dimension, 1));
    }

    @Override
    public Optional<Inverse> inverse(double shift) {
      return Optional.of(
          (rhs, result) -> {
            for (int i = 0; i < dimension; i++) {
              result[i] = rhs[i] / (1 + shift);
            }
          });
    }
  }

  /** B and its inverse H, both updated (Nocedal and Wright 2006, equations 6.17 and 6.19). */
  static final class Bfgs implements Curvature {
    private final int n;
    private double[] direct;
    private double[] inverse;

    Bfgs(Objective objective, RunContext context) {
      n = objective.dimension();
      direct = new double[n * n];
      for (int i = 0; i < n; i++) {
        direct[i * n + i] = 1;
      }
      inverse = direct.clone();
    }

    DenseSymmetric inverseMatrix() {
      return new DenseSymmetric(n, inverse.clone());
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      SymmetricOperator matrix =
          Operators.dense(new DenseSymmetric(n, direct.clone()), Set.of(Trait.POSITIVE_DEFINITE));
      DenseSymmetric solver = new DenseSymmetric(n, inverse.clone());
      return new SymmetricOperator() {
        @Override
        public int dimension() {
          return n;
        }

        @Override
        public void apply(double[] v, double[] result) {
          matrix.apply(v, result);
        }

        @Override
        public Set<Trait> traits() {
          return matrix.traits();
        }

        @Override
        public Optional<Inverse> inverse(double shift) {
          return shift == 0 ? Optional.of(solver::apply) : Optional.empty();
        }

        @Override
        public DenseSymmetric toDense() {
          return matrix.toDense();
        }
      };
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      double[] s = Vectors.subtract(to.point(), from.point());
      double[] y = Vectors.subtract(to.gradient(), from.gradient());
      double sy = Vectors.dot(s, y);
      if (sy > 1e-10 * Vectors.norm(s) * Vectors.norm(y)) {
        direct = updated(direct, s, y, sy);
        inverse = inverseUpdated(inverse, s, y, sy);
      }
    }

    private double[] updated(double[] b, double[] s, double[] y, double sy) {
      double[] bs = new double[n];
      new DenseSymmetric(n, b).apply(s, bs);
      double sbs = Vectors.dot(s, bs);
      double[] next = b.clone();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          next[i * n + j] += y[i] * y[j] / sy - bs[i] * bs[j] / sbs;
        }
      }
      return next;
    }

    private double[] inverseUpdated(double[] h, double[] s, double[] y, double sy) {
      double[] hy = new double[n];
      new DenseSymmetric(n, h).apply(y, hy);
      double yhy = Vectors.dot(y, hy);
      double[] next = h.clone();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          next[i * n + j] += (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy;
        }
      }
      return next;
    }

    @Override
    public void exchange(State state) {
      direct = Arrays.copyOf(state.exchange("direct", direct), n * n);
      inverse = Arrays.copyOf(state.exchange("inverse", inverse), n * n);
    }
  }
}
