package dev.dupin.runtime.plugin;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of one plugin. Two rules: the packages of the SPI come from the host alone, so that
 * both sides mean the same types; everything else comes from the Java platform and the plugin's own
 * jars alone, so that no library of the host leaks in, in whatever version.
 */
final class PluginClassLoader extends URLClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final List<String> SPI =
      List.of("dev.dupin.core.", "jakarta.inject.", "org.jspecify.annotations.");

  private final ClassLoader host;

  PluginClassLoader(String name, URL[] jars, ClassLoader host) {
    super(name, jars, ClassLoader.getPlatformClassLoader());
    this.host = host;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    return SPI.stream().anyMatch(name::startsWith)
        ? host.loadClass(name)
        : super.loadClass(name, resolve);
  }
}
