package dev.dupin.all;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.objective.Objective;
import dev.dupin.objectives.regression.SoftmaxRegression;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A small model with layers, for the Hessians that need them. */
final class LayeredModel {

  private static final int ROWS = 12;
  private static final int COLUMNS = 3;

  private LayeredModel() {}

  /** Returns a softmax regression of three classes with an intercept and a penalty: 12 weights. */
  static Objective softmax() {
    SplittableRandom random = new SplittableRandom(1);
    double[] values = random.doubles(ROWS * COLUMNS, -1, 1).toArray();
    double[] labels = new double[ROWS];
    for (int i = 0; i < ROWS; i++) {
      labels[i] = i % 3;
    }
    Dataset data =
        new Dataset(
            "made up",
            new DenseFeatures(ROWS, COLUMNS, values),
            Dataset.numberedNames("x", COLUMNS),
            Optional.of(new Target("y", labels, List.of("a", "b", "c"))),
            new int[ROWS]);
    return new SoftmaxRegression(new SoftmaxRegression.Config(() -> data, 0.1, true));
  }
}
