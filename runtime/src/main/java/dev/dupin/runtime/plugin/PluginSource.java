package dev.dupin.runtime.plugin;

import dev.dupin.runtime.PluginInfo;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Where a plugin's classes come from. Its manifest and digest are read when somebody asks. */
public final class PluginSource {

  private static final String UNKNOWN = PluginInfo.UNKNOWN;

  private final String className;
  private final Optional<Path> jar;
  private @Nullable PluginInfo info;

  private PluginSource(String className, Optional<Path> jar) {
    this.className = className;
    this.jar = jar;
  }

  /** Returns the source of a plugin's class. */
  public static PluginSource of(Class<?> plugin) {
    return new PluginSource(plugin.getSimpleName(), jar(plugin));
  }

  /** Returns the jar's file name, or that of the plugin's class where there is no jar. */
  public String where() {
    return jar.map(file -> String.valueOf(file.getFileName())).orElse("class " + className);
  }

  /** Returns name, version and digest; reads the whole jar the first time. */
  public synchronized PluginInfo info() {
    PluginInfo known = info;
    if (known == null) {
      known = jar.map(this::read).orElse(new PluginInfo(className, UNKNOWN, UNKNOWN, UNKNOWN));
      info = known;
    }
    return known;
  }

  private PluginInfo read(Path file) {
    String fileName = String.valueOf(file.getFileName());
    String name = fileName.replaceFirst("\\.jar$", "");
    String version = UNKNOWN;
    String digest = UNKNOWN;
    try (JarFile archive = new JarFile(file.toFile())) {
      Manifest manifest = archive.getManifest();
      if (manifest != null) {
        Attributes main = manifest.getMainAttributes();
        name = attribute(main, Attributes.Name.IMPLEMENTATION_TITLE, name);
        version = attribute(main, Attributes.Name.IMPLEMENTATION_VERSION, version);
      }
      digest = Digests.sha256(file);
    } catch (IOException e) {
      // The jar was replaced or removed since it was loaded: what is unknown stays so.
    }
    return new PluginInfo(name, version, fileName, digest);
  }

  private static String attribute(Attributes attributes, Attributes.Name name, String otherwise) {
    String value = attributes.getValue(name);
    return value == null ? otherwise : value;
  }

  private static Optional<Path> jar(Class<?> type) {
    CodeSource code = type.getProtectionDomain().getCodeSource();
    URL location = code == null ? null : code.getLocation();
    if (location == null || !location.getProtocol().equals("file")) {
      return Optional.empty();
    }
    try {
      Path path = Path.of(new URI(location.toString()));
      return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
