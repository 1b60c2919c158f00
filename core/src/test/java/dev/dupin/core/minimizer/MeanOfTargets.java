package dev.dupin.core.minimizer;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The mean over terms of w_t (x - t)^2 / 2 for t = 0, 1, ..., n - 1 with w_t = 1 + slope t;
 * remembers the batches drawn.
 */
record MeanOfTargets(int[] terms, double slope, List<int[]> drawn) implements Objective {

  /** With w = 1. */
  static MeanOfTargets of(int n) {
    return weighted(n, 0);
  }

  static MeanOfTargets weighted(int n, double slope) {
    int[] all = new int[n];
    Arrays.setAll(all, i -> i);
    return new MeanOfTargets(all, slope, new ArrayList<>());
  }

  /** Returns the batches drawn of that size. */
  List<int[]> drawnOf(int size) {
    return drawn.stream().filter(batch -> batch.length == size).toList();
  }

  MeanOfTargets only(int... some) {
    return new MeanOfTargets(some, slope, drawn);
  }

  double value(double x) {
    return mean(t -> 0.5 * weight(t) * (x - t) * (x - t));
  }

  double gradient(double x) {
    return mean(t -> weight(t) * (x - t));
  }

  double curvature() {
    return mean(this::weight);
  }

  private double weight(int t) {
    return 1 + slope * t;
  }

  private double mean(IntToDoubleFunction f) {
    return Arrays.stream(terms).mapToDouble(f).average().orElseThrow();
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public double[] start(RandomGenerator random) {
    return new double[] {100};
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(HessianMatrix.class);
  }

  @Override
  public Optional<FiniteSum> sum() {
    return Optional.of(
        new FiniteSum() {
          @Override
          public int terms() {
            return terms.length;
          }

          @Override
          public Objective batch(int[] some) {
            drawn.add(some);
            return only(some);
          }
        });
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(this, x);
  }

  private static final class At implements Evaluation {
    private final MeanOfTargets of;
    private final double[] x;
    private double @Nullable [] gradient;

    At(MeanOfTargets of, double[] x) {
      this.of = of;
      this.x = x;
    }

    @Override
    public Objective objective() {
      return of;
    }

    @Override
    public double[] point() {
      return x;
    }

    @Override
    public double value() {
      return of.value(x[0]);
    }

    @Override
    public double[] gradient() {
      if (gradient == null) {
        gradient = new double[] {of.gradient(x[0])};
      }
      return gradient;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      HessianMatrix matrix = () -> new DenseSymmetric(1, new double[] {of.curvature()});
      return kind == HessianMatrix.class ? Optional.of(kind.cast(matrix)) : Optional.empty();
    }
  }
}
