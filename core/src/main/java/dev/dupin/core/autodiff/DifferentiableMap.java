package dev.dupin.core.autodiff;

/**
 * A map from n variables to m numbers in plain Java, differentiated by running it, such as the
 * residuals of a least-squares problem. The rules are those of {@link DifferentiableFunction}.
 */
@FunctionalInterface
public interface DifferentiableMap {

  /**
   * Returns the m results, as many at every point.
   *
   * @param x the n variables; neither they nor what is computed from them may be kept after the
   *     call
   */
  Real[] apply(Real[] x);
}
