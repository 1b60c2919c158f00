package dev.dupin.core.objective;

/**
 * Counts carrying a vector back to the first layer as one Hessian product, those to the layers
 * behind it included.
 */
final class MeteredLayerStatistics implements LayerStatistics {

  private final LayerStatistics statistics;
  private final Meter meter;

  MeteredLayerStatistics(LayerStatistics statistics, Meter meter) {
    this.statistics = statistics;
    this.meter = meter;
  }

  @Override
  public int layers() {
    return statistics.layers();
  }

  @Override
  public int rows(int layer) {
    return statistics.rows(layer);
  }

  @Override
  public int columns(int layer) {
    return statistics.columns(layer);
  }

  @Override
  public int offset(int layer) {
    return statistics.offset(layer);
  }

  @Override
  public double[] inputs(int layer) {
    return statistics.inputs(layer);
  }

  @Override
  public double[] backpropagate(int layer, double[] atOutput) {
    if (layer == 0) {
      meter.hessianProduct();
    }
    return statistics.backpropagate(layer, atOutput);
  }
}
