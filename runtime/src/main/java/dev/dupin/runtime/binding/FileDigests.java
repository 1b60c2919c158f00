package dev.dupin.runtime.binding;

import dev.dupin.runtime.plugin.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * How the hash of a spec sees the files that it names: by their content, so that a spec that moves
 * with its data keeps its hash, and one whose data change does not. Each file is read once.
 */
public final class FileDigests {

  private final Map<Path, String> known = new HashMap<>();

  /** Returns the digest of a file, or its name where there is no such file. */
  String of(Path path) {
    return known.computeIfAbsent(path.toAbsolutePath().normalize(), FileDigests::read);
  }

  private static String read(Path path) {
    try {
      if (Files.isRegularFile(path)) {
        return "sha256:" + Digests.sha256(path);
      }
    } catch (IOException e) {
      // Whoever needs the file says that it cannot be read.
    }
    return String.valueOf(path.getFileName());
  }
}
