/** Hessian providers and curvature analyses. */
@org.jspecify.annotations.NullMarked
module dev.dupin.curvature {
  requires transitive dev.dupin.core;
  requires ojalgo;
  requires static org.jspecify;

  exports dev.dupin.curvature;

  provides dev.dupin.core.plugin.Plugin with
      dev.dupin.curvature.CurvaturePlugin;
}
