package dev.dupin.cli;

import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.runtime.PreparedRun;
import dev.dupin.runtime.results.Checkpoint;
import dev.dupin.runtime.results.CheckpointWriter;
import dev.dupin.runtime.results.Environment;
import dev.dupin.runtime.results.OutputFolder;
import dev.dupin.runtime.results.Provenance;
import dev.dupin.runtime.results.RunFolder;
import dev.dupin.runtime.results.SweepSummary;
import dev.dupin.runtime.results.TraceWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Runs what was composed, one after the other; shows it and writes it down. */
final class RunLoop {
  private final Terminal terminal;
  private final boolean quiet;
  private final boolean requireConvergence;
  private final Build build = Build.read();

  RunLoop(Terminal terminal, RunOptions options) {
    this.terminal = terminal;
    quiet = options.quiet();
    requireConvergence = options.requireConvergence();
  }

  /** Runs the only run of a spec. */
  ExitCode single(PreparedRun run, OutputFolder folder) throws IOException {
    say(introduction(run));
    return tell(run, folder.path(), run(run, folder.single()));
  }

  /** Goes on with a run from its checkpoint. */
  ExitCode resume(PreparedRun run, RunFolder files, Checkpoint checkpoint) throws IOException {
    say(introduction(run) + "; goes on from iteration " + checkpoint.iterations());
    return tell(run, files.path(), run(run, files, Optional.of(checkpoint)));
  }

  private ExitCode tell(PreparedRun run, Path folder, Result result) {
    if (!quiet) {
      ResultTable.lines(run.name(), result, folder, terminal).forEach(terminal.out()::println);
    }
    return ExitCode.of(result, requireConvergence);
  }

  /** Runs every trial of a sweep; one that fails does not keep the next ones from running. */
  ExitCode sweep(List<PreparedRun> trials, OutputFolder folder) throws IOException {
    ExitCode code = ExitCode.SUCCESS;
    SweepTable table = new SweepTable();
    try (SweepSummary summary = folder.openSummary()) {
      for (int i = 0; i < trials.size() && code != ExitCode.INTERRUPTED; i++) {
        PreparedRun trial = trials.get(i);
        Result result = run(trial, folder.trial(trial.trial()));
        say("[" + (i + 1) + "/" + trials.size() + "] " + trial.trial() + ": " + brief(result));
        summary.add(trial.trial(), result);
        table.add(trial.trial(), result);
        code = code.orGraver(ExitCode.of(result, requireConvergence));
        if (Thread.currentThread().isInterrupted()) {
          code = ExitCode.INTERRUPTED; // even where this trial had just ended by itself
        }
      }
    }
    if (!quiet) {
      terminal.out().println();
      table.lines(terminal.columns()).forEach(terminal.out()::println);
      terminal.out().println("results in " + folder.path());
    }
    return code;
  }

  private Result run(PreparedRun run, RunFolder files) throws IOException {
    return run(run, files, Optional.empty());
  }

  private Result run(PreparedRun run, RunFolder files, Optional<Checkpoint> from)
      throws IOException {
    files.writeSpec(run.effectiveSpec());
    Progress progress = new Progress(terminal, run.name(), System::nanoTime);
    Result result;
    try (TraceWriter trace = openTrace(run, files, from);
        CheckpointWriter checkpoints = files.openCheckpoint(run.specHash())) {
      Minimizer minimizer =
          run.minimizer().observe(trace).checkpoint(run.checkpointSeconds(), checkpoints);
      from.ifPresent(checkpoint -> minimizer.resume(checkpoint.snapshot()));
      result = (quiet ? minimizer : minimizer.observe(progress)).run();
    } finally {
      progress.end();
    }
    Environment environment = Environment.current(build.linearAlgebra());
    files.writeResult(
        new Provenance(run.name(), run.seed(), run.specHash(), run.plugins(), environment), result);
    result.failure().ifPresent(failure -> explain(failure, result.status()));
    return result;
  }

  private static TraceWriter openTrace(PreparedRun run, RunFolder files, Optional<Checkpoint> from)
      throws IOException {
    return from.isPresent()
        ? files.resumeTrace(run.traceEvery(), from.get().trials())
        : files.openTrace(run.traceEvery());
  }

  private void explain(Throwable failure, Status status) {
    if (status == Status.PLUGIN_EXCEPTION) {
      StackTraces.print(failure, terminal.err());
    }
  }

  private static String introduction(PreparedRun run) {
    return run.name()
        + ": "
        + run.objectiveType()
        + ", "
        + Text.count(run.objective().dimension(), "variable")
        + "; hessian "
        + run.hessianType()
        + ", step "
        + run.stepType();
  }

  private static String brief(Result result) {
    return result.status()
        + ", f "
        + Text.digits(result.value(), 6)
        + ", "
        + Text.seconds(result.seconds());
  }

  private void say(String line) {
    if (!quiet) {
      terminal.out().println(Text.shortened(line, terminal.columns()));
    }
  }
}
