package dev.dupin.runtime.parts;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** One number a line. */
public final class Numbers implements DataSource {

  /** How often data were read, by all instances. */
  public static final AtomicInteger READS = new AtomicInteger();

  /**
   * @param path of the file
   */
  public record Config(Path path) {}

  private final Config config;

  @Inject
  public Numbers(Config config) {
    this.config = config;
  }

  @Override
  public Dataset load() {
    READS.incrementAndGet();
    String file = config.path().toString();
    List<String> lines;
    try {
      lines = Files.readAllLines(config.path());
    } catch (IOException e) {
      throw new DataException(file, 0, 0, "there is no such file");
    }
    double[] values = new double[lines.size()];
    int[] numbers = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      numbers[i] = i + 1;
      try {
        values[i] = Double.parseDouble(lines.get(i));
      } catch (NumberFormatException e) {
        throw new DataException(file, i + 1, 1, "'" + lines.get(i) + "' is no number");
      }
    }
    DenseFeatures features = new DenseFeatures(values.length, 1, values);
    return new Dataset(file, features, List.of("x"), Optional.empty(), numbers);
  }
}
