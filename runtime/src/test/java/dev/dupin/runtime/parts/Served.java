package dev.dupin.runtime.parts;

import dev.dupin.core.data.LoadingListener;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Path;

/** Asks for services. */
public final class Served extends Quadratic {

  private final Path folder;
  private final int threads;
  private final LoadingListener listener;

  @Inject
  public Served(
      @Named("spec.folder") Path folder,
      @Named("parallelism") int threads,
      LoadingListener listener) {
    this.folder = folder;
    this.threads = threads;
    this.listener = listener;
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /** Returns the number of threads. */
  public int threads() {
    return threads;
  }

  /** Returns who watches data being read. */
  public LoadingListener listener() {
    return listener;
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  double scale() {
    return 1;
  }
}
