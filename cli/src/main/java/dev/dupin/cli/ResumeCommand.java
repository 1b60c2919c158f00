package dev.dupin.cli;

import dev.dupin.runtime.Composition;
import dev.dupin.runtime.PreparedRun;
import dev.dupin.runtime.results.Checkpoint;
import dev.dupin.runtime.results.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dupin resume}: goes on from the checkpoint of a run, to the same bits. */
@Command(
    name = "resume",
    description = "Go on from a run's checkpoint, as if it had never ended.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ResumeCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "RUN", description = "The folder of the run.")
  private Path run = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "PATH=VALUE",
      description = "Other limits, such as stop.maxIterations=500. Nothing else may change.")
  private List<String> overrides = new ArrayList<>();

  @Mixin private PluginOptions plugins = new PluginOptions();

  @Mixin private RunOptions options = new RunOptions();

  ResumeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    RunFolder folder;
    Checkpoint checkpoint;
    try {
      folder = RunFolder.resume(run);
      checkpoint = folder.readCheckpoint();
    } catch (IOException e) {
      return refuse(String.valueOf(e.getMessage()));
    }
    Composition composition =
        plugins.load(terminal, options.quiet()).compose(folder.spec(), overrides);
    if (!composition.problems().isEmpty()) {
      return Complaints.print(composition, terminal).number();
    }
    if (composition.isSweep()) {
      return refuse("a run goes on under one set of limits; the overrides ask for a sweep");
    }
    PreparedRun prepared = composition.runs().get(0);
    if (!prepared.specHash().equals(checkpoint.specHash())) {
      return refuse(
          "the checkpoint is of another run: besides limits (stop.max...) and observers nothing may"
              + " change, neither in the spec nor in its data");
    }
    Interruption interruption = Interruption.ofThisThread();
    try {
      return new RunLoop(terminal, options).resume(prepared, folder, checkpoint).number();
    } catch (IOException e) {
      terminal.err().println("dupin resume: error: " + Text.cannotWrite(e));
      return ExitCode.FAILED.number();
    } finally {
      interruption.end();
    }
  }

  private int refuse(String why) {
    terminal.err().println("dupin resume: error: " + why);
    return ExitCode.WRONG_INPUT.number();
  }
}
