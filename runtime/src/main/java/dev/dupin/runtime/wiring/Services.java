package dev.dupin.runtime.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.name.Names;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the constructor of a part may ask for besides its configuration, by {@code
 * jakarta.inject.Named}.
 *
 * @param folder the spec's folder, as {@code @Named("spec.folder") Path}
 * @param parallelism how many threads a part may use, as {@code @Named("parallelism") int}
 */
public record Services(Path folder, int parallelism) {

  private static final Key<Path> FOLDER = Key.get(Path.class, Names.named("spec.folder"));
  private static final Key<Integer> PARALLELISM =
      Key.get(Integer.class, Names.named("parallelism"));

  /** Returns the keys that can be asked for. */
  static Set<Key<?>> keys() {
    return Set.of(FOLDER, PARALLELISM);
  }

  AbstractModule module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        binder().requireExplicitBindings();
        binder().disableCircularProxies();
        bind(FOLDER).toInstance(folder);
        bind(PARALLELISM).toInstance(parallelism);
      }
    };
  }
}
