package dev.dupin.optimizers.globalizer;

import dev.dupin.core.step.Model;
import dev.dupin.optimizers.internal.DiagonalEntries;
import java.util.Optional;

/** The units of the variables that a damping measures in. */
final class DampingScale {

  private DampingScale() {}

  /**
   * Returns the units at a model.
   *
   * @param before those of the models before; empty at the first
   * @return n positive entries, or none where all units are 1
   */
  static double[] of(Model model, GainDamping.Scaling scaling, double[] before) {
    return switch (scaling) {
      case NONE -> new double[0];
      case DIAGONAL -> positive(roots(model));
      case RUNNING_MAXIMUM -> positive(larger(roots(model), before));
    };
  }

  /** Returns the largest |B_jj| / unit_j^2, or 0 where no entry is known. */
  static double largestEntry(Model model, double[] units) {
    double[] roots = roots(model);
    double largest = 0;
    for (int j = 0; j < roots.length; j++) {
      double ratio = units.length == 0 ? roots[j] : roots[j] / units[j];
      largest = Math.max(largest, ratio * ratio);
    }
    return largest;
  }

  /** Returns sqrt|B_jj|, finite; nothing where the entries are not known and n is large. */
  private static double[] roots(Model model) {
    Optional<double[]> known = DiagonalEntries.of(model.curvature());
    if (known.isEmpty()) {
      return new double[0];
    }
    double[] diagonal = known.get();
    int n = diagonal.length;
    double[] roots = new double[n];
    for (int j = 0; j < n; j++) {
      roots[j] = Math.sqrt(Math.min(Math.abs(diagonal[j]), Double.MAX_VALUE));
    }
    return roots;
  }

  private static double[] larger(double[] now, double[] before) {
    double[] larger = now.clone();
    for (int j = 0; j < Math.min(larger.length, before.length); j++) {
      larger[j] = Math.max(larger[j], before[j]);
    }
    return larger;
  }

  /** A variable without curvature has the unit 1 (Moré 1978, section 6). */
  private static double[] positive(double[] units) {
    double[] positive = units.clone();
    for (int j = 0; j < positive.length; j++) {
      positive[j] = units[j] > 0 ? units[j] : 1;
    }
    return positive;
  }
}
