package dev.dupin.optimizers;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.step.Model;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * f = b'x + x'Ax/2, which is its own model.
 *
 * @param matrix A
 * @param linear b
 */
public record Quadratic(DenseSymmetric matrix, double[] linear) implements Objective {

  /** Returns the quadratic of a diagonal A. */
  public static Quadratic diagonal(double[] diagonal, double... linear) {
    int n = diagonal.length;
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      values[i * n + i] = diagonal[i];
    }
    return new Quadratic(new DenseSymmetric(n, values), linear);
  }

  /** Returns a random symmetric matrix with these eigenvalues. */
  public static DenseSymmetric withEigenvalues(double[] eigenvalues, RandomGenerator random) {
    int n = eigenvalues.length;
    double[][] v = orthonormal(n, random);
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = 0;
        for (int k = 0; k < n; k++) {
          sum += eigenvalues[k] * v[k][i] * v[k][j];
        }
        values[i * n + j] = sum;
        values[j * n + i] = sum;
      }
    }
    return new DenseSymmetric(n, values);
  }

  /** Returns n random orthonormal vectors, by Gram-Schmidt, twice. */
  public static double[][] orthonormal(int n, RandomGenerator random) {
    double[][] v = new double[n][];
    for (int k = 0; k < n; k++) {
      v[k] = gaussian(n, random);
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < k; j++) {
          Vectors.addScaled(v[k], -Vectors.dot(v[j], v[k]), v[j]);
        }
      }
      v[k] = Vectors.scale(1 / Vectors.norm(v[k]), v[k]);
    }
    return v;
  }

  /** Returns a vector of standard normal entries. */
  public static double[] gaussian(int n, RandomGenerator random) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = random.nextGaussian();
    }
    return x;
  }

  /** Returns the model at 0, where the gradient is b. */
  public Model model(Trait... traits) {
    return model(Operators.dense(matrix, Set.of(traits)));
  }

  /** Returns the model at 0 with another curvature. */
  public Model model(SymmetricOperator curvature) {
    return new Model(0, at(new double[dimension()]), curvature);
  }

  @Override
  public int dimension() {
    return matrix.n();
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(HessianMatrix.class, HessianProducts.class);
  }

  @Override
  public Evaluation at(double[] x) {
    double[] product = new double[x.length];
    matrix.apply(x, product);
    return new At(
        this,
        x,
        Vectors.dot(linear, x) + 0.5 * Vectors.dot(x, product),
        Vectors.add(linear, product));
  }

  private record At(Quadratic of, double[] point, double value, double[] gradient)
      implements Evaluation {

    @Override
    public Objective objective() {
      return of;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (kind == HessianMatrix.class) {
        return Optional.of(kind.cast((HessianMatrix) () -> of.matrix));
      }
      return kind == HessianProducts.class
          ? Optional.of(kind.cast((HessianProducts) of.matrix::apply))
          : Optional.empty();
    }
  }
}
