package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.Forcing;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The generalised Lanczos trust-region method (Gould, Lucidi, Roma and Toint 1999, "Solving the
 * trust-region subproblem using the Lanczos method"): the exact minimiser within the radius over
 * the Krylov space of B and g, which grows until it is exact enough. Inside the region it makes the
 * steps of conjugate gradients; unlike {@link SteihaugCg} it goes on past the boundary and past
 * negative curvature, and sees the hard case. Needs nothing but products.
 *
 * <p>Each iteration costs one product and, since the basis is kept orthonormal to rounding, 4 m n
 * multiplications in iteration m; m n doubles, 128 MiB at most: where that is too few the best step
 * found so far is taken. A further radius costs no product, unless it has to be more exact. A
 * preconditioner costs one solve more an iteration and twice the memory, and the region is then
 * round in its norm: with it (B + multiplier M) s = -g is what is solved.
 */
public final class Gltr implements Subproblem {

  /**
   * The keys of {@code gltr}.
   *
   * @param tolerance the residual |(B + multiplier I) s + g| relative to |g| is at most this, and
   *     at most sqrt|g|, which makes convergence superlinear
   * @param maxIterations one product each; 2 n + 10 if left out
   * @param preconditioner the matrix M in whose norm sqrt(s'Ms) the region is round, as in {@code
   *     steihaug-cg}
   * @param shift what {@code preconditioner: inverse} adds to B, which must be positive definite
   *     without it and semidefinite with it; 0 if left out
   */
  public record Config(
      @Default("0.1") @Range("(0, 1)") double tolerance,
      @Range("[1, inf)") Optional<Integer> maxIterations,
      @Default("none") Preconditioning preconditioner,
      @Range("[0, inf)") OptionalDouble shift) {

    public Config {
      preconditioner.check(shift);
    }

    /** Makes one without a preconditioner. */
    public Config(double tolerance, Optional<Integer> maxIterations) {
      this(tolerance, maxIterations, Preconditioning.NONE, OptionalDouble.empty());
    }
  }

  private final Config config;

  @Inject
  public Gltr(Config config) {
    this.config = config;
  }

  /** Returns this subproblem with its default keys, the tolerance that of {@link SteihaugCg}. */
  public static Gltr withDefaults() {
    return new Gltr(new Config(0.1, Optional.empty()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
  }

  @Override
  public Requirements requires() {
    return config.preconditioner().requires(config.shift());
  }

  @Override
  public List<String> columns() {
    return KrylovSolver.COLUMNS;
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    double tolerance = Forcing.superlinear(config.tolerance(), model.here().gradient());
    return new KrylovSolver(
        model,
        config.preconditioner().of(model.curvature(), config.shift()),
        context,
        config.maxIterations(),
        SecularEquation::solve,
        any -> tolerance);
  }
}
