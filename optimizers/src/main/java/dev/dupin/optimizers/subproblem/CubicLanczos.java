package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.CubicWeight;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.Forcing;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The minimiser of the model plus weight |s|^3 / 3 over the Krylov space of B and g, which grows
 * until it is exact enough (Cartis, Gould and Toint 2011, "Adaptive cubic regularisation methods
 * for unconstrained optimization. Part I", section 6.2 and the stopping rule TC.g). Needs nothing
 * but products. The predicted reduction told is that of the model itself, without the cubic term.
 *
 * <p>Costs what {@link Gltr} does: one product and 4 m n multiplications in iteration m, m n
 * doubles, 128 MiB at most; a further weight no product, unless it has to be more exact.
 */
public final class CubicLanczos implements Subproblem {

  /**
   * The keys of {@code cubic-lanczos}.
   *
   * @param tolerance the gradient of the cubic model at s is at most this times min(1, |s|) |g|,
   *     and at most sqrt|g| |g|
   * @param maxIterations one product each; 2 n + 10 if left out
   */
  public record Config(
      @Default("0.1") @Range("(0, 1)") double tolerance,
      @Range("[1, inf)") Optional<Integer> maxIterations) {}

  private final Config config;

  @Inject
  public CubicLanczos(Config config) {
    this.config = config;
  }

  /** Returns this subproblem with its default keys. */
  public static CubicLanczos withDefaults() {
    return new CubicLanczos(new Config(0.1, Optional.empty()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return CubicWeight.class;
  }

  @Override
  public List<String> columns() {
    return KrylovSolver.COLUMNS;
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    double[] gradient = model.here().gradient();
    return new KrylovSolver(
        model,
        Optional.empty(),
        context,
        config.maxIterations(),
        SecularEquation::cubic,
        found -> {
          double part = config.tolerance() * Math.min(1, Vectors.norm(found.coordinates()));
          return Forcing.superlinear(part, gradient);
        });
  }
}
