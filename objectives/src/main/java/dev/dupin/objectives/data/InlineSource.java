package dev.dupin.objectives.data;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.plugin.Default;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Data that stand in the spec itself: {@code columns: {x: [1, 2, 3], y: [2, 4, 6]}}. All columns
 * but the target are features, in the order written. Where a message points at a line, it is the
 * number of the row, from 1.
 */
public final class InlineSource implements DataSource {

  private static final String ORIGIN = "inline data";

  private final Config config;

  /**
   * What a spec says.
   *
   * @param columns the numbers of each column, by its name; all equally many
   * @param target the column to predict; none if left out
   * @param standardize whether every feature is shifted to mean 0 and scaled to population standard
   *     deviation 1 (a constant column becomes 0), as the rows for training say
   * @param split which rows are held out for testing; none if left out
   */
  public record Config(
      Map<String, List<Double>> columns,
      Optional<String> target,
      @Default("false") boolean standardize,
      Optional<Split> split) {

    public Config {
      columns = copied(columns);
      checkLengths(columns);
      if (target.isPresent() && !columns.containsKey(target.get())) {
        List<String> known = List.copyOf(columns.keySet());
        throw new IllegalArgumentException(
            "target: there is no column '"
                + target.get()
                + "'"
                + Suggestion.among(known, target.get()));
      }
      if (target.isPresent() && columns.size() == 1) {
        throw new IllegalArgumentException(
            "columns: besides the target there is none to predict from");
      }
    }

    private static Map<String, List<Double>> copied(Map<String, List<Double>> columns) {
      Map<String, List<Double>> copy = new LinkedHashMap<>();
      columns.forEach((name, numbers) -> copy.put(name, List.copyOf(numbers)));
      return Collections.unmodifiableMap(copy);
    }

    private static void checkLengths(Map<String, List<Double>> columns) {
      Map.Entry<String, List<Double>> first =
          columns.entrySet().stream()
              .findFirst()
              .orElseThrow(
                  () -> new IllegalArgumentException("columns are wanted, as in x: [1, 2, 3]"));
      columns.forEach((name, numbers) -> checkNumbers(name, numbers));
      columns.forEach(
          (name, numbers) -> {
            if (numbers.size() != first.getValue().size()) {
              throw new IllegalArgumentException(
                  "columns differ in length: '%s' has %d numbers, '%s' has %d"
                      .formatted(first.getKey(), first.getValue().size(), name, numbers.size()));
            }
          });
    }

    private static void checkNumbers(String name, List<Double> numbers) {
      if (numbers.isEmpty()) {
        throw new IllegalArgumentException("columns: '" + name + "' holds no number");
      }
      for (double number : numbers) {
        if (!Double.isFinite(number)) {
          throw new IllegalArgumentException(
              "columns: '" + name + "' holds " + number + ", which is no finite number");
        }
      }
    }
  }

  /** Keeps the configuration. */
  @Inject
  public InlineSource(Config config) {
    this.config = config;
  }

  @Override
  public Dataset load() {
    return new Preparation(config.split(), config.standardize()).apply(all());
  }

  private Dataset all() {
    List<String> names =
        config.columns().keySet().stream()
            .filter(name -> !config.target().equals(Optional.of(name)))
            .toList();
    int rows = column(names.get(0)).length;
    return new Dataset(
        ORIGIN,
        new DenseFeatures(rows, names.size(), features(names, rows)),
        names,
        config.target().map(name -> new Target(name, column(name), List.of())),
        IntStream.rangeClosed(1, rows).toArray());
  }

  private double[] features(List<String> names, int rows) {
    double[] features = new double[rows * names.size()];
    for (int j = 0; j < names.size(); j++) {
      double[] column = column(names.get(j));
      for (int row = 0; row < rows; row++) {
        features[row * names.size() + j] = column[row];
      }
    }
    return features;
  }

  private double[] column(String name) {
    return config.columns().getOrDefault(name, List.of()).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }
}
