package dev.dupin.runtime.wiring;

import com.google.inject.Key;
import com.google.inject.PrivateModule;
import com.google.inject.Provider;
import com.google.inject.Scopes;
import com.google.inject.name.Names;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.BoundRecord;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The bindings of one instance of a part: its configuration, which stays private, so that two
 * instances of one class do not clash, and the instance, which is known by its path.
 */
final class PartModule extends PrivateModule {

  private final BoundPart part;
  private final Sharing sharing;

  PartModule(BoundPart part, Sharing sharing) {
    this.part = part;
    this.sharing = sharing;
  }

  /** Returns the key of an instance: its extension point, named by its path. */
  @SuppressWarnings("unchecked")
  static Key<Object> key(BoundPart part) {
    return (Key<Object>) Key.get(part.part().kind(), Names.named(part.path()));
  }

  @Override
  @SuppressWarnings("unchecked")
  protected void configure() {
    Key<Object> key = key(part);
    Optional<Object> shared = sharing.find(part);
    if (shared.isPresent()) {
      bind(key).toInstance(shared.get());
    } else {
      part.config().ifPresent(this::bindConfig);
      bind(key)
          .toConstructor((Constructor<Object>) part.schema().constructor())
          .in(Scopes.SINGLETON);
    }
    expose(key);
  }

  @SuppressWarnings("unchecked")
  private void bindConfig(BoundRecord config) {
    Map<String, Provider<Object>> nested = new HashMap<>();
    for (BoundPart child : part.children()) {
      nested.put(child.path(), getProvider(key(child)));
    }
    Class<Object> type = (Class<Object>) config.schema().constructor().getDeclaringClass();
    bind(type).toProvider(() -> config.realise(child -> instance(nested, child)));
  }

  private Object instance(Map<String, Provider<Object>> nested, BoundPart child) {
    Provider<Object> provider = nested.get(child.path());
    if (provider == null) {
      throw new IllegalStateException(child.path() + " is not nested in " + part.path());
    }
    return sharing.share(child, provider.get());
  }
}
