package dev.dupin.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * Reference data that may lie beside the checkout. Tests that want it skip, saying so, where it is
 * absent.
 */
public final class Kit {

  private Kit() {}

  /**
   * Returns a file or folder of the reference data; skips the calling test where there is none.
   *
   * @param path relative to the kit, such as {@code reference/logistic.json}
   */
  public static Path require(String path) {
    Optional<Path> found = find(path);
    Assumptions.assumeTrue(
        found.isPresent(), () -> "skipped: ../shared/kit/" + path + " is not there");
    return found.orElseThrow();
  }

  /** Returns a file or folder of the reference data, if it is there. */
  public static Optional<Path> find(String path) {
    Path root = Path.of(System.getProperty("dupin.root", "..")).toAbsolutePath().normalize();
    Path file = root.resolveSibling("shared").resolve("kit").resolve(path);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
