package dev.dupin.runtime.plugin;

/**
 * A part that a plugin announced.
 *
 * @param kind the extension point
 * @param name what a user types
 * @param type the implementation
 * @param source the plugin
 */
public record RegisteredPart(Class<?> kind, String name, Class<?> type, PluginSource source) {

  /** Returns {@code step 'newton'}. */
  public String words() {
    return Kinds.noun(kind) + " '" + name + "'";
  }
}
