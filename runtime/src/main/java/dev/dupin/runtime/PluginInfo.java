package dev.dupin.runtime;

/**
 * A plugin, as a result names it.
 *
 * @param name the title in the jar's manifest, or the jar's file name, or, where the classes lie in
 *     a folder, the name of the plugin's class
 * @param version from the jar's manifest, {@code -} if it has none
 * @param jar the file name, {@code -} if there is no jar
 * @param sha256 of the jar in hexadecimal, {@code -} if there is no jar
 */
public record PluginInfo(String name, String version, String jar, String sha256) {

  /** What stands where something is not known. */
  public static final String UNKNOWN = "-";
}
