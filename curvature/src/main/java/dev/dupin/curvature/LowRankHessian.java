package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.sketch.LowRank;
import dev.dupin.curvature.sketch.Sketch;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The most important eigenvalues and eigenvectors of another Hessian, and a multiple of the
 * identity for all the rest: V diag(theta) V' + mu (I - V V'). What it stands for is never made
 * dense, and the shifted inverse is cheap.
 *
 * <p>The sketch {@code lanczos} takes as many Lanczos steps from the gradient as the rank says
 * (Lanczos 1950), all vectors orthogonalised against one another. Where the other Hessian has no
 * more distinct eigenvalues than that, the Newton step, the damped and the saddle-free one are
 * those of the other Hessian itself. The sketch {@code nystrom} (Tropp, Yurtsever, Udell and Cevher
 * 2017, "Fixed-rank approximation of a positive-semidefinite matrix from streaming data", algorithm
 * 3) looks along random directions instead; it needs a Hessian that is positive semidefinite.
 *
 * <p>mu is the mean curvature of the rest, estimated along one random direction in it, and kept
 * from 0 by sqrt(eps) |B|. A point costs rank + 1 products with the other Hessian and 4 rank^2 n
 * multiplications, when first asked for; memory is 2 rank vectors of n doubles; a product and a
 * solution with any shift take 2 rank n multiplications.
 */
public final class LowRankHessian implements HessianProvider {

  /** How the eigenvectors are found. */
  public enum Kind {
    /** Lanczos steps from the gradient. */
    LANCZOS,
    /** Random directions, for positive semidefinite Hessians. */
    NYSTROM
  }

  /**
   * The keys of {@code low-rank}.
   *
   * @param rank how many eigenvectors, n at most
   * @param sketch how they are found
   * @param absolute whether eigenvalues are replaced by their absolute values, which makes the
   *     result positive definite; they keep their signs otherwise
   * @param of the Hessian that is sketched
   */
  public record Config(
      @Default("20") @Range("[1, inf)") int rank,
      @Default("lanczos") Kind sketch,
      @Default("false") boolean absolute,
      @Default("exact") HessianProvider of) {
    public Config {
      if (rank < 1) {
        throw new IllegalArgumentException("rank is " + rank + ", but must be at least 1");
      }
      Objects.requireNonNull(sketch, "sketch is null");
      Objects.requireNonNull(of, "of is null");
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public LowRankHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static LowRankHessian withDefaults() {
    return new LowRankHessian(new Config(20, Kind.LANCZOS, false, new ExactHessian()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Requirements requires() {
    return config.of().requires();
  }

  /** A Nyström sketch needs a semidefinite Hessian. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    Set<Trait> inner = config.of().traits(objective);
    boolean semidefinite =
        inner.contains(Trait.POSITIVE_SEMIDEFINITE) || inner.contains(Trait.POSITIVE_DEFINITE);
    return config.sketch() == Kind.NYSTROM && !semidefinite
        ? Optional.of(
            "a positive-semidefinite hessian under 'of' for its sketch nystrom, such as"
                + " gauss-newton; or take the sketch lanczos")
        : config.of().unmetNeed(objective);
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    Set<Trait> inner = config.of().traits(objective);
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (config.absolute() || inner.contains(Trait.POSITIVE_DEFINITE)) {
      traits.add(Trait.POSITIVE_DEFINITE);
      traits.add(Trait.POSITIVE_SEMIDEFINITE);
    } else if (inner.contains(Trait.POSITIVE_SEMIDEFINITE)) {
      traits.add(Trait.POSITIVE_SEMIDEFINITE);
    }
    if (inner.contains(Trait.STOCHASTIC) || config.sketch() == Kind.NYSTROM) {
      traits.add(Trait.STOCHASTIC);
    }
    return traits;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    Curvature inner = config.of().start(objective, context.part("of"));
    Set<Trait> traits = traits(objective);
    return new DerivedCurvature(
        inner,
        (here, operator) -> {
          Sketch sketch =
              switch (config.sketch()) {
                case LANCZOS -> Sketch.lanczos(here::gradient, context.random("start"));
                case NYSTROM -> Sketch.nystrom(context.random("sketch"));
              };
          return new LowRank(
              operator,
              Math.min(config.rank(), operator.dimension()),
              sketch,
              context.random("rest"),
              config.absolute(),
              traits);
        });
  }
}
