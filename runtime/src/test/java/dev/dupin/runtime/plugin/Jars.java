package dev.dupin.runtime.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes plugin jars out of source code, as a stranger would. */
public final class Jars {

  private static final String SERVICE = "META-INF/services/dev.dupin.core.plugin.Plugin";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();
  private final Path folder;

  private Jars(Path folder) {
    this.folder = folder;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /**
   * Starts a jar.
   *
   * @param folder for everything that is made
   */
  public static Jars in(Path folder) {
    return new Jars(folder);
  }

  /** Names plugin classes. */
  public Jars plugins(String... classes) {
    entries.put(SERVICE, String.join("\n", classes).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Sets title and version. */
  public Jars named(String title, String version) {
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, title);
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    return this;
  }

  /** Leaves a class out. */
  public Jars without(String entry) {
    if (entries.remove(entry) == null) {
      throw new IllegalArgumentException("there is no " + entry + " among " + entries.keySet());
    }
    return this;
  }

  /** Compiles classes, each given by its qualified name and its source. */
  public Jars classes(Map<String, String> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path output = Files.createTempDirectory(folder, "classes");
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((name, source) -> units.add(new Source(name, source)));
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options =
          List.of(
              "-proc:none", "-d", output.toString(), "-cp", System.getProperty("java.class.path"));
      DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
      if (!compiler.getTask(null, files, told, options, null, units).call()) {
        throw new IllegalArgumentException("no Java: " + told.getDiagnostics());
      }
    }
    try (Stream<Path> made = Files.walk(output)) {
      for (Path file : made.filter(Files::isRegularFile).toList()) {
        String entry = output.relativize(file).toString().replace('\\', '/');
        entries.put(entry, Files.readAllBytes(file));
      }
    }
    return this;
  }

  /** Writes the jar. */
  public Path write(Path jar) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (OutputStream bytes = Files.newOutputStream(jar);
        JarOutputStream archive = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        archive.putNextEntry(new JarEntry(entry.getKey()));
        archive.write(entry.getValue());
        archive.closeEntry();
      }
    }
    return jar;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String source;

    Source(String name, String source) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreErrors) {
      return source;
    }
  }
}
