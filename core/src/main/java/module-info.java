/** The SPI of Dupin, its minimizer and automatic differentiation. */
@org.jspecify.annotations.NullMarked
module dev.dupin.core {
  requires transitive jakarta.inject;
  requires static java.compiler;
  requires static transitive org.jspecify;

  exports dev.dupin.core.audit;
  exports dev.dupin.core.autodiff;
  exports dev.dupin.core.curvature;
  exports dev.dupin.core.data;
  exports dev.dupin.core.documentation;
  exports dev.dupin.core.interval;
  exports dev.dupin.core.linear;
  exports dev.dupin.core.minimizer;
  exports dev.dupin.core.objective;
  exports dev.dupin.core.plugin;
  exports dev.dupin.core.rounding;
  exports dev.dupin.core.run;
  exports dev.dupin.core.step;

  uses dev.dupin.core.linear.MatrixBackend;
  uses dev.dupin.core.plugin.Plugin;

  provides javax.annotation.processing.Processor with
      dev.dupin.core.documentation.processor.DocumentationProcessor;
}
