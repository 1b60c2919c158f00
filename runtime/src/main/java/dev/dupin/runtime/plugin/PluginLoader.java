package dev.dupin.runtime.plugin;

import dev.dupin.core.plugin.Plugin;
import dev.dupin.runtime.PluginProblem;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds plugins and lets them announce their parts. What is broken is told, and hides no other. */
public final class PluginLoader {

  private static final String SERVICE = "META-INF/services/" + Plugin.class.getName();

  /**
   * A service loader that cannot read its configuration at all reports the same error for ever;
   * nobody has that many broken plugins.
   */
  private static final int MOST_ERRORS_IN_A_ROW = 100;

  private final PartRegistry registry = new PartRegistry();
  private final List<PluginProblem> problems = new ArrayList<>();
  private final ClassLoader host;

  /**
   * @param host has the SPI, and the plugins of the application
   */
  public PluginLoader(ClassLoader host) {
    this.host = host;
  }

  /** Returns what was announced so far. */
  public PartRegistry registry() {
    return registry;
  }

  /** Returns what is broken. */
  public List<PluginProblem> problems() {
    return List.copyOf(problems);
  }

  /** Loads the plugins of the application itself. */
  public void loadApplication() {
    load(ServiceLoader.load(Plugin.class, host), "class path");
  }

  /**
   * Loads plugins from elsewhere: a jar is a plugin; in a folder, every jar is one, and every
   * folder with jars is one that brings its libraries.
   */
  public void load(List<Path> paths) {
    Set<List<Path>> plugins = new LinkedHashSet<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        plugins.addAll(plugins(path));
      } else if (Files.exists(path)) {
        plugins.add(List.of(real(path)));
      } else {
        problem(path.toString(), "there is no such file or folder", null);
      }
    }
    plugins.forEach(this::loadJars);
  }

  private List<List<Path>> plugins(Path folder) {
    List<List<Path>> plugins = new ArrayList<>();
    for (Path path : list(folder)) {
      if (isJar(path)) {
        plugins.add(List.of(real(path)));
      } else if (Files.isDirectory(path)) {
        List<Path> jars =
            list(path).stream().filter(PluginLoader::isJar).map(PluginLoader::real).toList();
        if (!jars.isEmpty()) {
          plugins.add(jars);
        }
      }
    }
    return plugins;
  }

  private List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      problem(folder.toString(), "the folder cannot be read: " + e.getMessage(), e);
      return List.of();
    }
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar") && Files.isRegularFile(path);
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private void loadJars(List<Path> jars) {
    String source =
        jars.stream()
            .map(jar -> String.valueOf(jar.getFileName()))
            .collect(Collectors.joining(", "));
    boolean announces = false;
    for (Path jar : jars) {
      // A class loader passes over a corrupt jar in silence; opening it tells.
      try (JarFile archive = new JarFile(jar.toFile())) {
        announces |= archive.getEntry(SERVICE) != null;
      } catch (IOException e) {
        problem(jar.toString(), "this is no readable jar: " + e.getMessage(), e);
        return;
      }
    }
    if (!announces) {
      problem(source, "there is no plugin in it: " + SERVICE + " is missing", null);
      return;
    }
    // Never closed: its classes are loaded as they are needed, until the process ends.
    @SuppressWarnings("resource")
    ClassLoader loader = new PluginClassLoader(source, urls(jars), host);
    load(ServiceLoader.load(Plugin.class, loader), source);
  }

  private static URL[] urls(List<Path> jars) {
    return jars.stream()
        .map(
            jar -> {
              try {
                return jar.toUri().toURL();
              } catch (MalformedURLException e) {
                throw new AssertionError("the address of a file is malformed", e);
              }
            })
        .toArray(URL[]::new);
  }

  /** Iterates by hand, because each single step may fail and the next one still succeed. */
  private void load(ServiceLoader<Plugin> services, String source) {
    Iterator<Plugin> providers = services.iterator();
    int errors = 0;
    while (errors < MOST_ERRORS_IN_A_ROW) {
      try {
        if (!providers.hasNext()) {
          return;
        }
        register(providers.next());
        errors = 0;
      } catch (ServiceConfigurationError | LinkageError e) {
        errors++;
        problem(source, "a plugin cannot be loaded: " + reason(e), e);
      }
    }
  }

  private static String reason(Throwable failure) {
    String message =
        String.valueOf(failure.getMessage()).replace(Plugin.class.getName() + ": ", "");
    Throwable cause = failure.getCause();
    return cause == null ? message : message + " (" + cause + ")";
  }

  /** Lets one plugin announce its parts. */
  public void register(Plugin plugin) {
    PluginSource source = PluginSource.of(plugin.getClass());
    StagedRegistry staged = new StagedRegistry(source);
    try {
      plugin.register(staged);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      String message = plugin.getClass().getName() + " cannot announce its parts: " + e;
      problem(source.where(), message, e);
      return;
    }
    staged.refused().forEach(reason -> problem(source.where(), reason, null));
    staged.parts().forEach(this::add);
  }

  private void add(RegisteredPart part) {
    for (RegisteredPart earlier : registry.add(part)) {
      String message = part.words() + " is announced twice, by " + where(earlier);
      message += " and by " + where(part) + "; neither can be used";
      problem(part.source().where(), message, null);
    }
  }

  private static String where(RegisteredPart part) {
    return part.source().where() + " (" + part.type().getName() + ")";
  }

  private void problem(String source, String message, @Nullable Throwable cause) {
    problems.add(new PluginProblem(source, message, Optional.ofNullable(cause)));
  }
}
