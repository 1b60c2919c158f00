package dev.dupin.core.curvature;

import java.util.Locale;

/** What a symmetric operator promises. A promise is relied upon without a check. */
public enum Trait {
  /** v'Bv is positive for every v that is not zero. Implies {@link #POSITIVE_SEMIDEFINITE}. */
  POSITIVE_DEFINITE,
  /** v'Bv is never negative. */
  POSITIVE_SEMIDEFINITE,
  /** Every entry off the diagonal is zero, and {@link SymmetricOperator#diagonal} is present. */
  DIAGONAL,
  /** The Hessian itself, up to rounding or the error of differences. */
  EXACT,
  /** Two operators for one point differ by sampling. */
  STOCHASTIC,
  /**
   * B = 2 scale J'J for the {@link dev.dupin.core.objective.Residuals} of the point: a solver may
   * factor J instead.
   */
  GAUSS_NEWTON;

  /** Returns the word a user reads, such as {@code positive-definite}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
