package dev.dupin.cli;

import dev.dupin.runtime.Composition;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code dupin validate}: every mistake of a spec, before anything runs. */
@Command(
    name = "validate",
    description = "Report every mistake in a spec and its data; run nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ValidateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private SpecArguments arguments = new SpecArguments();
  @Mixin private PluginOptions plugins = new PluginOptions();

  ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Composition composition =
        plugins.load(terminal).compose(arguments.spec(), arguments.overrides());
    if (!composition.problems().isEmpty()) {
      return Complaints.print(composition, terminal).number();
    }
    terminal
        .out()
        .println(arguments.spec() + ": valid, " + Text.count(composition.runs().size(), "run"));
    return ExitCode.SUCCESS.number();
  }
}
