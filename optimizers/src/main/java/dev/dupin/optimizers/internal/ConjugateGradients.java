package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import java.util.Optional;

/**
 * The conjugate gradient method on B s = -g from s = 0 (Hestenes and Stiefel 1952), piece by piece:
 * each piece goes from one iterate to the next. The norms of the iterates grow from piece to piece
 * (Steihaug 1983, theorem 2.1), so the pieces form a path that leaves a trust region once. A piece
 * costs one product and 12 n multiplications.
 *
 * <p>With a preconditioner M a piece costs one solve more, and all norms are those of M,
 * sqrt(s'Ms), by the recurrences of Conn, Gould and Toint 2000 (section 7.5.1), which need M^-1
 * alone.
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
   * @param startNorm the norm of the start
   * @param along start'M direction, not negative
   * @param directionNorm the norm of the direction
   * @param endNorm that of the end, infinite unless the curvature is positive
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
      double startNorm,
      double along,
      double directionNorm,
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

    /**
     * Returns the length t with |start + t direction| = radius, for a start within. This form of
     * the root cancels nothing; the direction is divided by its norm first, whose square times that
     * of the radius may overflow.
     */
    public double lengthTo(double radius) {
      double cosine = Math.max(0, along / directionNorm);
      double room = (radius - startNorm) * (radius + startNorm);
      return room / (cosine + Math.sqrt(cosine * cosine + room)) / directionNorm;
    }

    /** Returns whether the piece ends: not so where the model falls forever along it. */
    public boolean hasEnd() {
      return endNorm < Double.POSITIVE_INFINITY;
    }
  }

  private final SymmetricOperator operator;
  private final Optional<Inverse> preconditioner;
  private final double residualTolerance;
  private final int maxIterations;
  private final double[] residual; // -(g + B s)
  private final double[] solved; // M^-1 of it; the residual itself where M = I
  private final double[] product;
  private double[] point;
  private double[] direction;
  private double squaredResidual; // in the norm of M^-1
  private double pointNorm;
  private double along; // point'M direction
  private double directionNorm;
  private double reduction;
  private int iterations;

  /** Starts without a preconditioner. */
  public ConjugateGradients(
      SymmetricOperator operator, double[] gradient, double tolerance, int maxIterations) {
    this(operator, Optional.empty(), gradient, tolerance, maxIterations);
  }

  /**
   * Starts at s = 0; applies no product yet.
   *
   * @param operator B
   * @param preconditioner M^-1, of a positive definite M; empty means I
   * @param gradient g, not zero; not kept
   * @param tolerance the residual |g + B s| that is small enough, relative to |g|; both in the norm
   *     of M^-1
   * @param maxIterations how many pieces there are at most
   * @throws NumericalFailureException if M is found not to be positive definite
   */
  public ConjugateGradients(
      SymmetricOperator operator,
      Optional<Inverse> preconditioner,
      double[] gradient,
      double tolerance,
      int maxIterations) {
    this.operator = operator;
    this.preconditioner = preconditioner;
    this.maxIterations = maxIterations;
    residual = Vectors.scale(-1, gradient);
    solved = preconditioner.isPresent() ? new double[gradient.length] : residual;
    product = new double[gradient.length];
    point = new double[gradient.length];
    squaredResidual = solve();
    direction = solved.clone();
    directionNorm =
        preconditioner.isPresent() ? Math.sqrt(squaredResidual) : Vectors.norm(direction);
    residualTolerance = tolerance * Math.sqrt(squaredResidual);
  }

  /** Fills M^-1 r and returns r'M^-1 r. */
  private double solve() {
    preconditioner.ifPresent(inverse -> inverse.solve(residual, solved));
    double squared = Vectors.dot(residual, solved);
    if (squared < 0 || (preconditioner.isPresent() && Double.isNaN(squared))) {
      throw new NumericalFailureException(
          "the preconditioner is not positive definite: r'M^-1 r = " + squared);
    }
    return squared;
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
    double endNorm = endNorm(end, length);
    double squared = solve();
    boolean last =
        !(Math.sqrt(squared) > residualTolerance)
            || iterations >= maxIterations
            || !(endNorm < Double.POSITIVE_INFINITY);
    Piece piece = piece(curvature, end, endNorm, last);
    advance(end, endNorm, length, squared, piece.endReduction());
    return piece;
  }

  /** |s + t p|^2 = |s|^2 + 2 t s'Mp + t^2 |p|^2. */
  private double endNorm(double[] end, double length) {
    double stretch = length * directionNorm;
    return preconditioner.isEmpty()
        ? Vectors.norm(end)
        : Math.sqrt(pointNorm * pointNorm + 2 * length * along + stretch * stretch);
  }

  private Piece piece(double curvature, double[] end, double endNorm, boolean last) {
    return new Piece(
        point,
        direction,
        squaredResidual,
        curvature,
        reduction,
        end,
        pointNorm,
        along,
        directionNorm,
        endNorm,
        last);
  }

  private void advance(
      double[] end, double endNorm, double length, double squared, double endReduction) {
    double ratio = squared / squaredResidual;
    double[] following = solved.clone();
    Vectors.addScaled(following, ratio, direction);
    if (preconditioner.isEmpty()) {
      along = Vectors.dot(end, following);
      directionNorm = Vectors.norm(following);
    } else { // M^-1 r is M-orthogonal to the point, and the new residual to the old direction
      along = ratio * (along + length * directionNorm * directionNorm);
      directionNorm = Math.hypot(Math.sqrt(squared), ratio * directionNorm);
    }
    direction = following;
    point = end;
    pointNorm = endNorm;
    squaredResidual = squared;
    reduction = endReduction;
  }
}
