/** Test functions, formulas, regressions, and readers of data. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic")
module dev.dupin.objectives {
  requires transitive dev.dupin.core;
  requires de.siegmar.fastcsv;
  requires dev.ludovic.netlib.blas;
  requires java.logging;
  requires static org.jspecify;

  exports dev.dupin.objectives;
  exports dev.dupin.objectives.data;
  exports dev.dupin.objectives.fit;
  exports dev.dupin.objectives.formula;
  exports dev.dupin.objectives.regression;

  provides dev.dupin.core.linear.MatrixBackend with
      dev.dupin.objectives.blas.OpenBlas;
  provides dev.dupin.core.plugin.Plugin with
      dev.dupin.objectives.ObjectivesPlugin;
}
