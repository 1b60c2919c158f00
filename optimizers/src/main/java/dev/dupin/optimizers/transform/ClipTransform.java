package dev.dupin.optimizers.transform;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.SpectralOperator;
import dev.dupin.optimizers.internal.SymmetricEigen;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Raises every eigenvalue of the curvature that is below a floor to it (Nocedal and Wright 2006,
 * section 3.4, "Eigenvalue modification"): the nearest matrix, in the Frobenius norm, whose
 * eigenvalues are at least that. Directions of negative curvature become long descent directions,
 * the others stay as they are. The zero matrix becomes the identity.
 *
 * <p>One dense eigen-decomposition an iteration: n products where B is no matrix, about 9 n^3
 * multiplications, 3 n^2 doubles.
 */
public final class ClipTransform implements CurvatureTransform {

  private final Config config;

  /**
   * The keys of {@code clip}.
   *
   * @param floor the smallest eigenvalue that is left, as a part of the largest absolute one
   */
  public record Config(@Default("1e-8") @Range("(0, 1]") double floor) {}

  @Inject
  public ClipTransform(Config config) {
    this.config = config;
  }

  /** Returns the transform with a floor of sqrt(eps), about, of the largest eigenvalue. */
  public static ClipTransform withDefaults() {
    return new ClipTransform(new Config(1e-8));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public SymmetricOperator apply(Model model, RunContext context) {
    SymmetricEigen eigen = Dense.eigen(model.curvature().toDense());
    double[] values = eigen.values().clone();
    double floor = eigen.norm() == 0 ? 1 : config.floor() * eigen.norm();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(values[i], floor);
    }
    return new SpectralOperator(values, eigen);
  }

  @Override
  public Set<Trait> gives() {
    return SpectralOperator.TRAITS;
  }
}
