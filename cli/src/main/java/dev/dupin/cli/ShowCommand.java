package dev.dupin.cli;

import dev.dupin.runtime.Composition;
import dev.dupin.runtime.PreparedRun;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dupin show}: what a spec comes to, with every default, and where each value is from. */
@Command(
    name = "show",
    description = "Print the spec with every default filled in, and where each value came from.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ShowCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private SpecArguments arguments = new SpecArguments();
  @Mixin private PluginOptions plugins = new PluginOptions();

  ShowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Composition composition =
        plugins.load(terminal).compose(arguments.spec(), arguments.overrides());
    if (!composition.problems().isEmpty()) {
      return Complaints.print(composition, terminal).number();
    }
    for (PreparedRun run : composition.runs()) {
      if (composition.isSweep()) {
        terminal.out().println("--- # trial " + run.trial());
      }
      AnnotatedSpec.lines(run.effectiveSpec(), run.origins()).forEach(terminal.out()::println);
    }
    return ExitCode.SUCCESS.number();
  }
}
