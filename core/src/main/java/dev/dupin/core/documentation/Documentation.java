package dev.dupin.core.documentation;

import dev.dupin.core.documentation.processor.DocumentationFile;
import dev.dupin.core.documentation.processor.DocumentationProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** What the Javadoc of a part says, as the compiler saw it: plain text. */
public final class Documentation {

  private final Properties entries;

  private Documentation(Properties entries) {
    this.entries = entries;
  }

  /**
   * Reads what is known of a part; nothing where its jar was compiled without {@link
   * DocumentationProcessor}.
   *
   * @param part the class that is registered
   */
  public static Documentation of(Class<?> part) {
    Properties entries = new Properties();
    ClassLoader loader = part.getClassLoader();
    try (InputStream in =
        loader == null
            ? null
            : loader.getResourceAsStream(DocumentationFile.resource(part.getName()))) {
      if (in != null) {
        entries.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      }
    } catch (IOException | IllegalArgumentException e) {
      return new Documentation(new Properties()); // a broken jar has no documentation either
    }
    return new Documentation(entries);
  }

  /** Returns what the part is, in paragraphs with an empty line between them. */
  public Optional<String> about() {
    return Optional.ofNullable(entries.getProperty(DocumentationFile.ABOUT));
  }

  /**
   * Returns what a key means.
   *
   * @param record the record that has the key, nested in the part
   * @param key its component
   */
  public Optional<String> key(Class<?> record, String key) {
    return Optional.ofNullable(
        entries.getProperty(DocumentationFile.key(record.getSimpleName(), key)));
  }
}
