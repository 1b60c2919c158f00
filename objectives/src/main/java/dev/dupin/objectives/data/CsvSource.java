package dev.dupin.objectives.data;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.LoadingListener;
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
 * <p>Features are numbers in every row, or words in the columns that {@code oneHot} names. The
 * target is a column of numbers if its first cell is a number, else a column of words. Blanks
 * around a cell are dropped; blank lines are skipped; columns that are neither features nor target
 * are not looked at. Features are stored dense, 8 bytes a cell. Lines are counted first, so that
 * little more than that is held while reading; twice that where words are coded, rows held out, or
 * where lines are no rows.
 */
public final class CsvSource implements DataSource {

  private final Config config;
  private final LoadingListener listener;

  /**
   * What a spec says.
   *
   * @param path the file
   * @param target the column to predict; none if left out
   * @param features the columns to predict from, in this order; all but the target if left out
   * @param oneHot features that hold words: each word becomes a column of its own, 1 in the rows
   *     that have it and 0 in the others, named {@code column=word}, in ascending order; words are
   *     those of all rows, held out or not
   * @param dropFirst whether the first word of each such column has no column of its own. Kept, the
   *     columns add up to 1, so that a regression with an intercept has no single solution without
   *     l2; dropped, the other words are compared with the first
   * @param standardize whether every feature is shifted to mean 0 and scaled to population standard
   *     deviation 1 (a constant column becomes 0), as the rows for training say
   * @param split which rows are held out for testing; none if left out
   * @param separator one character between cells; "\t" for a tab
   */
  public record Config(
      Path path,
      Optional<String> target,
      Optional<List<String>> features,
      Optional<List<String>> oneHot,
      @Default("false") boolean dropFirst,
      @Default("false") boolean standardize,
      Optional<Split> split,
      @Default(",") String separator) {

    public Config {
      features = features.map(List::copyOf);
      oneHot = oneHot.map(List::copyOf);
      if (separator.length() != 1 || "\"\r\n".contains(separator)) {
        throw new IllegalArgumentException(
            "separator is one character, neither a quote nor a line end");
      }
      features.ifPresent(names -> checkFeatures(names, target));
      oneHot.ifPresent(names -> checkWords(names, target));
    }

    /** All features are numbers, and no row is held out. */
    public Config(
        Path path,
        Optional<String> target,
        Optional<List<String>> features,
        boolean standardize,
        String separator) {
      this(
          path,
          target,
          features,
          Optional.empty(),
          false,
          standardize,
          Optional.empty(),
          separator);
    }

    /** Returns the columns that hold words. */
    List<String> words() {
      return oneHot.orElse(List.of());
    }

    private static void checkWords(List<String> names, Optional<String> target) {
      if (target.isPresent() && names.contains(target.get())) {
        throw new IllegalArgumentException(
            "oneHot holds the target '"
                + target.get()
                + "'; a target of words needs no coding, leave it out");
      }
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

  /** Keeps the configuration; {@link #load} reads the file, watched by nobody. */
  public CsvSource(Config config) {
    this(config, LoadingListener.NONE);
  }

  /** Keeps the configuration; {@link #load} reads the file. */
  @Inject
  public CsvSource(Config config, LoadingListener listener) {
    this.config = config;
    this.listener = listener;
  }

  @Override
  public Dataset load() {
    return new Preparation(config.split(), config.standardize()).apply(read());
  }

  private Dataset read() {
    long lines = DataFile.countLines(config.path());
    try (DataFile file = DataFile.open(config.path(), listener)) {
      CheckedText text = new CheckedText(config.path().toString(), file);
      return new CsvParser(config, file.size(), lines).parse(text);
    } catch (IOException e) {
      throw DataFile.unreadable(config.path().toString(), e);
    }
  }
}
