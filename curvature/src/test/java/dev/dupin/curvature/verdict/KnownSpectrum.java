package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The quadratic x'Hx / 2 with given eigenvalues, turned by three reflections; its Hessian is known
 * by products only, or where {@code exact} is false by differences of gradients only.
 */
record KnownSpectrum(double[] eigenvalues, double[][] mirrors, boolean exact) implements Objective {

  static KnownSpectrum turned(long seed, double... eigenvalues) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] mirrors = new double[3][];
    for (int k = 0; k < mirrors.length; k++) {
      double[] normal = random.doubles(eigenvalues.length, -1, 1).toArray();
      mirrors[k] = Vectors.scale(1 / Vectors.norm(normal), normal);
    }
    return new KnownSpectrum(eigenvalues, mirrors, true);
  }

  static KnownSpectrum diagonal(double... eigenvalues) {
    return new KnownSpectrum(eigenvalues, new double[0][], true);
  }

  KnownSpectrum byDifferences() {
    return new KnownSpectrum(eigenvalues, mirrors, false);
  }

  double smallest() {
    return Arrays.stream(eigenvalues).min().orElseThrow();
  }

  double largest() {
    return Arrays.stream(eigenvalues).max().orElseThrow();
  }

  long negatives() {
    return Arrays.stream(eigenvalues).filter(value -> value < 0).count();
  }

  long positives() {
    return Arrays.stream(eigenvalues).filter(value -> value > 0).count();
  }

  void apply(double[] v, double[] result) {
    System.arraycopy(v, 0, result, 0, v.length);
    for (double[] mirror : mirrors) {
      reflect(mirror, result);
    }
    for (int i = 0; i < result.length; i++) {
      result[i] *= eigenvalues[i];
    }
    for (int k = mirrors.length - 1; k >= 0; k--) {
      reflect(mirrors[k], result);
    }
  }

  private static void reflect(double[] normal, double[] v) {
    Vectors.addScaled(v, -2 * Vectors.dot(normal, v), normal);
  }

  double form(double[] v) {
    double[] product = new double[v.length];
    apply(v, product);
    return Vectors.dot(v, product);
  }

  @Override
  public int dimension() {
    return eigenvalues.length;
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return exact ? Set.of(HessianProducts.class) : Set.of();
  }

  @Override
  public Evaluation at(double[] x) {
    Objective objective = this;
    return new Evaluation() {
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
        double[] gradient = new double[x.length];
        apply(x, gradient);
        return gradient;
      }

      @Override
      public <S extends Structure> Optional<S> structure(Class<S> kind) {
        return exact && kind == HessianProducts.class
            ? Optional.of(kind.cast((HessianProducts) KnownSpectrum.this::apply))
            : Optional.empty();
      }
    };
  }
}
