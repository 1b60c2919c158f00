/** Discovery of plugins, from YAML to a run, results. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic")
module dev.dupin.runtime {
  requires transitive dev.dupin.core;
  requires com.google.guice;
  requires org.snakeyaml.engine;
  requires tools.jackson.core;
  requires tools.jackson.databind;
  requires tools.jackson.dataformat.yaml;
  requires static org.jspecify;

  exports dev.dupin.runtime;
  exports dev.dupin.runtime.results;
  exports dev.dupin.runtime.wiring to
      com.google.guice;

  uses dev.dupin.core.plugin.Plugin;
}
