package dev.dupin.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What the build knew.
 *
 * @param version of Dupin
 * @param linearAlgebra name and version of the library that the built-in parts factor with
 */
record Build(String version, String linearAlgebra) {
  /** Reads what the build wrote beside this class. */
  static Build read() {
    Properties properties = new Properties();
    try (InputStream file = Build.class.getResourceAsStream("build.properties")) {
      if (file != null) {
        properties.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        properties.getProperty("version", "unknown"),
        properties.getProperty("linearAlgebra", "unknown"));
  }
}
