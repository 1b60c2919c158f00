package dev.dupin.runtime.parts;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.file.Path;

/** Asks for services. */
public final class Served extends Quadratic {

  private final Path folder;
  private final int threads;

  @Inject
  public Served(@Named("spec.folder") Path folder, @Named("parallelism") int threads) {
    this.folder = folder;
    this.threads = threads;
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /** Returns the number of threads. */
  public int threads() {
    return threads;
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
