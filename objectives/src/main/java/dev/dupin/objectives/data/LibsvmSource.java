package dev.dupin.objectives.data;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.LoadingListener;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads rows {@code label index:value …}, the text format of LIBSVM (Chang and Lin 2011, "LIBSVM: a
 * library for support vector machines"): the label is a number, indices count columns from 1 and
 * ascend within a row, a column that is left out is 0, {@code #} starts a comment, blank lines are
 * skipped.
 *
 * <p>The file is UTF-8 text. Data of which more than half of the cells are not zero are stored
 * dense (8 bytes a cell), others in compressed rows (12 bytes an entry). Entries are counted first,
 * so that little more than that is held while reading; up to twice that where dense data have
 * zeros, or rows are held out. Columns are named x1, x2, …
 */
public final class LibsvmSource implements DataSource {

  // In bytes: what an entry takes, as in " 1:2".
  private static final long SHORTEST = 4;

  private final Config config;
  private final LoadingListener listener;

  /**
   * What a spec says.
   *
   * @param path the file
   * @param features the number of columns; the largest index in the file if left out
   * @param standardize whether every column is shifted to mean 0 and scaled to population standard
   *     deviation 1 (a constant column becomes 0), as the rows for training say; sparse data become
   *     dense by that
   * @param split which rows are held out for testing; none if left out
   */
  public record Config(
      Path path,
      @Range("[1, 2147483646]") Optional<Integer> features,
      @Default("false") boolean standardize,
      Optional<Split> split) {

    /** No row is held out. */
    public Config(Path path, Optional<Integer> features, boolean standardize) {
      this(path, features, standardize, Optional.empty());
    }
  }

  /** Keeps the configuration; {@link #load} reads the file, watched by nobody. */
  public LibsvmSource(Config config) {
    this(config, LoadingListener.NONE);
  }

  /** Keeps the configuration; {@link #load} reads the file. */
  @Inject
  public LibsvmSource(Config config, LoadingListener listener) {
    this.config = config;
    this.listener = listener;
  }

  @Override
  public Dataset load() {
    return new Preparation(config.split(), config.standardize()).apply(read());
  }

  private Dataset read() {
    String origin = config.path().toString();
    long entries = DataFile.count(config.path(), ':');
    try (DataFile file = DataFile.open(config.path(), listener)) {
      CheckedText text = new CheckedText(origin, file);
      return new LibsvmParser(
              origin,
              new Cursor(text),
              config.features(),
              Math.min(entries, file.size() / SHORTEST))
          .parse();
    } catch (IOException e) {
      throw DataFile.unreadable(origin, e);
    }
  }
}
