package dev.dupin.cli;

import picocli.CommandLine.Option;

/** The options of every command that runs. */
final class RunOptions {

  @Option(
      names = "--require-convergence",
      description = "Exit 4 where a run hit a limit or stopped.")
  private boolean requireConvergence;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only.")
  private boolean quiet;

  boolean requireConvergence() {
    return requireConvergence;
  }

  boolean quiet() {
    return quiet;
  }
}
