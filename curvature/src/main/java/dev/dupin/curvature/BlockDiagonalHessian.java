package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The diagonal blocks of another Hessian, one for each parameter block of the objective, such as a
 * layer's weights: what couples two blocks is left out. Positive definite where the other one is.
 * Roux, Manzagol and Bengio (2008, "Topmoumoute online natural gradient algorithm", section 5.1)
 * use it for neural networks.
 *
 * <p>Every block is made as a dense matrix, once a point: n products with the other Hessian in all,
 * and k^2 doubles for a block of k parameters, as many again for its factors. Factoring takes k^3 /
 * 6 multiplications a block and shift where it is positive definite and about 9 k^3 a block
 * elsewhere, for all shifts; a solution k^2. Blocks that do not fit are refused before the run.
 */
public final class BlockDiagonalHessian implements HessianProvider {

  private static final String NAME = "block-diagonal";

  /**
   * The keys of {@code block-diagonal}.
   *
   * @param of the Hessian whose blocks are taken
   */
  public record Config(@Default("exact") HessianProvider of) {
    public Config {
      Objects.requireNonNull(of, "of is null");
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public BlockDiagonalHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static BlockDiagonalHessian withDefaults() {
    return new BlockDiagonalHessian(new Config(new ExactHessian()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Requirements requires() {
    return config.of().requires().and(Requirements.anyOf(ParameterBlocks.class));
  }

  /** Room for the blocks and their factors. The blocks are the same at every point. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    Optional<String> inner = config.of().unmetNeed(objective);
    if (inner.isPresent()) {
      return inner;
    }
    ParameterBlocks blocks =
        Structures.at(objective.at(new double[objective.dimension()]), ParameterBlocks.class, NAME);
    double entries = 0;
    int largest = 0;
    for (Block block : Block.of(blocks)) {
      entries += 2.0 * block.size() * block.size();
      largest = Math.max(largest, block.size());
    }
    return DenseMemory.unmet(
        entries, largest, "dense blocks of up to " + largest + " parameters and their factors");
  }

  /** What the other Hessian promises of its matrix. */
  @Override
  public Set<Trait> traits(Objective objective) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    traits.addAll(config.of().traits(objective));
    traits.remove(Trait.EXACT);
    traits.remove(Trait.GAUSS_NEWTON);
    return traits;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    Curvature inner = config.of().start(objective, context.part("of"));
    Set<Trait> traits = traits(objective);
    return new DerivedCurvature(
        inner,
        (here, operator) -> {
          List<Block> blocks = Block.of(Structures.at(here, ParameterBlocks.class, NAME));
          return new BlockDiagonal(operator, blocks, traits);
        });
  }
}
