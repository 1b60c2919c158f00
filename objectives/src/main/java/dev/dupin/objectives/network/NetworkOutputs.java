package dev.dupin.objectives.network;

import dev.dupin.core.objective.OutputLoss;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** The loss of a network as a function of its outputs. */
final class NetworkOutputs implements OutputLoss {

  private final NetworkEvaluation here;
  private final Network network;
  private final ExampleLoss loss;

  NetworkOutputs(NetworkEvaluation here) {
    this.here = here;
    this.network = here.network();
    this.loss = network.loss();
  }

  @Override
  public int examples() {
    return network.examples();
  }

  @Override
  public int outputs() {
    return loss.outputs();
  }

  @Override
  public double[] ridge() {
    return network.ridge();
  }

  @Override
  public void jacobian(double[] v, double[] result) {
    TangentPass tangent = here.tangent();
    network.inChunks((from, to) -> tangent.run(v, from, to, result, from * outputs()));
  }

  @Override
  public void transposed(double[] u, double[] result) {
    here.backpropagation().transposed(u, result);
  }

  @Override
  public void outputHessian(double[] u, double[] result) {
    double[] predictions = here.forward().predictions();
    for (int place = 0; place < predictions.length; place += outputs()) {
      loss.hessian(predictions, place, u, place, result, place);
    }
    for (int k = 0; k < result.length; k++) {
      result[k] /= examples();
    }
  }

  @Override
  public double[] outputRoots(int column) {
    Objects.checkIndex(column, outputs());
    double[] predictions = here.forward().predictions();
    double[] roots = new double[predictions.length];
    for (int place = 0; place < predictions.length; place += outputs()) {
      loss.root(predictions, place, column, roots);
    }
    return roots;
  }

  /** Draws the labels in the order of the examples. */
  @Override
  public double[] outputSamples(RandomGenerator random) {
    double[] predictions = here.forward().predictions();
    double[] samples = new double[predictions.length];
    for (int place = 0; place < predictions.length; place += outputs()) {
      loss.sample(predictions, place, random, samples);
    }
    return samples;
  }
}
