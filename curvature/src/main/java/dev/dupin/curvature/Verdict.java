package dev.dupin.curvature;

/**
 * What kind of point a run ended at, by the true Hessian there, with the numbers that prove it. An
 * eigenvalue counts as proven where it is larger than its error and does not change by more than a
 * quarter from here to the Newton point, where the gradient would vanish if the Hessian did not
 * change; it counts as zero otherwise.
 *
 * @param kind the verdict
 * @param index the number of eigenvalues proven negative
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
 * @param gradientNoise its own noise floor: how much it changes where every coordinate moves by one
 *     unit in the last place
 * @param eigenvalueError the error of every eigenvalue: rounding, and that of differences or of
 *     unsymmetric products; NaN where none were computed
 * @param eigenvalueChange the largest relative change from here to the Newton point, of those
 *     beyond their error; 0 where the Newton point is here, NaN where there was no need to look
 * @param decreaseFound for {@link Kind#DEGENERATE}: whether f was found to decrease beyond
 *     rounding, along a negative eigenvalue or by probes of higher order; false for every other
 *     kind
 * @param products the work of the verdict in products: a gradient counts as one, a value as one
 *     half (rounded up), a dense Hessian as n
 * @param explanation why, with the numbers, for a person to read
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
    String explanation) {

  /** The kinds of point, in the order in which they are decided. */
  public enum Kind {
    /** The gradient is above its tolerance and above its own noise. */
    NOT_CRITICAL,
    /**
     * Not critical, and |Hg| is at most 1e-6 |H| |g|: stationary for |g|^2, where methods that
     * minimise the gradient norm get stuck, but not for f.
     */
    GRADIENT_FLAT,
    /** Critical, with a proven negative and a proven positive eigenvalue, whatever else is zero. */
    SADDLE,
    /**
     * Critical, without such a pair, and some eigenvalue is zero to within its error: the
     * second-derivative test is silent.
     */
    DEGENERATE,
    /** A strict local minimum: all eigenvalues are proven positive. */
    MINIMUM,
    /** A strict local maximum: all eigenvalues are proven negative. */
    MAXIMUM,
    /** There is no certificate either way; the certificate says why. */
    UNRESOLVED
  }
}
