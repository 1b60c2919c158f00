package dev.dupin.objectives.regression;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Metrics;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Seeded data for the tests of regressions. */
final class Examples {

  private Examples() {}

  /** Returns features of which about that share is not zero. */
  static DenseFeatures dense(long seed, int rows, int columns, double density) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] values = new double[rows * columns];
    for (int k = 0; k < values.length; k++) {
      double value = 2 * random.nextDouble() - 1;
      values[k] = random.nextDouble() < density ? value : 0;
    }
    return new DenseFeatures(rows, columns, values);
  }

  /** Returns the same numbers in compressed rows. */
  static SparseFeatures sparse(DenseFeatures dense) {
    int[] pointers = new int[dense.rows() + 1];
    int[] indices = new int[dense.values().length];
    double[] values = new double[dense.values().length];
    int size = 0;
    for (int row = 0; row < dense.rows(); row++) {
      for (int j = 0; j < dense.columns(); j++) {
        double value = dense.values()[row * dense.columns() + j];
        if (value != 0) {
          indices[size] = j;
          values[size++] = value;
        }
      }
      pointers[row + 1] = size;
    }
    return new SparseFeatures(
        dense.rows(),
        dense.columns(),
        pointers,
        Arrays.copyOf(indices, size),
        Arrays.copyOf(values, size));
  }

  /** Returns labels -1 and 1 that depend on the first column, with noise; both occur. */
  static double[] labels(long seed, DenseFeatures features) {
    SplittableRandom random = new SplittableRandom(~seed);
    double[] labels = new double[features.rows()];
    for (int row = 0; row < labels.length; row++) {
      double score = features.values()[row * features.columns()] + random.nextDouble() - 0.5;
      labels[row] = score > 0 ? 1 : -1;
    }
    labels[0] = -1;
    labels[1] = 1;
    return labels;
  }

  static Dataset dataset(Features features, Target target) {
    return new Dataset(
        "memory",
        features,
        Dataset.numberedNames("x", features.columns()),
        Optional.of(target),
        IntStream.rangeClosed(1, features.rows()).toArray());
  }

  static LogisticRegression logistic(
      Features features, double[] labels, double l2, boolean intercept) {
    Dataset data = dataset(features, new Target("label", labels, List.of()));
    return new LogisticRegression(new LogisticRegression.Config(() -> data, l2, intercept));
  }

  /** Returns a regression on dense seeded data. */
  static LogisticRegression logistic(
      long seed, int rows, int columns, double l2, boolean intercept) {
    DenseFeatures features = dense(seed, rows, columns, 1);
    return logistic(features, labels(seed, features), l2, intercept);
  }

  /** Returns one of the numbers that a regression tells at a point. */
  static double metric(Evaluation here, String name) {
    return Objects.requireNonNull(
        here.structure(Metrics.class).orElseThrow().values().get(name), name);
  }

  /** Returns a table of numbers. */
  static DenseFeatures table(double[]... rows) {
    int columns = rows[0].length;
    double[] values = new double[rows.length * columns];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, values, i * columns, columns);
    }
    return new DenseFeatures(rows.length, columns, values);
  }

  /** Returns one column. */
  static DenseFeatures column(double... values) {
    return new DenseFeatures(values.length, 1, values);
  }

  /** Returns a regression of a kind on some numbers. */
  static Regression regression(
      Kind kind, Features features, double[] targets, double l2, boolean intercept) {
    Dataset data = dataset(features, new Target("label", targets, List.of()));
    return kind.on(() -> data, l2, intercept);
  }

  /** Returns a regression of a kind on dense seeded data. */
  static Regression regression(
      Kind kind, long seed, int rows, int columns, double l2, boolean intercept) {
    return regression(kind, seed, dense(seed, rows, columns, 1), false, l2, intercept);
  }

  /** Returns a regression of a kind with targets that depend on the features, with noise. */
  static Regression regression(
      Kind kind, long seed, DenseFeatures features, boolean sparse, double l2, boolean intercept) {
    double[] targets = kind.targets(seed, features);
    Dataset data =
        dataset(sparse ? sparse(features) : features, new Target("label", targets, List.of()));
    return kind.on(() -> data, l2, intercept);
  }

  /** The regressions. */
  enum Kind {
    LINEAR {
      @Override
      double[] targets(long seed, DenseFeatures features) {
        return noisy(seed, features);
      }

      @Override
      Regression on(DataSource data, double l2, boolean intercept) {
        return new LinearRegression(new LinearRegression.Config(data, l2, intercept));
      }
    },
    LOGISTIC {
      @Override
      double[] targets(long seed, DenseFeatures features) {
        return labels(seed, features);
      }

      @Override
      Regression on(DataSource data, double l2, boolean intercept) {
        return new LogisticRegression(new LogisticRegression.Config(data, l2, intercept));
      }
    },
    POISSON {
      @Override
      double[] targets(long seed, DenseFeatures features) {
        double[] counts = noisy(seed, features);
        Arrays.setAll(counts, i -> Math.rint(Math.exp(counts[i])));
        return counts;
      }

      @Override
      Regression on(DataSource data, double l2, boolean intercept) {
        return new PoissonRegression(new PoissonRegression.Config(data, l2, intercept));
      }
    },
    SOFTMAX {
      /** Up to four classes; all rows of a handful of rows are classes of their own. */
      @Override
      double[] targets(long seed, DenseFeatures features) {
        double[] classes = noisy(seed, features);
        Arrays.setAll(
            classes, i -> i < 4 ? i : Math.max(0, Math.min(3, Math.rint(classes[i] + 1.5))));
        return classes;
      }

      @Override
      Regression on(DataSource data, double l2, boolean intercept) {
        return new SoftmaxRegression(new SoftmaxRegression.Config(data, l2, intercept));
      }
    };

    abstract double[] targets(long seed, DenseFeatures features);

    abstract Regression on(DataSource data, double l2, boolean intercept);

    private static double[] noisy(long seed, DenseFeatures features) {
      SplittableRandom random = new SplittableRandom(~seed);
      double[] values = new double[features.rows()];
      for (int row = 0; row < values.length; row++) {
        values[row] = features.values()[row * features.columns()] + 2 * random.nextDouble() - 0.5;
      }
      return values;
    }
  }

  /** Returns numbers between -scale and scale. */
  static double[] vector(long seed, int length, double scale) {
    return new SplittableRandom(seed)
        .doubles(length)
        .map(value -> scale * (2 * value - 1))
        .toArray();
  }
}
