package dev.dupin.objectives.functions;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Arrays;

/**
 * The function of Styblinski and Tang (1990, "Experiments in nonconvex optimization", Neural
 * Networks 3), a sum of equal wells with two bottoms each:
 *
 * <pre>f(x) = 1/2 sum over i of x_i^4 - 16 x_i^2 + 5 x_i</pre>
 *
 * <p>It has 3^n critical points: each coordinate is one of the roots -2.903534, 0.156731 and
 * 2.746803 of 4 t^3 - 32 t + 5 = 0. The Hessian is diagonal, with 6 t^2 - 16 for each: 34.583,
 * -15.853 and 29.270. So the coordinates near 0.157 count the index: 2^n minima, one maximum, and
 * saddles of every index between. The lowest minimum is -39.166166 n, all coordinates -2.903534.
 *
 * <p>Runs start at the origin, beside the maximum. Value, gradient and products cost O(n).
 */
public final class StyblinskiTang extends AutodiffObjective {

  /**
   * The keys of a spec.
   *
   * @param dimension the number of variables, n
   */
  public record Config(@Default("2") @Range("[1, inf)") int dimension) {
    public Config {
      if (dimension < 1) {
        throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
      }
    }
  }

  /** Makes the function of so many variables. */
  @Inject
  public StyblinskiTang(Config config) {
    super(config.dimension(), StyblinskiTang::value);
  }

  /** Returns the function of two variables. */
  public static StyblinskiTang withDefaults() {
    return new StyblinskiTang(new Config(2));
  }

  private static Real value(Real[] x) {
    return Arrays.stream(x).map(StyblinskiTang::well).reduce(Real::add).orElseThrow().divide(2);
  }

  private static Real well(Real t) {
    Real square = t.square();
    return square.square().subtract(square.multiply(16)).add(t.multiply(5));
  }
}
