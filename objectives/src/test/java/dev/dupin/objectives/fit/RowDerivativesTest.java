package dev.dupin.objectives.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.AutodiffResiduals;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import org.junit.jupiter.api.Test;

class RowDerivativesTest {

  private static final double[] TABLE = {0.1, 2, 0.4, 1.5, 0.7, 1.1, 1.3, 0.6};

  private static Real residual(Real a, Real b, Real t, Real y) {
    return a.multiply(b.multiply(t).negate().exp()).subtract(y);
  }

  private static DirectionalDerivatives line(Evaluation here) {
    return here.structure(DirectionalDerivatives.class).orElseThrow();
  }

  /** The same sum, computed by two ways: they differ by no more than the errors. */
  @Test
  void errors_cover_what_another_way_gives() {
    double[] x = {2.2, 0.9};
    double[] v = {0.3, -0.7};
    SumOfRows rows = new SumOfRows(2, 2, TABLE, p -> residual(p[0], p[1], p[2], p[3]));
    AutodiffResiduals residuals =
        new AutodiffResiduals(
            2,
            0.5,
            p -> {
              Real[] all = new Real[TABLE.length / 2];
              for (int i = 0; i < all.length; i++) {
                Real t = Real.constant(TABLE[2 * i]);
                all[i] = residual(p[0], p[1], t, Real.constant(TABLE[2 * i + 1]));
              }
              return all;
            });
    double[] found = line(rows.at(x)).along(v, 6);
    double[] errors = line(rows.at(x)).errors(v, 6);
    double[] other = line(residuals.at(x)).along(v, 6);
    for (int k = 0; k <= 6; k++) {
      assertEquals(other[k], found[k], errors[k]);
      assertTrue(errors[k] > 0 && errors[k] < 1e-12 * (1 + Math.abs(found[k])));
    }
  }
}
