package dev.dupin.runtime;

import java.util.List;
import java.util.Optional;

/**
 * A part that a spec can name.
 *
 * @param kind the extension point in one word: {@code objective}, {@code hessian}, {@code step}, …
 * @param name what a user types
 * @param type the class
 * @param about what it is, in paragraphs with an empty line between them; empty if its author's
 *     compiler kept no documentation
 * @param plugin that it comes from
 * @param keys of its configuration, in order; those of a nested record are written with a dot
 * @param requirements what it needs of the parts beside it, such as {@code hessian-matrix} or
 *     {@code a positive-definite hessian}; with its default configuration
 * @param problem why it cannot be used; empty if it can
 */
public record Part(
    String kind,
    String name,
    String type,
    Optional<String> about,
    PluginInfo plugin,
    List<Key> keys,
    List<String> requirements,
    Optional<String> problem) {

  public Part {
    keys = List.copyOf(keys);
    requirements = List.copyOf(requirements);
  }

  /**
   * A key of a part's configuration.
   *
   * @param name what a user types
   * @param about what it means; empty if its author's compiler kept no documentation
   * @param type what may stand there, in words
   * @param usual what it is if it is left out, as a spec writes it; empty if there is none
   * @param range what its number lies in, such as {@code (0, 1)}
   * @param isRequired whether it must be given
   */
  public record Key(
      String name,
      Optional<String> about,
      String type,
      Optional<String> usual,
      Optional<String> range,
      boolean isRequired) {}
}
