package dev.dupin.core.plugin;

/** Where a plugin announces its parts. */
public interface Registry {

  /**
   * Announces a part.
   *
   * <p>The class is public and has one public constructor, or one marked {@code
   * jakarta.inject.Inject}. Of its parameters, a record is the configuration: its components are
   * the keys of the spec. A component may be a number, a boolean, a string, an enum, a {@code
   * java.nio.file.Path} (relative to the spec), a {@code double[]}, a list or a map by name of
   * these, another record, an {@code Optional} of these, or an extension point, which is then a
   * nested {@code {type: …}}.
   *
   * @param kind the extension point, such as {@code Objective.class}
   * @param name what a user types, in kebab-case; unique within the kind
   * @param part the implementation
   */
  <T> void add(Class<T> kind, String name, Class<? extends T> part);
}
