package dev.dupin.cli;

import dev.dupin.core.audit.Audit;
import dev.dupin.core.audit.AuditReport;
import dev.dupin.core.objective.Objective;
import dev.dupin.runtime.Composition;
import dev.dupin.runtime.PreparedRun;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dupin audit}: are the derivatives of an objective right? */
@Command(
    name = "audit",
    description =
        "Check an objective's own derivatives, at the start and at random points near it; run"
            + " nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    footer = {
      "",
      "A gradient is compared with differences of f for steps of every size, structures",
      "with one another. Exit code 1 where something is wrong."
    })
final class AuditCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private SpecArguments arguments = new SpecArguments();

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "How many random points besides the start; 3 unless set.")
  private int points = Audit.POINTS;

  @Mixin private PluginOptions plugins = new PluginOptions();

  AuditCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (points < 0) {
      terminal.err().println("dupin audit: error: --points must be at least 0, not " + points);
      return ExitCode.WRONG_INPUT.number();
    }
    Composition composition =
        plugins.load(terminal).compose(arguments.spec(), arguments.overrides());
    if (!composition.problems().isEmpty()) {
      return Complaints.print(composition, terminal).number();
    }
    ExitCode code = ExitCode.SUCCESS;
    List<Objective> audited = new ArrayList<>();
    for (PreparedRun run : composition.runs()) {
      // The trials of a sweep share an objective unless they differ in it.
      if (audited.stream().noneMatch(known -> known == run.objective())) {
        audited.add(run.objective());
        code = code.orGraver(audit(run));
      }
    }
    return code.number();
  }

  private ExitCode audit(PreparedRun run) {
    double[] start;
    try {
      start = run.minimizer().startingPoint();
    } catch (RuntimeException e) {
      terminal.err().println("dupin audit: error: the objective's start cannot be had: " + e);
      StackTraces.print(e, terminal.err());
      return ExitCode.FAILED;
    }
    AuditReport report = Audit.of(run.objective()).seed(run.seed()).points(points).at(start);
    AuditTable.lines(run.name() + ": " + run.objectiveType(), report, terminal)
        .forEach(terminal.out()::println);
    return report.passed() ? ExitCode.SUCCESS : ExitCode.FAILED;
  }
}
