package dev.dupin.objectives.functions;

import dev.dupin.core.autodiff.AutodiffResiduals;
import dev.dupin.core.autodiff.Real;
import jakarta.inject.Inject;

/**
 * Himmelblau's function (1972, "Applied Nonlinear Programming"), with nine critical points:
 *
 * <pre>f(x, y) = (x^2 + y - 11)^2 + (x + y^2 - 7)^2</pre>
 *
 * <ul>
 *   <li>four minima, f = 0: (3, 2), (-2.805118, 3.131313), (-3.779310, -3.283186), (3.584428,
 *       -1.848127);
 *   <li>four saddles of index 1: (3.385154, 0.073852), f = 13.3119; (0.086678, 2.884255), f =
 *       67.7192; (-3.073026, -0.081353), f = 104.0152; (-0.127961, -1.953715), f = 178.3372;
 *   <li>one maximum: (-0.270845, -0.923039), f = 181.6165.
 * </ul>
 *
 * <p>Runs start at the origin, from where descent leads to (3, 2).
 */
public final class Himmelblau extends AutodiffResiduals {

  /** Makes the function; it has no keys. */
  @Inject
  public Himmelblau() {
    super(2, 1, Himmelblau::residuals);
  }

  private static Real[] residuals(Real[] x) {
    return new Real[] {x[0].square().add(x[1]).subtract(11), x[0].add(x[1].square()).subtract(7)};
  }
}
