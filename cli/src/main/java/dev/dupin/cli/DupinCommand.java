package dev.dupin.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dupin} itself: without a subcommand there is nothing to do. */
@Command(
    name = "dupin",
    description = "Measures the curvature of a function and uses it to minimise it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "Exit codes: 0 all runs ended CONVERGED, LIMIT or STOPPED; 1 a run FAILED, or an",
      "audit found something wrong; 2 the spec, its data or the command line is wrong;",
      "3 a plugin cannot be loaded;",
      "4 not converged (--require-convergence); 130 interrupted."
    })
final class DupinCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which command?");
  }
}
