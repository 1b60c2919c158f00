package dev.dupin.curvature;

import java.util.Optional;

/**
 * What kind of point a run ended at, by the true Hessian there, with the numbers that show it. An
 * eigenvalue counts as positive or negative where it is larger than its error and does not change
 * by more than a quarter from here to the Newton point, where the gradient would vanish if the
 * Hessian did not change; it counts as zero otherwise. Signs are decided for D H D with a diagonal
 * D that makes its entries of one size; the eigenvalues shown are those of H.
 *
 * @param kind the verdict
 * @param index the number of negative eigenvalues
 * @param nullity the number of eigenvalues that count as zero; 0 where none were computed
 * @param smallestEigenvalue of the Hessian here, NaN where it was not computed
 * @param largestEigenvalue of the Hessian here, NaN where it was not computed
 * @param conditionNumber the largest absolute value of an eigenvalue over the smallest; infinite
 *     where one counts as zero, NaN where none were computed
 * @param certificate what the verdict rests on, such as {@code all eigenvalues, dense}
 * @param indexFraction the index over the number of variables, NaN where no eigenvalues were
 *     computed
 * @param gradientNorm the 2-norm of the gradient
 * @param gradientTolerance what it had to be below for the point to count as critical
 * @param gradientNoise the 2-norm of the errors of its entries: rounding inside it, and half a unit
 *     in the last place of every coordinate
 * @param eigenvalueError a bound on the error of every eigenvalue of H; NaN where none were
 *     computed. The sign of an eigenvalue may be known all the same, see above
 * @param eigenvalueChange the largest relative change from here to the Newton point, of those
 *     beyond their error; 0 where the Newton point is here, NaN where there was no need to look
 * @param decreaseFound for {@link Kind#DEGENERATE}: whether f was found to decrease, along a
 *     negative eigenvalue or by a higher order; false for every other kind
 * @param products the work of the verdict in products: a gradient counts as one, a value as one
 *     half (rounded up), a dense Hessian as n
 * @param explanation why, with the numbers, for a person to read
 * @param sentence what the point is, how sure that is, and what would make it surer, in words
 * @param proof how sure: {@code interval} (proven by interval arithmetic), {@code measured} (dense,
 *     every entry with its error), {@code bounds} (from products, both ends of the spectrum) or
 *     {@code none}
 * @param box where {@code proof} is {@code interval}: a box that holds exactly one critical point
 * @param valueBounds where {@code proof} is {@code interval}: bounds of f at that critical point
 * @param witness a point that is lower by more than the errors of f, where one was found
 * @param valueError how far f may be off by rounding; NaN where it is not known
 * @param zeroWithinError how many eigenvalues count as zero because they are within their error
 * @param zeroByChange how many count as zero because they change up to the Newton point
 * @param newtonDistance |H^-1 g|, about how far the critical point is; NaN where the Hessian has an
 *     eigenvalue that counts as zero, or none was computed
 * @param newtonDecrement the root of |g'H^-1 g|; f changes by half its square up to the Newton
 *     point (Boyd and Vandenberghe 2004, "Convex Optimization", section 9.5.1); NaN likewise
 * @param lowestAround the lowest value of f found at points around this one; NaN where none were
 *     tried
 * @param pointsAround the number of points that were tried
 * @param order up to which order of its Taylor series f was looked at: 1, 2, or more at degenerate
 *     points
 */
public record Verdict(
    Kind kind,
    int index,
    int nullity,
    double smallestEigenvalue,
    double largestEigenvalue,
    double conditionNumber,
    String certificate,
    double indexFraction,
    double gradientNorm,
    double gradientTolerance,
    double gradientNoise,
    double eigenvalueError,
    double eigenvalueChange,
    boolean decreaseFound,
    long products,
    String explanation,
    String sentence,
    String proof,
    Optional<Box> box,
    Optional<Bounds> valueBounds,
    Optional<Witness> witness,
    double valueError,
    int zeroWithinError,
    int zeroByChange,
    double newtonDistance,
    double newtonDecrement,
    double lowestAround,
    int pointsAround,
    int order) {

  /** {@link #proof} of a theorem. */
  public static final String INTERVAL = "interval";

  /** {@link #proof} of a dense Hessian whose entries carry their errors. */
  public static final String MEASURED = "measured";

  /** {@link #proof} of bounds from products alone. */
  public static final String BOUNDS = "bounds";

  /** {@link #proof} where nothing supports a kind. */
  public static final String NONE = "none";

  /**
   * All points between two corners.
   *
   * @param lower n coordinates
   * @param upper n coordinates
   */
  public record Box(double[] lower, double[] upper) {}

  /**
   * All numbers between two.
   *
   * @param lower the smaller one
   * @param upper the larger one
   */
  public record Bounds(double lower, double upper) {}

  /**
   * A point that is lower than the end of the run by more than the errors of f at both.
   *
   * @param point its n coordinates
   * @param value f there
   * @param valueHere f at the end of the run
   */
  public record Witness(double[] point, double value, double valueHere) {}

  /** The kinds of point, in the order in which they are decided. */
  public enum Kind {
    /** Some entries of the gradient are above the tolerance and above 100 times their errors. */
    NOT_CRITICAL,
    /**
     * Not critical, and |Hg| is at most 1e-6 |H| |g|: stationary for |g|^2, where methods that
     * minimise the gradient norm get stuck, but not for f.
     */
    GRADIENT_FLAT,
    /** Critical, with a negative and a positive eigenvalue, whatever else is zero. */
    SADDLE,
    /**
     * Critical, without such a pair, and some eigenvalue is zero to within its error: the
     * second-derivative test is silent.
     */
    DEGENERATE,
    /** A strict local minimum: all eigenvalues are positive. */
    MINIMUM,
    /** A strict local maximum: all eigenvalues are negative. */
    MAXIMUM,
    /** Nothing is shown either way, or f is not differentiable here; the certificate says why. */
    UNRESOLVED
  }
}
