package dev.dupin.objectives.data;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.plugin.Default;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads a comma-separated table (RFC 4180, any line ends, UTF-8) whose first row names the columns.
 *
 * <p>Features are numbers in every row. The target is a column of numbers if its first cell is a
 * number, else a column of words. Blanks around a cell are dropped; blank lines are skipped;
 * columns that are neither features nor target are not looked at. Features are stored dense; while
 * reading, twice that is held.
 */
public final class CsvSource implements DataSource {

  private final Config config;

  /**
   * What a spec says.
   *
   * @param path the file
   * @param target the column to predict; none if left out
   * @param features the columns to predict from, in this order; all but the target if left out
   * @param standardize whether every feature is shifted to mean 0 and scaled to population standard
   *     deviation 1 (a constant column becomes 0)
   * @param separator one character between cells; "\t" for a tab
   */
  public record Config(
      Path path,
      Optional<String> target,
      Optional<List<String>> features,
      @Default("false") boolean standardize,
      @Default(",") String separator) {

    public Config {
      features = features.map(List::copyOf);
      if (separator.length() != 1 || "\"\r\n".contains(separator)) {
        throw new IllegalArgumentException(
            "separator is one character, neither a quote nor a line end");
      }
      features.ifPresent(names -> checkFeatures(names, target));
    }

    private static void checkFeatures(List<String> names, Optional<String> target) {
      if (names.isEmpty()) {
        throw new IllegalArgumentException(
            "features names no column; leave it out to take all but the target");
      }
      HashSet<String> seen = new HashSet<>();
      for (String name : names) {
        if (!seen.add(name)) {
          throw new IllegalArgumentException("features names column '" + name + "' twice");
        }
      }
      if (target.isPresent() && seen.contains(target.get())) {
        throw new IllegalArgumentException(
            "features holds the target '" + target.get() + "', which is to be predicted from them");
      }
    }
  }

  /** Keeps the configuration; {@link #load} reads the file. */
  @Inject
  public CsvSource(Config config) {
    this.config = config;
  }

  @Override
  public Dataset load() {
    try (CheckedText text = CheckedText.open(config.path())) {
      return new CsvParser(config).parse(text);
    } catch (IOException e) {
      throw CheckedText.unreadable(config.path().toString(), e);
    }
  }
}
