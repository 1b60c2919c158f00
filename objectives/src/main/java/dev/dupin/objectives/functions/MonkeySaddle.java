package dev.dupin.objectives.functions;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.Real;
import jakarta.inject.Inject;
import java.util.random.RandomGenerator;

/**
 * The monkey saddle, with room for two legs and a tail:
 *
 * <pre>f(x, y) = x^3 - 3 x y^2</pre>
 *
 * <p>Its one critical point is the origin, f = 0. The Hessian there is zero, so that the second
 * derivatives say nothing; f falls along three directions and rises along three, as the real part
 * of (x + i y)^3. Everywhere else the Hessian has the eigenvalues 6 |(x, y)| and -6 |(x, y)|, and f
 * has no lower bound.
 *
 * <p>Runs start at (1, 0): on the ridge along which a method that sees no negative curvature creeps
 * to the origin.
 */
public final class MonkeySaddle extends AutodiffObjective {

  /** Makes the function; it has no keys. */
  @Inject
  public MonkeySaddle() {
    super(2, MonkeySaddle::value);
  }

  private static Real value(Real[] x) {
    return x[0].multiply(x[0].square().subtract(x[1].square().multiply(3)));
  }

  /** Returns (1, 0). */
  @Override
  public double[] start(RandomGenerator random) {
    return new double[] {1, 0};
  }
}
