package dev.dupin.objectives.network;

import dev.dupin.core.objective.ParameterBlocks;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Where the weights of each layer lie in the parameter vector: layer after layer, each a matrix of
 * a row for each output and a column for each input, row-major, with the bias as a last column.
 * Layers are counted from 0 here, from 1 in names.
 */
final class Layout implements ParameterBlocks {

  private final int[] widths;
  private final boolean biases;
  private final int[] offsets;

  /**
   * @param widths the number of inputs, of the units of each hidden layer, of outputs
   * @param biases whether each layer has a bias
   * @throws IllegalArgumentException if there are more weights than an array can hold
   */
  Layout(int[] widths, boolean biases) {
    this.widths = widths.clone();
    this.biases = biases;
    this.offsets = new int[widths.length];
    for (int layer = 0; layer < layers(); layer++) {
      long end = offsets[layer] + (long) rows(layer) * columns(layer);
      if (end > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "a network of widths " + Arrays.toString(widths) + " has too many weights (over 2^31)");
      }
      offsets[layer + 1] = (int) end;
    }
  }

  /** Returns the number of layers of weights. */
  int layers() {
    return widths.length - 1;
  }

  /** Returns the number of outputs of a layer. */
  int rows(int layer) {
    return widths[layer + 1];
  }

  /** Returns the number of inputs of a layer, the constant one of the bias included. */
  int columns(int layer) {
    return biases ? widths[layer] + 1 : widths[layer];
  }

  /** Returns the number of inputs of a layer, without the constant one. */
  int inputs(int layer) {
    return widths[layer];
  }

  /** Returns the number of inputs, of the units of each hidden layer, of outputs: a copy. */
  int[] widths() {
    return widths.clone();
  }

  /** Returns whether each layer has a bias. */
  boolean biases() {
    return biases;
  }

  /** Returns the number of outputs of the network. */
  int outputs() {
    return widths[layers()];
  }

  /** Returns the number of all weights and biases. */
  int parameters() {
    return offsets[layers()];
  }

  /** Returns random weights, layer by layer, and biases of zero. */
  double[] start(Activation activation, RandomGenerator random) {
    double[] start = new double[parameters()];
    for (int layer = 0; layer < layers(); layer++) {
      double deviation = Math.sqrt(activation.startVariance(inputs(layer), rows(layer)));
      for (int row = 0; row < rows(layer); row++) {
        int from = offset(layer) + row * columns(layer);
        for (int j = 0; j < inputs(layer); j++) {
          start[from + j] = deviation * random.nextGaussian();
        }
      }
    }
    return start;
  }

  @Override
  public int blocks() {
    return layers();
  }

  /** Returns layer1.weight and so on; the bias is the last column of the same block. */
  @Override
  public String name(int block) {
    return "layer" + (block + 1) + ".weight";
  }

  @Override
  public int offset(int block) {
    return offsets[block];
  }

  @Override
  public int[] shape(int block) {
    return new int[] {rows(block), columns(block)};
  }
}
