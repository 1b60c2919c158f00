package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.internal.ConjugateGradients.Piece;
import dev.dupin.optimizers.internal.Dense.Definite;
import java.util.Optional;

/**
 * Newton directions -B^-1 g that descend whatever B is: by B's own inverse where it has one and
 * that descends, by shifted Cholesky for small n, by truncated conjugate gradients otherwise.
 */
public final class NewtonDirections {

  /**
   * The first shift, relative to the Frobenius norm of B: well above rounding, and small, since too
   * much of a shift makes a slow gradient step of the Newton step.
   */
  private static final double SMALLEST_SHIFT = 0x1p-26;

  /** So the shift that succeeds is within this factor of the least one. */
  private static final double SHIFT_FACTOR = 4;

  /** A shift this much larger than B leaves nothing of it. */
  private static final double LARGEST_SHIFT = 1e3;

  /** As a user gets them who sets no key. */
  public static final NewtonDirections USUAL = new NewtonDirections(200, 0.5, Optional.empty());

  private final int denseUpTo;
  private final double tolerance;
  private final Optional<Integer> maxIterations;

  /**
   * @param denseUpTo the largest n for which B is factored as a dense matrix
   * @param tolerance of conjugate gradients, see {@link Forcing#superlinear}
   * @param maxIterations of conjugate gradients; empty means {@link Forcing#usualIterations}
   */
  public NewtonDirections(int denseUpTo, double tolerance, Optional<Integer> maxIterations) {
    this.denseUpTo = denseUpTo;
    this.tolerance = tolerance;
    this.maxIterations = maxIterations;
  }

  /** Returns the direction of a model. */
  public Direction of(Model model, RunContext context) {
    return of(model, model.here().gradient(), context);
  }

  /**
   * Returns the direction of a model with another vector in the place of its gradient.
   *
   * @param gradient what the direction descends along; frozen
   */
  public Direction of(Model model, double[] gradient, RunContext context) {
    if (Vectors.maxAbs(gradient) == 0) {
      return new Direction(new double[gradient.length], 0, 0, Double.NaN, Double.NaN);
    }
    SymmetricOperator operator = model.curvature();
    Optional<Inverse> inverse = operator.inverse(0);
    if (inverse.isPresent()) {
      Optional<Direction> direction = byInverse(inverse.get(), gradient);
      if (direction.isPresent()) {
        return direction.get();
      }
    }
    return gradient.length <= denseUpTo
        ? byShiftedCholesky(operator, gradient)
        : byConjugateGradients(operator, gradient, context);
  }

  /** Empty where that does not descend, as it may where B is indefinite. */
  private static Optional<Direction> byInverse(Inverse inverse, double[] gradient) {
    double[] vector = solution(inverse, gradient);
    double slope = Vectors.dot(gradient, vector);
    return descends(vector, slope)
        ? Optional.of(new Direction(vector, slope, -slope, Double.NaN, Double.NaN))
        : Optional.empty();
  }

  /**
   * Adds a multiple of the identity to B, at first none unless a diagonal entry says that one is
   * needed, then four times as much each time, until Cholesky succeeds (Nocedal and Wright 2006,
   * algorithm 3.3). The result is positive definite, so the direction descends. It may be long
   * where the multiple has only just sufficed: the search then shortens it.
   */
  private static Direction byShiftedCholesky(SymmetricOperator operator, double[] gradient) {
    DenseSymmetric matrix = operator.toDense();
    double size = Vectors.norm(matrix.values());
    if (!(size < Double.POSITIVE_INFINITY)) {
      throw new NumericalFailureException(
          "the norm of the Hessian, or what stands for it, is " + size);
    }
    double least = size == 0 ? 1 : SMALLEST_SHIFT * size;
    double shift = firstShift(matrix, least);
    while (shift <= LARGEST_SHIFT * Math.max(size, least)) {
      Optional<Definite> factors = Dense.cholesky(matrix, shift);
      if (factors.isPresent()) {
        double[] vector = solution(factors.get().inverse(), gradient);
        double slope = Vectors.dot(gradient, vector);
        if (descends(vector, slope)) {
          double curvature = -slope - shift * Vectors.dot(vector, vector);
          return new Direction(vector, slope, curvature, shift, Double.NaN);
        }
      }
      shift = Math.max(SHIFT_FACTOR * shift, least);
    }
    return steepest(operator, gradient, shift, Double.NaN); // only extreme scales come here
  }

  /** No eigenvalue is above the smallest diagonal entry, so the first shift lifts that. */
  private static double firstShift(DenseSymmetric matrix, double least) {
    double smallest = Double.POSITIVE_INFINITY;
    for (double entry : matrix.diagonal()) {
      smallest = Math.min(smallest, entry);
    }
    return smallest > 0 ? 0 : least - smallest;
  }

  /**
   * Conjugate gradients, truncated before a direction of no positive curvature (Nocedal and Wright
   * 2006, algorithm 7.1): every iterate descends.
   */
  private Direction byConjugateGradients(
      SymmetricOperator operator, double[] gradient, RunContext context) {
    int limit = maxIterations.orElse(Forcing.usualIterations(gradient.length));
    ConjugateGradients method =
        new ConjugateGradients(operator, gradient, Forcing.superlinear(tolerance, gradient), limit);
    Piece piece;
    do {
      piece = method.next();
    } while (!piece.last() && !context.cancelled());
    double[] vector = piece.hasEnd() ? piece.end() : piece.start();
    double reduction = piece.hasEnd() ? piece.endReduction() : piece.startReduction();
    double slope = Vectors.dot(gradient, vector);
    return descends(vector, slope)
        ? new Direction(vector, slope, -2 * (reduction + slope), Double.NaN, method.iterations())
        : steepest(operator, gradient, Double.NaN, method.iterations());
  }

  /**
   * Returns -g, of the length |g|^2 / |Bg| that the size of the curvature suggests: along it a
   * length of 1 is then as natural as along a Newton direction.
   */
  private static Direction steepest(
      SymmetricOperator operator, double[] gradient, double shift, double iterations) {
    double[] product = new double[gradient.length];
    operator.apply(gradient, product);
    double length = Vectors.norm(gradient) / Vectors.norm(product);
    double factor = length > 0 && length < Double.POSITIVE_INFINITY ? length : 1;
    double[] vector = Vectors.scale(-factor, gradient);
    double curvature = factor * factor * Vectors.dot(gradient, product);
    return new Direction(vector, Vectors.dot(gradient, vector), curvature, shift, iterations);
  }

  private static double[] solution(Inverse inverse, double[] gradient) {
    double[] solution = new double[gradient.length];
    inverse.solve(gradient, solution);
    for (int i = 0; i < solution.length; i++) {
      solution[i] = -solution[i];
    }
    return solution;
  }

  private static boolean descends(double[] vector, double slope) {
    return slope < 0 && Vectors.isFinite(vector);
  }
}
