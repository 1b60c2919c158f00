package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Damping;

/** Steps in the units of a damping. */
public final class ScaledVectors {

  private ScaledVectors() {}

  /** Returns |D s|^2. */
  public static double squared(double[] step, Damping damping) {
    double norm = Vectors.norm(scaled(step, damping));
    return norm * norm;
  }

  /** Returns D s; the same array where D is the identity. */
  public static double[] scaled(double[] step, Damping damping) {
    double[] scale = damping.scale();
    if (scale.length == 0) {
      return step;
    }
    double[] scaled = new double[step.length];
    for (int i = 0; i < step.length; i++) {
      scaled[i] = scale[i] * step[i];
    }
    return scaled;
  }

  /** Returns D^-1 s; the same array where D is the identity. */
  public static double[] unscaled(double[] step, Damping damping) {
    double[] scale = damping.scale();
    if (scale.length == 0) {
      return step;
    }
    double[] unscaled = new double[step.length];
    for (int i = 0; i < step.length; i++) {
      unscaled[i] = step[i] / scale[i];
    }
    return unscaled;
  }
}
