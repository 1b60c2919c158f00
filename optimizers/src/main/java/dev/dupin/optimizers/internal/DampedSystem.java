package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import java.util.Optional;

/** Solves (B + damping D^2) s = -g for one model and any damping. */
public interface DampedSystem {

  /**
   * A solution.
   *
   * @param step s, n finite entries
   * @param reduction how far the model falls without the damping, -g's - s'Bs/2
   */
  record Solution(double[] step, double reduction) {}

  /**
   * Returns the solution; empty where B + damping D^2 is not positive definite, as far as the
   * solver can tell, or the solution is not finite.
   */
  Optional<Solution> solve(Damping damping);

  /**
   * Returns half the geodesic acceleration -(B + damping D^2)^-1 2 scale J'u, where u = D^2 r(x)[s,
   * s] (Transtrum and Sethna 2012, "Improvements to the Levenberg-Marquardt algorithm for nonlinear
   * least-squares minimization", eq. 16): what is added to the step s.
   *
   * @param u m entries
   */
  Optional<double[]> correction(double[] u, Damping damping);

  /** Returns how many products the last solve took, where it goes by products; else NaN. */
  default double iterations() {
    return Double.NaN;
  }

  /** Returns scale J'u, half of the 2 scale J'u of {@link #correction}: one product with J'. */
  static double[] halfBack(Model model, double[] u) {
    Residuals residuals = model.here().structure(Residuals.class).orElseThrow();
    double[] pulled = new double[model.here().point().length];
    residuals.transposed(u, pulled);
    return Vectors.scale(residuals.scale(), pulled);
  }
}
