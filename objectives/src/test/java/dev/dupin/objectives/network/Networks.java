package dev.dupin.objectives.network;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small networks on seeded data. */
final class Networks {

  private Networks() {}

  /** What a network is made of, and a name for it. */
  record Sample(
      String name,
      Activation activation,
      NeuralNetwork.Loss loss,
      boolean autoencoder,
      boolean layerNorm,
      double l2,
      List<Integer> hidden) {

    NeuralNetwork network() {
      Dataset data = data(7, 3, loss == NeuralNetwork.Loss.LOGISTIC ? 2 : 4, loss);
      return new NeuralNetwork(
          new NeuralNetwork.Config(
              () -> data,
              hidden,
              activation,
              autoencoder ? Optional.empty() : Optional.of(loss),
              l2,
              autoencoder,
              layerNorm));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Every activation with every loss, with and without normalisation. */
  static List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Activation activation : Activation.values()) {
      for (NeuralNetwork.Loss loss : NeuralNetwork.Loss.values()) {
        for (boolean layerNorm : new boolean[] {false, true}) {
          samples.add(sample(activation, loss, false, layerNorm, 0.1, List.of(4, 3)));
        }
      }
      samples.add(sample(activation, NeuralNetwork.Loss.SQUARED, true, false, 0, List.of(4, 2, 4)));
    }
    samples.add(sample(Activation.TANH, NeuralNetwork.Loss.SOFTMAX, false, false, 0.1, List.of()));
    return samples;
  }

  private static Sample sample(
      Activation activation,
      NeuralNetwork.Loss loss,
      boolean autoencoder,
      boolean layerNorm,
      double l2,
      List<Integer> hidden) {
    String name =
        activation
            + ", "
            + (autoencoder ? "AUTOENCODER" : loss)
            + (layerNorm ? ", normalised " : " ")
            + hidden;
    return new Sample(name, activation, loss, autoencoder, layerNorm, l2, hidden);
  }

  /** Returns rows of uniform features; classes 0, 1, … all of which occur, or numbers. */
  static Dataset data(int rows, int columns, int classes, NeuralNetwork.Loss loss) {
    SplittableRandom random = new SplittableRandom(rows * 31L + columns);
    double[] features = random.doubles((long) rows * columns, -1, 1).toArray();
    double[] target = new double[rows];
    for (int row = 0; row < rows; row++) {
      target[row] =
          loss == NeuralNetwork.Loss.SQUARED ? random.nextDouble(-2, 2) : (row * 7) % classes;
    }
    return new Dataset(
        "memory",
        new DenseFeatures(rows, columns, features),
        Dataset.numberedNames("x", columns),
        Optional.of(new Target("y", target, List.of())),
        IntStream.rangeClosed(1, rows).toArray());
  }

  /** Returns weights a little off a start, so that biases are not 0. */
  static double[] point(NeuralNetwork network, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = network.start(random);
    for (int i = 0; i < x.length; i++) {
      x[i] += 0.3 * (random.nextDouble() - 0.5);
    }
    return x;
  }
}
