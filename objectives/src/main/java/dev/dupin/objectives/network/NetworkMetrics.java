package dev.dupin.objectives.network;

import dev.dupin.core.objective.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How good a network is on the examples it is trained on, and on those that were held out: accuracy
 * and mean log loss of classes; of numbers the mean square of the outputs less the targets.
 */
final class NetworkMetrics implements Metrics {

  private final NetworkEvaluation here;
  private final Optional<Network> heldOut;

  /**
   * @param heldOut the same model on the examples that were held out, if any were
   */
  NetworkMetrics(NetworkEvaluation here, Optional<Network> heldOut) {
    this.here = here;
    this.heldOut = heldOut;
  }

  /** Runs the held-out examples forward; nothing else is computed. */
  @Override
  public Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    add("train", here.forward(), values);
    heldOut.ifPresent(network -> add("test", new ForwardPass(network, here.point()), values));
    return Collections.unmodifiableMap(values);
  }

  private static void add(String prefix, ForwardPass forward, Map<String, Double> values) {
    ExampleLoss loss = forward.network().loss();
    double meanLoss = forward.lossSum() / loss.examples();
    if (loss.classifies()) {
      values.put(prefix + "Accuracy", accuracy(forward));
      values.put(prefix + "LogLoss", meanLoss);
    } else {
      values.put(prefix + "MeanSquaredError", 2 * meanLoss / loss.outputs());
    }
  }

  private static double accuracy(ForwardPass forward) {
    ExampleLoss loss = forward.network().loss();
    int correct = 0;
    for (int i = 0; i < loss.examples(); i++) {
      correct += loss.correct(i, forward.outputs(), i * loss.outputs()) ? 1 : 0;
    }
    return (double) correct / loss.examples();
  }
}
