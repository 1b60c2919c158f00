package dev.dupin.objectives.network;

import dev.dupin.core.objective.LayerStatistics;

/** Inputs and backpropagated vectors of every layer of weights. */
final class NetworkLayers implements LayerStatistics {

  private final NetworkEvaluation here;
  private final Layout layout;

  NetworkLayers(NetworkEvaluation here) {
    this.here = here;
    this.layout = here.network().layout();
  }

  @Override
  public int layers() {
    return layout.layers();
  }

  @Override
  public int rows(int layer) {
    return layout.rows(layer);
  }

  @Override
  public int columns(int layer) {
    return layout.columns(layer);
  }

  @Override
  public int offset(int layer) {
    return layout.offset(layer);
  }

  @Override
  public double[] inputs(int layer) {
    return here.forward().inputs(layer);
  }

  @Override
  public double[] backpropagate(int layer, double[] atOutput) {
    return here.backpropagation().to(layer, atOutput);
  }
}
