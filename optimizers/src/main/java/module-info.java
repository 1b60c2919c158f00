/** Step strategies: curvature transforms, subproblems, globalizers. */
@org.jspecify.annotations.NullMarked
module dev.dupin.optimizers {
  requires transitive dev.dupin.core;
  requires ojalgo;
  requires static org.jspecify;

  exports dev.dupin.optimizers;

  provides dev.dupin.core.plugin.Plugin with
      dev.dupin.optimizers.OptimizersPlugin;
}
