package dev.dupin.core.objective;

/**
 * What Kronecker-factored approximations need of a layered model. A layer's weight W has {@link
 * #rows} x {@link #columns} entries, row-major, at {@link #offset} of the parameter vector; a bias
 * is its last column, whose input is 1.
 */
public interface LayerStatistics extends Structure {

  /** Returns the number of layers with parameters. */
  int layers();

  /** Returns the number of outputs of a layer. */
  int rows(int layer);

  /** Returns the number of inputs of a layer, the constant one included. */
  int columns(int layer);

  /** Returns where the layer's weights start in the parameter vector. */
  int offset(int layer);

  /** Returns the inputs of a layer, examples x columns, row-major; frozen. */
  double[] inputs(int layer);

  /**
   * Returns vectors over the model's outputs carried back to a layer's outputs, examples x rows,
   * row-major. Roots or samples of the output Hessian give the Fisher matrix; gradients at the true
   * labels would give the empirical one.
   *
   * @param atOutput examples x outputs, row-major; not kept
   */
  double[] backpropagate(int layer, double[] atOutput);

  @Override
  default Structure metered(Meter meter) {
    return new MeteredLayerStatistics(this, meter);
  }
}
