package dev.dupin.runtime.results;

import dev.dupin.runtime.PluginInfo;
import java.util.List;

/**
 * Which run a result belongs to.
 *
 * @param name of the run
 * @param seed of every random stream
 * @param specHash of the effective spec without its limits
 * @param plugins whose parts were used
 * @param environment where it took place
 */
public record Provenance(
    String name, long seed, String specHash, List<PluginInfo> plugins, Environment environment) {
  public Provenance {
    plugins = List.copyOf(plugins);
  }
}
