package dev.dupin.core.documentation.processor;

/** How the documentation of a part is kept in its jar: properties in UTF-8. */
public final class DocumentationFile {

  /** The key of what the part is. */
  public static final String ABOUT = "about";

  private DocumentationFile() {}

  /** Returns the resource of a class. */
  public static String resource(String className) {
    return "META-INF/dupin/documentation/" + className + ".properties";
  }

  /** Returns the key of what a key of a record means. */
  public static String key(String record, String key) {
    return record + "." + key;
  }

  /** Returns an entry as {@link java.util.Properties} reads it. */
  static String line(String key, String text) {
    String value = text.replace("\\", "\\\\").replace("\n", "\\n");
    return key + "=" + value + "\n";
  }
}
