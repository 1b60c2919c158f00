package dev.dupin.objectives.regression;

import dev.dupin.core.objective.ParameterBlocks;
import java.util.Objects;

/**
 * The weights of a regression as one block.
 *
 * @param outputs of an example
 * @param columns weights of an output
 */
record OneBlock(int outputs, int columns) implements ParameterBlocks {

  @Override
  public int blocks() {
    return 1;
  }

  @Override
  public String name(int block) {
    Objects.checkIndex(block, 1);
    return "weights";
  }

  @Override
  public int offset(int block) {
    Objects.checkIndex(block, 1);
    return 0;
  }

  @Override
  public int[] shape(int block) {
    Objects.checkIndex(block, 1);
    return outputs == 1 ? new int[] {columns} : new int[] {outputs, columns};
  }
}
