package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.kronecker.KroneckerCurvature.Method;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Eigenvalue-corrected K-FAC (George et al. 2018, "Fast approximate natural gradient descent in a
 * Kronecker-factored eigenbasis"): the eigenvectors are those of {@link KfacHessian}'s factors, the
 * eigenvalues the second moments of the examples' gradients along them. Of all matrices with these
 * eigenvectors it is the nearest to the Fisher block in the Frobenius norm, so it is never further
 * off than K-FAC, and its trace is the Fisher matrix's.
 *
 * <p>Costs what {@code k-fac} does, and for each output or sample N (rows^2 + columns^2 + rows
 * columns) multiplications a layer more. A basis can be kept for many iterations, while the
 * eigenvalues follow at every one.
 */
public final class EkfacHessian implements HessianProvider {

  private static final String NAME = "ek-fac";

  /**
   * The keys of {@code ek-fac}.
   *
   * @param damping added to the diagonal; a trust region needs none, a fixed step does
   * @param average how much of factors and eigenvalues is kept from one iteration to the next: 0
   *     for full batches, 0.95 is usual for mini-batches
   * @param refresh how many iterations a basis is kept; the eigenvalues' average starts anew in a
   *     new one
   * @param samples labels drawn for each example in an iteration; 0 for the exact expectation
   */
  public record Config(
      @Default("1e-3") @Range("[0, inf)") double damping,
      @Default("0") @Range("[0, 1)") double average,
      @Default("1") @Range("[1, inf)") long refresh,
      @Default("0") @Range("[0, inf)") int samples) {}

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public EkfacHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static EkfacHessian withDefaults() {
    return new EkfacHessian(new Config(1e-3, 0, 1, 0));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Requirements requires() {
    return KfacHessian.needs();
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return KfacHessian.traits(config.damping(), config.samples());
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    Method method = new Method(config.damping(), false, config.average(), config.refresh(), true);
    return KfacHessian.curvature(NAME, method, config.samples(), traits(objective), context);
  }
}
