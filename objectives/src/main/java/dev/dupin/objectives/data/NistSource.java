package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Reads a data set of nonlinear regression as NIST publishes it (Statistical Reference Datasets, <a
 * href="https://www.itl.nist.gov/div898/strd/">itl.nist.gov/div898/strd</a>): a header of text,
 * then the columns under the line {@code Data: y x}, the response first. The first column becomes
 * the target, the others the features.
 *
 * <p>The file is held as text while it is read; the largest has some hundred lines.
 */
public final class NistSource implements DataSource {

  private final Config config;

  /**
   * What a spec says.
   *
   * @param path the file, such as {@code Misra1a.dat}
   */
  public record Config(Path path) {}

  /** Keeps the configuration; {@link #load} reads the file. */
  @Inject
  public NistSource(Config config) {
    this.config = config;
  }

  /**
   * {@inheritDoc}
   *
   * @throws DataException if there is no line that names the columns, if a row has not one number a
   *     column, or if there are not as many rows as the header promises
   */
  @Override
  public Dataset load() {
    return file().dataset();
  }

  /**
   * Reads what the header says beside the data: the model, the starts and the certified values.
   *
   * @throws DataException if the header has no such part, saying where
   */
  public NistProblem problem() {
    return file().problem();
  }

  private NistFile file() {
    String origin = config.path().toString();
    try (CheckedText text = CheckedText.open(config.path())) {
      String all = new String(text.readAllBytes(), StandardCharsets.UTF_8);
      return new NistFile(origin, all.lines().toList());
    } catch (IOException e) {
      throw DataFile.unreadable(origin, e);
    }
  }
}
