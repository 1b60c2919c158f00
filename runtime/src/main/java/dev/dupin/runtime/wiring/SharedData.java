package dev.dupin.runtime.wiring;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * Data that are read once for all trials of a sweep; what is wrong with them is found once, too.
 */
final class SharedData implements DataSource {

  private final DataSource source;
  private @Nullable Dataset data;
  private @Nullable RuntimeException failure;

  SharedData(DataSource source) {
    this.source = source;
  }

  @Override
  public synchronized Dataset load() {
    if (failure != null) {
      throw failure;
    }
    Dataset known = data;
    if (known == null) {
      known = read();
      data = known;
    }
    return known;
  }

  private Dataset read() {
    try {
      return source.load();
    } catch (RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  /** Forgets the data; whoever asks once more reads them again. */
  synchronized void release() {
    data = null;
  }
}
