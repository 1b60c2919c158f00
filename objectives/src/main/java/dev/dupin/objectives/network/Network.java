package dev.dupin.objectives.network;

import dev.dupin.core.linear.Vectors;

/**
 * A layered model with the examples it is measured on: everything but the weights. Immutable.
 *
 * @param layout of the weights
 * @param activation of the hidden units
 * @param normalized whether the hidden units of each example are normalised before they go on
 * @param inputs of the first layer, examples x columns, row-major, with a last column of ones where
 *     there are biases
 * @param loss of each example
 * @param scale on the sum of the losses: 1 / examples for their mean
 * @param l2 the weight of the penalty l2/2 |w|^2 on all weights that are no bias
 */
record Network(
    Layout layout,
    Activation activation,
    boolean normalized,
    double[] inputs,
    ExampleLoss loss,
    double scale,
    double l2) {

  // Large enough for the matrix kernel to run at its full speed, small enough for what only lives
  // during a product: 8 bytes x 1024 x about three times all units.
  private static final int CHUNK = 1024;

  int examples() {
    return loss.examples();
  }

  /** Returns the same model on some of the examples, copied. */
  Network select(int[] terms) {
    int columns = layout.columns(0);
    double[] selected = new double[Math.multiplyExact(terms.length, columns)];
    for (int i = 0; i < terms.length; i++) {
      System.arraycopy(inputs, terms[i] * columns, selected, i * columns, columns);
    }
    return new Network(
        layout,
        activation,
        normalized,
        selected,
        loss.select(terms),
        scale * examples() / terms.length,
        l2);
  }

  /** Returns how many examples the longest chunk has. */
  int longestChunk() {
    return Math.min(CHUNK, examples());
  }

  /**
   * Does the work of all examples in chunks, from the first to the last, one at a time: what needs
   * room for a short time needs it for one chunk only. The products of matrices within a chunk are
   * shared out among threads.
   */
  void inChunks(Rows.Work work) {
    for (int from = 0; from < examples(); from += CHUNK) {
      work.rows(from, Math.min(examples(), from + CHUNK));
    }
  }

  /** Returns an array for a chunk's matrix of that many columns. */
  double[] chunkOf(int columns) {
    return new double[Math.multiplyExact(longestChunk(), columns)];
  }

  /** Returns l2/2 |w|^2. */
  double penalty(double[] x) {
    return l2 == 0 ? 0 : l2 / 2 * Vectors.dot(x, penalized(x));
  }

  /** Replaces a sum over examples by its scaled value plus the penalty's l2 w. */
  void scaleAndPenalize(double[] sum, double[] w) {
    for (int j = 0; j < sum.length; j++) {
      sum[j] *= scale;
    }
    if (l2 != 0) {
      Vectors.addScaled(sum, l2, penalized(w));
    }
  }

  /** Returns the weight of the penalty on each parameter. */
  double[] ridge() {
    return Vectors.scale(l2, penalized(Vectors.filled(layout.parameters(), 1)));
  }

  /** Returns a copy in which the biases are 0. */
  private double[] penalized(double[] x) {
    double[] copy = x.clone();
    for (int layer = 0; layout.biases() && layer < layout.layers(); layer++) {
      int columns = layout.columns(layer);
      for (int row = 1; row <= layout.rows(layer); row++) {
        copy[layout.offset(layer) + row * columns - 1] = 0;
      }
    }
    return copy;
  }
}
