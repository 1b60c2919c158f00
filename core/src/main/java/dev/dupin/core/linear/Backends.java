package dev.dupin.core.linear;

import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The native library of this process, if there is one: looked for once, on first use. */
final class Backends {

  private static final AtomicReference<@Nullable String> NAME = new AtomicReference<>();

  private Backends() {}

  /** Initialised, in one thread, when it is first asked for. */
  private static final class Loaded {
    static final Optional<MatrixBackend> BACKEND = load();

    private Loaded() {}
  }

  /** Returns the library; the first call looks for it. */
  static Optional<MatrixBackend> loaded() {
    return Loaded.BACKEND;
  }

  /** Returns what has been used so far. */
  static String used() {
    String name = NAME.get();
    return name == null ? "Java" : name;
  }

  private static Optional<MatrixBackend> load() {
    if (MatrixProducts.JAVA.equalsIgnoreCase(wanted())) {
      return Optional.empty();
    }
    ClassLoader host = MatrixBackend.class.getClassLoader();
    try {
      for (MatrixBackend backend : ServiceLoader.load(MatrixBackend.class, host)) {
        Optional<String> name = backend.load();
        if (name.isPresent()) {
          NAME.set(name.get());
          return Optional.of(backend);
        }
      }
    } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
      // A library that cannot be used is as good as none: Java computes everything.
    }
    return Optional.empty();
  }

  private static @Nullable String wanted() {
    String property = System.getProperty(MatrixProducts.PROPERTY);
    return property == null ? System.getenv(MatrixProducts.VARIABLE) : property;
  }
}
