package dev.dupin.runtime;

import dev.dupin.core.data.LoadingListener;
import dev.dupin.runtime.binding.Binder;
import dev.dupin.runtime.binding.FileDigests;
import dev.dupin.runtime.binding.Schemas;
import dev.dupin.runtime.spec.Problems;
import dev.dupin.runtime.wiring.Services;
import dev.dupin.runtime.wiring.Sharing;
import dev.dupin.runtime.wiring.Wiring;

/** What the trials of one composition have in common. */
final class Workshop {

  private final SpecText spec;
  private final Schemas schemas;
  private final boolean pluginsAreBroken;
  private final FileDigests digests = new FileDigests();
  private final Sharing sharing;
  private final Wiring root;

  Workshop(
      SpecText spec,
      Schemas schemas,
      boolean pluginsAreBroken,
      boolean isSweep,
      LoadingListener listener) {
    this.spec = spec;
    this.schemas = schemas;
    this.pluginsAreBroken = pluginsAreBroken;
    this.sharing = new Sharing(isSweep);
    int parallelism = Runtime.getRuntime().availableProcessors();
    Services services = new Services(spec.folder(), parallelism, listener);
    this.root = Wiring.start(services, sharing, spec);
  }

  SpecText spec() {
    return spec;
  }

  Schemas schemas() {
    return schemas;
  }

  /** Returns the wiring that those of all trials stand on. */
  Wiring root() {
    return root;
  }

  Binder binder(Problems problems) {
    return new Binder(schemas, spec.folder(), digests, problems, pluginsAreBroken);
  }

  /** Lets go of what only the composition needed. */
  void close() {
    sharing.release();
  }
}
