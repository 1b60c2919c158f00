package dev.dupin.runtime.results;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Text files that grow. */
final class TextFile {
  private TextFile() {}

  /**
   * Opens a new file in UTF-8, in place of an older one. Unlike the writers of {@code
   * java.nio.file.Files} it goes on writing in a thread that was interrupted. What is written goes
   * to the system when it is flushed.
   */
  static Writer create(Path path) throws IOException {
    return new OutputStreamWriter(new FileOutputStream(path.toFile()), StandardCharsets.UTF_8);
  }

  /** Opens a file in UTF-8 to write behind what is in it, as {@link #create} does. */
  static Writer append(Path path) throws IOException {
    return new OutputStreamWriter(
        new FileOutputStream(path.toFile(), true), StandardCharsets.UTF_8);
  }
}
