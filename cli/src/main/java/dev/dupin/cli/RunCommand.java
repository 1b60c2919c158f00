package dev.dupin.cli;

import dev.dupin.runtime.Composition;
import dev.dupin.runtime.PreparedRun;
import dev.dupin.runtime.results.OutputFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dupin run}: from a spec to results. */
@Command(
    name = "run",
    description = "Run a spec; with a sweep in it, every trial.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private static final Path RUNS = Path.of("runs");

  private final Terminal terminal;

  @Mixin private SpecArguments arguments = new SpecArguments();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where the results go; without it runs/<name>-<time>.")
  private @Nullable Path output;

  @Option(names = "--overwrite", description = "Replace results that are in DIR already.")
  private boolean overwrite;

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Mixin private RunOptions options = new RunOptions();

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Composition composition =
        plugins.load(terminal, options.quiet()).compose(arguments.spec(), arguments.overrides());
    if (!composition.problems().isEmpty()) {
      return Complaints.print(composition, terminal).number();
    }
    List<PreparedRun> runs = composition.runs();
    OutputFolder folder;
    try {
      folder = folder(composition);
    } catch (IOException e) {
      return cannotWrite(e, ExitCode.WRONG_INPUT);
    }
    Interruption interruption = Interruption.ofThisThread();
    try {
      RunLoop loop = new RunLoop(terminal, options);
      ExitCode code =
          composition.isSweep() ? loop.sweep(runs, folder) : loop.single(runs.get(0), folder);
      return code.number();
    } catch (IOException e) {
      return cannotWrite(e, ExitCode.FAILED);
    } finally {
      interruption.end();
    }
  }

  private OutputFolder folder(Composition composition) throws IOException {
    Path named = output;
    return named == null
        ? OutputFolder.fresh(RUNS, composition.name(), LocalDateTime.now(ZoneId.systemDefault()))
        : OutputFolder.at(named, overwrite);
  }

  private int cannotWrite(IOException e, ExitCode code) {
    terminal.err().println("dupin run: error: " + Text.cannotWrite(e));
    return code.number();
  }
}
