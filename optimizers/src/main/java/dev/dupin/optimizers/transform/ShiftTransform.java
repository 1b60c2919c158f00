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
 * Adds the least multiple of the identity to the curvature under which no eigenvalue is below a
 * floor; nothing where none is (Nocedal and Wright 2006, section 3.4, "Adding a multiple of the
 * identity"): the nearest such matrix of that form. The zero matrix becomes the identity.
 *
 * <p>One dense eigen-decomposition an iteration: n products where B is no matrix, about 9 n^3
 * multiplications, 3 n^2 doubles.
 */
public final class ShiftTransform implements CurvatureTransform {

  private final Config config;

  /**
   * The keys of {@code shift}.
   *
   * @param floor the smallest eigenvalue that is left, as a part of the largest absolute one
   */
  public record Config(@Default("1e-3") @Range("(0, 1]") double floor) {}

  @Inject
  public ShiftTransform(Config config) {
    this.config = config;
  }

  /** Returns the transform with a floor of a thousandth of the largest eigenvalue. */
  public static ShiftTransform withDefaults() {
    return new ShiftTransform(new Config(1e-3));
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
    double shift = Math.max(0, floor - values[0]);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(values[i] + shift, floor);
    }
    return new SpectralOperator(values, eigen);
  }

  @Override
  public Set<Trait> gives() {
    return SpectralOperator.TRAITS;
  }
}
