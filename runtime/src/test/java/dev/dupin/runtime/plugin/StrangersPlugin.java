package dev.dupin.runtime.plugin;

import java.util.LinkedHashMap;
import java.util.Map;

/** Sources of a plugin that is not on the class path. */
public final class StrangersPlugin {

  private StrangersPlugin() {}

  /**
   * Returns a plugin {@code acme.NamePlugin} with an objective of that name.
   *
   * @param name of the objective; its class is {@code acme.NameObjective}
   * @param more statements of {@code register}
   */
  public static Map<String, String> sources(String name, String more) {
    String type = Character.toUpperCase(name.charAt(0)) + name.substring(1);
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put(
        "acme." + type + "Plugin",
        """
        package acme;
        public final class TypePlugin implements dev.dupin.core.plugin.Plugin {
          @Override public void register(dev.dupin.core.plugin.Registry registry) {
            registry.add(dev.dupin.core.objective.Objective.class, "name", TypeObjective.class);
            more
          }
        }
        """
            .replace("Type", type)
            .replace("\"name\"", '"' + name + '"')
            .replace("more", more));
    sources.put(
        "acme." + type + "Objective",
        """
        package acme;
        import dev.dupin.core.objective.Evaluation;
        public final class TypeObjective implements dev.dupin.core.objective.Objective {
          public record Config(@dev.dupin.core.plugin.Default("2") int dimension) {}
          private final Config config;
          @jakarta.inject.Inject public TypeObjective(Config config) { this.config = config; }
          @Override public int dimension() { return config.dimension(); }
          @Override public Evaluation at(double[] x) { throw new UnsupportedOperationException(); }
        }
        """
            .replace("Type", type));
    return sources;
  }
}
