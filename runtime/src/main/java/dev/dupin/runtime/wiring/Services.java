package dev.dupin.runtime.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.dupin.core.data.LoadingListener;
import java.nio.file.Path;
import java.util.Set;

/**
 * What the constructor of a part may ask for besides its configuration, by its type or by {@code
 * jakarta.inject.Named}.
 *
 * @param folder the spec's folder, as {@code @Named("spec.folder") Path}
 * @param parallelism how many threads a part may use, as {@code @Named("parallelism") int}
 * @param listener who watches data being read
 */
public record Services(Path folder, int parallelism, LoadingListener listener) {

  private static final Key<Path> FOLDER = Key.get(Path.class, Names.named("spec.folder"));
  private static final Key<Integer> PARALLELISM =
      Key.get(Integer.class, Names.named("parallelism"));
  private static final Key<LoadingListener> LISTENER = Key.get(LoadingListener.class);

  /** Returns the keys that can be asked for. */
  static Set<Key<?>> keys() {
    return Set.of(FOLDER, PARALLELISM, LISTENER);
  }

  AbstractModule module() {
    return new AbstractModule() {
      @Override
      protected void configure() {
        binder().requireExplicitBindings();
        binder().disableCircularProxies();
        bind(FOLDER).toInstance(folder);
        bind(PARALLELISM).toInstance(parallelism);
        bind(LISTENER).toInstance(listener);
      }
    };
  }
}
