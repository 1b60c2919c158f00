/** Test functions, formulas, regressions, and readers of data. */
@org.jspecify.annotations.NullMarked
module dev.dupin.objectives {
  requires transitive dev.dupin.core;
  requires de.siegmar.fastcsv;
  requires static org.jspecify;

  exports dev.dupin.objectives;
  exports dev.dupin.objectives.data;
  exports dev.dupin.objectives.formula;
  exports dev.dupin.objectives.functions;
  exports dev.dupin.objectives.functions.mgh;
  exports dev.dupin.objectives.regression;

  provides dev.dupin.core.plugin.Plugin with
      dev.dupin.objectives.ObjectivesPlugin;
}
