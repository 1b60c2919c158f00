package dev.dupin.runtime.results;

import dev.dupin.core.minimizer.Snapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes every checkpoint of a run in place of the last one, whole or not at all. A full disk does
 * not end the run: it is told at the end.
 */
public final class CheckpointWriter implements Consumer<Snapshot>, AutoCloseable {

  private final Path folder;
  private final String specHash;
  private volatile @Nullable IOException failure;

  CheckpointWriter(Path folder, String specHash) {
    this.folder = folder;
    this.specHash = specHash;
  }

  @Override
  public void accept(Snapshot snapshot) {
    try {
      new Checkpoint(specHash, snapshot).write(folder);
      failure = null;
    } catch (IOException e) {
      failure = e;
    }
  }

  /** Throws what went wrong with the last checkpoint, if anything. */
  @Override
  public void close() throws IOException {
    IOException thrown = failure;
    if (thrown != null) {
      throw thrown;
    }
  }
}
