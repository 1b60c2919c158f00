package dev.dupin.curvature;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.curvature.dense.Finite;
import dev.dupin.curvature.dense.ShiftedSolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The diagonal blocks of an operator, dense, made on first use. */
final class BlockDiagonal implements SymmetricOperator {

  private final SymmetricOperator whole;
  private final List<Block> blocks;
  private final Set<Trait> traits;
  private @Nullable List<ShiftedSolver> solvers;

  BlockDiagonal(SymmetricOperator whole, List<Block> blocks, Set<Trait> traits) {
    this.whole = whole;
    this.blocks = blocks;
    this.traits = traits;
  }

  @Override
  public int dimension() {
    return whole.dimension();
  }

  @Override
  public Set<Trait> traits() {
    return traits;
  }

  private List<ShiftedSolver> solvers() {
    List<ShiftedSolver> known = solvers;
    if (known == null) {
      known = new ArrayList<>();
      for (Block block : blocks) {
        DenseSymmetric matrix = Operators.block(whole, block.from(), block.size()).toDense();
        known.add(new ShiftedSolver(Finite.require("block of the Hessian", matrix)));
      }
      solvers = known;
    }
    return known;
  }

  @Override
  public void apply(double[] v, double[] result) {
    for (int b = 0; b < blocks.size(); b++) {
      DenseSymmetric matrix = solvers().get(b).matrix();
      onBlock(blocks.get(b), matrix::apply, v, result);
    }
  }

  private static void onBlock(Block block, Inverse map, double[] v, double[] result) {
    double[] product = new double[block.size()];
    map.solve(Arrays.copyOfRange(v, block.from(), block.from() + block.size()), product);
    System.arraycopy(product, 0, result, block.from(), block.size());
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    List<Inverse> inverses = new ArrayList<>();
    for (ShiftedSolver solver : solvers()) {
      Optional<Inverse> inverse = solver.inverse(shift);
      if (inverse.isEmpty()) {
        return Optional.empty();
      }
      inverses.add(inverse.get());
    }
    return Optional.of(
        (rhs, result) -> {
          for (int b = 0; b < blocks.size(); b++) {
            onBlock(blocks.get(b), inverses.get(b), rhs, result);
          }
        });
  }

  /** The whole's own, where it is cheap or the blocks are not there yet. */
  @Override
  public Optional<double[]> diagonal() {
    if (solvers == null) {
      return whole.diagonal();
    }
    double[] diagonal = new double[dimension()];
    for (int b = 0; b < blocks.size(); b++) {
      double[] part = solvers.get(b).matrix().diagonal();
      System.arraycopy(part, 0, diagonal, blocks.get(b).from(), part.length);
    }
    return Optional.of(diagonal);
  }

  @Override
  public DenseSymmetric toDense() {
    int n = dimension();
    DenseMemory.require(n, 2, DenseMemory.PRODUCTS_INSTEAD);
    double[] values = new double[n * n];
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      double[] part = solvers().get(b).matrix().values();
      for (int i = 0; i < block.size(); i++) {
        int target = (block.from() + i) * n + block.from();
        System.arraycopy(part, i * block.size(), values, target, block.size());
      }
    }
    return new DenseSymmetric(n, values);
  }
}
