package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.diagonal.GradientMoments;
import dev.dupin.curvature.diagonal.RunningSum;
import dev.dupin.curvature.diagonal.ScalarOperator;
import dev.dupin.curvature.shampoo.ShampooCurvature;
import dev.dupin.curvature.shampoo.Tile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Shampoo (Gupta, Koren and Singer 2018, "Shampoo: preconditioned stochastic tensor optimization",
 * algorithms 1 and 2). A matrix G of gradients is multiplied by the inverse fourth roots of the
 * sums of G G' and of G'G, from the left and from the right: the Hessian is the Kronecker product
 * of the fourth roots. A tensor of k modes has k such sums and their 2k-th roots, so that a vector
 * has the full matrix of AdaGrad. Modes of one entry are left out. The parameter blocks of the
 * objective are the tensors; without blocks all parameters are one vector.
 *
 * <p>A point costs its gradient, the size of each tensor times the sum of its extents
 * multiplications, and 9 times the sum of their cubes where the roots are new; a product or a
 * solution four times the size times the sum of the extents. Memory: some five squares of every
 * extent.
 */
public final class ShampooHessian implements HessianProvider {

  /** Which method gives the step of a parameter block its length. */
  public enum Grafting {
    /** Shampoo itself. */
    NONE,
    /** Gradient descent. */
    SGD,
    /** Adam, without its first moment. */
    ADAM
  }

  /** The epsilon of the grafted Adam: that of its paper, and of {@code adam}. */
  private static final double ADAM_EPSILON = 1e-8;

  /**
   * The keys of {@code shampoo}.
   *
   * @param beta2 the part of the running means that is kept at every step, corrected for their
   *     start at zero; 1 sums everything up, as the paper does
   * @param epsilon added to the eigenvalues of every mean, as a part of its largest one (Anil,
   *     Gupta, Koren, Regan and Singer 2020, "Scalable second order optimization for deep
   *     learning")
   * @param blockSize longer modes are cut into pieces of this length, each with a root of its own
   *     (the same, section 4)
   * @param refresh how many iterations the roots stay in use
   * @param grafting whose step length a parameter block takes, with Shampoo's direction: {@code
   *     sgd}, {@code adam}, or {@code none} for its own (the same, section 5)
   * @param graftingBeta2 the beta2 of the grafted Adam
   * @param warmUp how many iterations the grafted method takes alone, gradient descent where there
   *     is none, while the means gather
   */
  public record Config(
      @Default("0.999") @Range("(0, 1]") double beta2,
      @Default("1e-6") @Range("(0, 1)") double epsilon,
      @Default("1024") @Range("[1, inf)") int blockSize,
      @Default("1") @Range("[1, inf)") long refresh,
      @Default("none") Grafting grafting,
      @Default("0.999") @Range("[0, 1)") double graftingBeta2,
      @Default("0") @Range("[0, inf)") long warmUp) {
    public Config {
      Objects.requireNonNull(grafting, "grafting is null");
      require("beta2", beta2, beta2 > 0 && beta2 <= 1, "(0, 1]");
      require("epsilon", epsilon, epsilon > 0 && epsilon < 1, "(0, 1)");
      require("blockSize", blockSize, blockSize >= 1, "[1, inf)");
      require("refresh", refresh, refresh >= 1, "[1, inf)");
      require("warmUp", warmUp, warmUp >= 0, "[0, inf)");
      Checks.part("graftingBeta2", graftingBeta2);
    }

    private static void require(String key, Object value, boolean holds, String range) {
      if (!holds) {
        throw new IllegalArgumentException(key + " is " + value + ", but must be in " + range);
      }
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public ShampooHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static ShampooHessian withDefaults() {
    return new ShampooHessian(new Config(0.999, 1e-6, 1024, 1, Grafting.NONE, 0.999, 0));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return Set.of(Trait.POSITIVE_DEFINITE);
  }

  /** Room for the means, those that the roots were made of, and the roots with their vectors. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    double entries = 0;
    for (Tile tile : ShampooCurvature.tiles(objective, config.blockSize())) {
      entries += tile.statisticEntries();
    }
    int rows = (int) Math.ceil(Math.sqrt(entries)); // of a square that large
    return DenseMemory.unmet(
        5 * entries, rows, "roots of up to " + config.blockSize() + " rows (see 'blockSize')");
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    double beta = config.beta2();
    RunningSum.Rule rule =
        beta < 1
            ? new RunningSum.Rule(beta, 1 - beta, false, true)
            : new RunningSum.Rule(1, 1, false, false);
    List<Tile> tiles = ShampooCurvature.tiles(objective, config.blockSize());
    ShampooCurvature.Method method =
        new ShampooCurvature.Method(
            config.epsilon(),
            config.refresh(),
            config.warmUp(),
            config.grafting() != Grafting.NONE);
    return new ShampooCurvature(objective.dimension(), tiles, rule, base(objective), method);
  }

  private Curvature base(Objective objective) {
    if (config.grafting() == Grafting.ADAM) {
      RunningSum.Rule rule = RunningSum.Rule.meanOfSquares(config.graftingBeta2(), true);
      return new GradientMoments(rule, ADAM_EPSILON, false);
    }
    int n = objective.dimension();
    return here -> new ScalarOperator(n, 1);
  }
}
