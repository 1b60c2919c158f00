package dev.dupin.core.plugin;

/**
 * The entry of a plugin, found by {@link java.util.ServiceLoader}: name the implementation in
 * {@code META-INF/services/dev.dupin.core.plugin.Plugin}. It has a public constructor without
 * parameters.
 */
public interface Plugin {

  /** Announces every part; called once, before any spec is read. */
  void register(Registry registry);
}
