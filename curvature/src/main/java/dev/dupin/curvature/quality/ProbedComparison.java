package dev.dupin.curvature.quality;

import dev.dupin.core.curvature.CountedOperator;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.dense.Finite;
import dev.dupin.curvature.quality.Quality.Estimate;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Compares matrices by products with them alone. The norms and traces are means over random vectors
 * of signs, |A|_F^2 = E |A v|^2 and tr A = E v'Av (Hutchinson 1990, "A stochastic estimator of the
 * trace of the influence matrix for Laplacian smoothing splines"); the same vectors for both
 * matrices, so that what is common cancels. Extreme eigenvalues are Ritz values of a Lanczos
 * process from a random vector; Newton-like steps are solved for in the Krylov space of the
 * gradient, where the matrix has no cheap inverse of its own.
 *
 * <p>Takes probes + 2 steps products with every matrix, and keeps 2 probes + steps vectors.
 */
public final class ProbedComparison {

  /**
   * How much is spent.
   *
   * @param probes random vectors
   * @param steps of each Lanczos process
   * @param damping of the Newton-like steps; see {@link Quality#shift}
   */
  public record Effort(int probes, int steps, double damping) {}

  private final Effort effort;
  private final double[] gradient;
  private final double[][] probes;
  private final double[][] images;
  private final double[] startVector;
  private final double[] step;

  /**
   * Prepares the comparison with one Hessian.
   *
   * @param random draws the vectors
   */
  public ProbedComparison(
      SymmetricOperator hessian, double[] gradient, Effort effort, RandomGenerator random) {
    int n = gradient.length;
    this.effort = effort;
    this.gradient = gradient;
    probes = new double[effort.probes()][];
    images = new double[effort.probes()][];
    startVector = random.doubles(n, -1, 1).toArray();
    for (int k = 0; k < probes.length; k++) {
      probes[k] = signs(n, random);
      images[k] = product("true Hessian", hessian, probes[k]);
    }
    step = step(hessian, extremes(hessian));
  }

  private static double[] signs(int n, RandomGenerator random) {
    double[] signs = new double[n];
    for (int i = 0; i < n; i++) {
      signs[i] = random.nextBoolean() ? 1 : -1;
    }
    return signs;
  }

  private static double[] product(String name, SymmetricOperator operator, double[] v) {
    double[] product = new double[v.length];
    operator.apply(v, product);
    Finite.requireProduct(name, v, product);
    return product;
  }

  /**
   * Compares.
   *
   * @throws dev.dupin.core.linear.NumericalFailureException if a product is not finite
   */
  public Quality with(SymmetricOperator operator) {
    CountedOperator counted = Operators.counted(operator);
    double[] errors = new double[probes.length];
    double[] squares = new double[probes.length];
    double[] traces = new double[probes.length];
    double[] trueTraces = new double[probes.length];
    for (int k = 0; k < probes.length; k++) {
      double[] image = product("matrix", counted, probes[k]);
      double[] off = Vectors.subtract(image, images[k]);
      errors[k] = Vectors.dot(off, off);
      squares[k] = Vectors.dot(images[k], images[k]);
      traces[k] = Vectors.dot(probes[k], image);
      trueTraces[k] = Vectors.dot(probes[k], images[k]);
    }
    Estimate squared = ratio(errors, squares);
    double relative = Math.sqrt(squared.value());
    Extremes extremes = extremes(counted);
    return new Quality(
        new Estimate(relative, relative == 0 ? 0 : squared.error() / (2 * relative)),
        ratio(traces, trueTraces),
        Quality.angle(step(counted, extremes), step),
        extremes.smallest(),
        extremes.largest(),
        counted.products(),
        effort.probes() + " probes, " + effort.steps() + " Lanczos steps");
  }

  /**
   * The ratio of two means and its standard error to first order (Cochran 1977, "Sampling
   * techniques", section 2.11).
   */
  static Estimate ratio(double[] numerators, double[] denominators) {
    int m = numerators.length;
    double numerator = 0;
    double denominator = 0;
    for (int k = 0; k < m; k++) {
      numerator += numerators[k];
      denominator += denominators[k];
    }
    double ratio = numerator / denominator;
    double squares = 0;
    for (int k = 0; k < m; k++) {
      double residual = numerators[k] - ratio * denominators[k];
      squares += residual * residual;
    }
    double error = Math.sqrt(squares / (m * (m - 1.0))) / Math.abs(denominator / m);
    return new Estimate(ratio, error);
  }

  private record Extremes(Estimate smallest, Estimate largest) {}

  private Extremes extremes(SymmetricOperator operator) {
    Lanczos lanczos = lanczos(operator, startVector);
    DenseEigen ritz = DenseEigen.of(lanczos.tridiagonal());
    int m = lanczos.steps();
    double beta = lanczos.beta(m - 1);
    return new Extremes(
        new Estimate(ritz.value(0), beta * Math.abs(ritz.vector(0)[m - 1])),
        new Estimate(ritz.value(m - 1), beta * Math.abs(ritz.vector(m - 1)[m - 1])));
  }

  private Lanczos lanczos(SymmetricOperator operator, double[] start) {
    Lanczos lanczos = new Lanczos(operator::apply, start);
    boolean goesOn = true;
    while (goesOn && lanczos.steps() < effort.steps()) {
      goesOn = lanczos.step();
    }
    return lanczos;
  }

  /** The zero vector where the gradient is zero: there is no angle then. */
  private double[] step(SymmetricOperator operator, Extremes extremes) {
    double smallest = extremes.smallest().value();
    double shift = Quality.shift(smallest, extremes.largest().value(), effort.damping());
    double[] solution = new double[gradient.length];
    Optional<Inverse> inverse = operator.inverse(shift);
    double norm = Vectors.norm(gradient);
    if (inverse.isPresent()) {
      inverse.get().solve(gradient, solution);
    } else if (norm > 0) {
      Lanczos lanczos = lanczos(operator, gradient);
      DenseEigen ritz = DenseEigen.of(lanczos.tridiagonal());
      double[] coordinates = new double[lanczos.steps()];
      for (int k = 0; k < coordinates.length; k++) {
        ritz.addScaled(coordinates, norm * ritz.vector(k)[0] / (ritz.value(k) + shift), k);
      }
      solution = lanczos.combine(coordinates);
    }
    return Vectors.scale(-1, solution);
  }
}
