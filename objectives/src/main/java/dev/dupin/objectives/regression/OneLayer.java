package dev.dupin.objectives.regression;

import dev.dupin.core.objective.LayerStatistics;
import java.util.Objects;

/**
 * A regression as a network of one layer without an activation. The inputs of sparse data, and of
 * dense data with an intercept, are copied to a dense matrix when they are first asked for.
 */
final class OneLayer implements LayerStatistics {

  private final Design design;
  private final int outputs;

  OneLayer(Design design, int outputs) {
    this.design = design;
    this.outputs = outputs;
  }

  @Override
  public int layers() {
    return 1;
  }

  @Override
  public int rows(int layer) {
    Objects.checkIndex(layer, 1);
    return outputs;
  }

  @Override
  public int columns(int layer) {
    Objects.checkIndex(layer, 1);
    return design.columns();
  }

  @Override
  public double[] inputs(int layer) {
    Objects.checkIndex(layer, 1);
    return design.toDense();
  }

  @Override
  public double[] backpropagate(int layer, double[] atOutput) {
    Objects.checkIndex(layer, 1);
    return atOutput.clone();
  }

  /** Where the one layer starts. */
  @Override
  public int offset(int layer) {
    Objects.checkIndex(layer, 1);
    return 0;
  }
}
