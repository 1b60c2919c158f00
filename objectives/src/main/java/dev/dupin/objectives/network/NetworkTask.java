package dev.dupin.objectives.network;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a network is to learn from a data set: how many outputs it has, and the loss of each row.
 *
 * @param outputs of the network
 * @param losses of the rows of a data set with the same columns, such as the held-out one
 */
record NetworkTask(int outputs, Function<Dataset, ExampleLoss> losses) {

  // Whole numbers with more distinct values than this are taken for numbers, not for classes.
  private static final int MOST_CLASSES = 32;

  /** Returns the task of giving back the inputs. */
  static NetworkTask autoencoder(Dataset data) {
    int features = data.features().columns();
    return new NetworkTask(features, rows -> new SquaredLoss(features, InputMatrix.features(rows)));
  }

  /**
   * Returns the task of predicting the target.
   *
   * @param kind of loss; left out: by the target
   * @param asker the name of the objective, for messages
   * @throws DataException if there is no target, or one that the loss has no use for
   */
  static NetworkTask prediction(Dataset data, Optional<NeuralNetwork.Loss> kind, String asker) {
    Target target = target(data, asker);
    Labels labels = Labels.of(target);
    return switch (kind.orElseGet(() -> usual(target, labels))) {
      case SQUARED -> squared(data, target);
      case LOGISTIC -> logistic(data, labels);
      case SOFTMAX -> softmax(data, target, labels);
    };
  }

  static Target target(Dataset data, String asker) {
    return data.target()
        .orElseThrow(
            () ->
                problem(
                    data,
                    asker
                        + " needs a column to predict; name it as 'target' of the data, or say"
                        + " 'autoencoder: true' to learn the inputs themselves"));
  }

  /** Words are classes, and so are whole numbers if there are few of them. */
  private static NeuralNetwork.Loss usual(Target target, Labels labels) {
    boolean classes = !target.labels().isEmpty();
    if (!classes && labels.count() <= MOST_CLASSES) {
      classes = true;
      for (double value : labels.values()) {
        classes &= value == Math.rint(value);
      }
    }
    if (!classes) {
      return NeuralNetwork.Loss.SQUARED;
    }
    return labels.count() == 2 ? NeuralNetwork.Loss.LOGISTIC : NeuralNetwork.Loss.SOFTMAX;
  }

  /** Returns the task of predicting the numbers of the target. */
  static NetworkTask squared(Dataset data, Target target) {
    if (!target.labels().isEmpty()) {
      throw data.problem(
          0,
          "loss 'squared' wants numbers; the target is "
              + target.text(0)
              + "; use 'softmax' for classes");
    }
    return new NetworkTask(
        1, rows -> new SquaredLoss(1, rows.target().orElseThrow().values().clone()));
  }

  /** Returns the task of predicting the classes of the target, each coded as a unit vector. */
  static NetworkTask unitVectors(Dataset data, Target target, int outputs) {
    Labels labels = Labels.of(target);
    if (labels.count() != outputs) {
      throw problem(
          data,
          "%d outputs want a target of %d classes, which has %d"
              .formatted(outputs, outputs, labels.count()));
    }
    return new NetworkTask(outputs, rows -> new SquaredLoss(outputs, unitVectors(labels, rows)));
  }

  private static double[] unitVectors(Labels labels, Dataset rows) {
    int[] classes = labels.places(rows, rows.target().orElseThrow());
    double[] vectors = new double[Math.multiplyExact(classes.length, labels.count())];
    for (int row = 0; row < classes.length; row++) {
      vectors[row * labels.count() + classes[row]] = 1;
    }
    return vectors;
  }

  private static NetworkTask logistic(Dataset data, Labels labels) {
    if (labels.count() != 2) {
      throw problem(
          data,
          "loss 'logistic' tells two classes apart; the target has "
              + labels.count()
              + "; use "
              + (labels.count() > 2 ? "'softmax' or 'squared'" : "data with two classes"));
    }
    return new NetworkTask(
        1, rows -> new LogisticLoss(labels.places(rows, rows.target().orElseThrow())));
  }

  private static NetworkTask softmax(Dataset data, Target target, Labels labels) {
    if (labels.count() < 2) {
      throw data.problem(
          0, "every row has the label " + target.text(0) + "; there is nothing to tell apart");
    }
    int classes = labels.count();
    return new NetworkTask(
        classes,
        rows -> new SoftmaxLoss(classes, labels.places(rows, rows.target().orElseThrow())));
  }

  private static DataException problem(Dataset data, String problem) {
    return new DataException(data.origin(), 0, 0, problem);
  }
}
