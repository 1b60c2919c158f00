package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A damped system with any dense B, definite or not: D^-1 B D^-1 + damping I is factored, whose
 * condition does not depend on the units of the variables. n^3 / 6 multiplications a damping, 3 n^2
 * doubles.
 */
public final class CholeskySystem implements DampedSystem {

  private final Model model;
  private final DenseSymmetric matrix;

  /** Takes B as a dense matrix. */
  public CholeskySystem(Model model) {
    this.model = model;
    matrix = model.curvature().toDense();
  }

  @Override
  public Optional<Solution> solve(Damping damping) {
    double[] gradient = model.here().gradient();
    double[] step = solve(gradient, damping);
    if (step == null) {
      return Optional.empty();
    }
    double slowed = damping.value() * ScaledVectors.squared(step, damping);
    return Optional.of(new Solution(step, 0.5 * (slowed - Vectors.dot(gradient, step))));
  }

  @Override
  public Optional<double[]> correction(double[] u, Damping damping) {
    return Optional.ofNullable(solve(DampedSystem.halfBack(model, u), damping));
  }

  /** Returns -(B + damping D^2)^-1 g, or null where the matrix is not safely definite. */
  private double @Nullable [] solve(double[] gradient, Damping damping) {
    Optional<Dense.Definite> factors = Dense.cholesky(scaled(damping), damping.value());
    if (factors.isEmpty() || !factors.get().wellConditioned()) {
      return null;
    }
    double[] right = Vectors.scale(-1, ScaledVectors.unscaled(gradient, damping));
    double[] solution = new double[right.length];
    factors.get().inverse().solve(right, solution);
    double[] step = ScaledVectors.unscaled(solution, damping);
    return Vectors.isFinite(step) ? step : null;
  }

  private DenseSymmetric scaled(Damping damping) {
    double[] scale = damping.scale();
    if (scale.length == 0) {
      return matrix;
    }
    int n = matrix.n();
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i * n + j] = matrix.get(i, j) / scale[i] / scale[j];
      }
    }
    return new DenseSymmetric(n, values);
  }
}
