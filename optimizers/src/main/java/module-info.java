/** Step strategies: curvature transforms, subproblems, globalizers. */
@org.jspecify.annotations.NullMarked
module dev.dupin.optimizers {
  requires transitive dev.dupin.core;
  requires ojalgo;
  requires static org.jspecify;

  exports dev.dupin.optimizers;
  exports dev.dupin.optimizers.globalizer;
  exports dev.dupin.optimizers.momentum;
  exports dev.dupin.optimizers.schedule;
  exports dev.dupin.optimizers.subproblem;
  exports dev.dupin.optimizers.transform;

  provides dev.dupin.core.plugin.Plugin with
      dev.dupin.optimizers.OptimizersPlugin;
}
