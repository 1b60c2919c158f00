package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;

/**
 * The conjugate gradient method on B s = -g from s = 0 (Hestenes and Stiefel 1952), piece by piece:
 * each piece goes from one iterate to the next. The norms of the iterates grow from piece to piece
 * (Steihaug 1983, theorem 2.1), so the pieces form a path that leaves a trust region once. A piece
 * costs one product and 10 n multiplications.
 */
public final class ConjugateGradients {

  /**
   * One piece of the path.
   *
   * @param start the iterate it starts from
   * @param direction the direction p it takes from there
   * @param slope -p'(g + B start), how fast the model falls at first; positive
   * @param curvature p'Bp
   * @param startReduction how far the model fell up to the start
   * @param end the next iterate, start + (slope / curvature) p; meaningless where its norm is
   *     infinite
   * @param endNorm its norm, infinite unless the curvature is positive
   * @param last whether no piece follows: the residual is small enough, the iterations are used up
   *     or there is no end
   */
  public record Piece(
      double[] start,
      double[] direction,
      double slope,
      double curvature,
      double startReduction,
      double[] end,
      double endNorm,
      boolean last) {

    /** Returns how far the model falls up to start + length * direction. */
    public double reduction(double length) {
      return startReduction + length * (slope - 0.5 * length * curvature);
    }

    /** Returns how far the model falls up to the end. */
    public double endReduction() {
      return startReduction + 0.5 * slope * (slope / curvature);
    }

    /** Returns whether the piece ends: not so where the model falls forever along it. */
    public boolean hasEnd() {
      return endNorm < Double.POSITIVE_INFINITY;
    }
  }

  private final SymmetricOperator operator;
  private final double residualTolerance;
  private final int maxIterations;
  private final double[] residual; // -(g + B s)
  private final double[] product;
  private double[] point;
  private double[] direction;
  private double squaredResidual;
  private double reduction;
  private int iterations;

  /**
   * Starts at s = 0; applies nothing yet.
   *
   * @param operator B
   * @param gradient g, not zero; not kept
   * @param tolerance the residual |g + B s| that is small enough, relative to |g|
   * @param maxIterations how many pieces there are at most
   */
  public ConjugateGradients(
      SymmetricOperator operator, double[] gradient, double tolerance, int maxIterations) {
    this.operator = operator;
    this.maxIterations = maxIterations;
    residual = Vectors.scale(-1, gradient);
    product = new double[gradient.length];
    point = new double[gradient.length];
    direction = residual.clone();
    squaredResidual = Vectors.dot(residual, residual);
    residualTolerance = tolerance * Math.sqrt(squaredResidual);
  }

  /** Returns the number of pieces so far. */
  public int iterations() {
    return iterations;
  }

  /**
   * Returns the next piece; not to be called after the last one.
   *
   * @throws NumericalFailureException if the product is not finite
   */
  public Piece next() {
    operator.apply(direction, product);
    iterations++;
    double curvature = Vectors.dot(direction, product);
    if (!Double.isFinite(curvature)) {
      throw new NumericalFailureException(
          "the curvature along a direction is " + curvature + " in conjugate gradients");
    }
    double length = squaredResidual / curvature;
    if (!(curvature > 0 && length < Double.POSITIVE_INFINITY)) {
      return piece(curvature, point, Double.POSITIVE_INFINITY, true);
    }
    double[] end = point.clone();
    Vectors.addScaled(end, length, direction);
    Vectors.addScaled(residual, -length, product);
    double endNorm = Vectors.norm(end);
    double squared = Vectors.dot(residual, residual);
    boolean last =
        !(Math.sqrt(squared) > residualTolerance)
            || iterations >= maxIterations
            || !(endNorm < Double.POSITIVE_INFINITY);
    Piece piece = piece(curvature, end, endNorm, last);
    advance(end, squared, piece.endReduction());
    return piece;
  }

  private Piece piece(double curvature, double[] end, double endNorm, boolean last) {
    return new Piece(point, direction, squaredResidual, curvature, reduction, end, endNorm, last);
  }

  private void advance(double[] end, double squared, double endReduction) {
    double[] following = residual.clone();
    Vectors.addScaled(following, squared / squaredResidual, direction);
    direction = following;
    point = end;
    squaredResidual = squared;
    reduction = endReduction;
  }
}
