package dev.dupin.cli;

import dev.dupin.runtime.Composition;
import dev.dupin.runtime.Problem;
import java.util.List;

/** Tells what is wrong with a spec, all of it. */
final class Complaints {
  private Complaints() {}

  /**
   * Prints what plugins threw, every problem in a line and their number, and returns the code to
   * exit with.
   */
  static ExitCode print(Composition composition, Terminal terminal) {
    List<Problem> problems = composition.problems();
    composition.failures().forEach(thrown -> StackTraces.print(thrown, terminal.err()));
    problems.forEach(terminal.err()::println);
    terminal.err().println(Text.count(problems.size(), "error") + "");
    return composition.pluginMissing() ? ExitCode.PLUGIN_MISSING : ExitCode.WRONG_INPUT;
  }
}
