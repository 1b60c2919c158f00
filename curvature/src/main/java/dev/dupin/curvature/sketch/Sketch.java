package dev.dupin.curvature.sketch;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Finds approximate eigenvalues and eigenvectors of a matrix by a few products. */
@FunctionalInterface
public interface Sketch {

  /**
   * Approximate eigenpairs.
   *
   * @param values in any order
   * @param vectors of n entries each, orthonormal; as many as values
   */
  record Pairs(double[] values, double[][] vectors) {}

  /**
   * Sketches a matrix.
   *
   * @param rank how many products may be spent, and how many pairs come back at most
   */
  Pairs of(SymmetricOperator operator, int rank);

  /**
   * The Ritz pairs of the Krylov space of a start vector.
   *
   * @param start n entries, asked for at first use
   * @param random gives the start where that one is zero or not finite
   */
  static Sketch lanczos(Supplier<double[]> start, RandomGenerator random) {
    return (operator, rank) -> {
      double[] from = start.get();
      double length = Vectors.norm(from);
      if (!(length > 0 && length < Double.POSITIVE_INFINITY)) {
        from = normal(operator.dimension(), random);
      }
      Lanczos lanczos = new Lanczos(operator::apply, from);
      while (lanczos.steps() < rank && lanczos.step()) {
        // every step spends one product
      }
      DenseEigen eigen = DenseEigen.of(lanczos.tridiagonal());
      double[] values = new double[lanczos.steps()];
      double[][] vectors = new double[lanczos.steps()][];
      for (int k = 0; k < values.length; k++) {
        values[k] = eigen.value(k);
        vectors[k] = lanczos.combine(eigen.vector(k));
      }
      return new Pairs(values, vectors);
    };
  }

  /** The Nyström approximation of a positive semidefinite matrix from random directions. */
  static Sketch nystrom(RandomGenerator random) {
    return new Nystrom(random);
  }

  /** Returns a vector of independent standard normal entries. */
  static double[] normal(int n, RandomGenerator random) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }
}
