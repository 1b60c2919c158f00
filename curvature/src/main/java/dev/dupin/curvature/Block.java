package dev.dupin.curvature;

import dev.dupin.core.objective.ParameterBlocks;
import java.util.ArrayList;
import java.util.List;

/**
 * Some parameters side by side.
 *
 * @param from the first
 * @param size how many
 */
record Block(int from, int size) {

  /** Returns the blocks of an objective. */
  static List<Block> of(ParameterBlocks blocks) {
    List<Block> all = new ArrayList<>();
    for (int block = 0; block < blocks.blocks(); block++) {
      int size = 1;
      for (int extent : blocks.shape(block)) {
        size = Math.multiplyExact(size, extent);
      }
      all.add(new Block(blocks.offset(block), size));
    }
    return all;
  }
}
