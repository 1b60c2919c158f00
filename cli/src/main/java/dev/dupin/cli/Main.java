package dev.dupin.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code dupin} command. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Terminal.ofProcess(), arguments));
  }

  /** Runs the command and returns its exit code. */
  static int run(Terminal terminal, String... arguments) {
    CommandLine command = new CommandLine(new DupinCommand());
    for (Object part :
        List.of(
            new RunCommand(terminal),
            new ResumeCommand(terminal),
            new ValidateCommand(terminal),
            new ShowCommand(terminal),
            new AuditCommand(terminal),
            new PluginsCommand(terminal),
            new ExplainCommand(terminal))) {
      command.addSubcommand(part);
    }
    command.setOut(writer(terminal.out()));
    command.setErr(writer(terminal.err()));
    command.setExpandAtFiles(false);
    command.setUsageHelpWidth(terminal.columns());
    command.setColorScheme(
        Help.defaultColorScheme(terminal.colour() ? Help.Ansi.ON : Help.Ansi.OFF));
    command.setParameterExceptionHandler((e, ignored) -> wrongArguments(e, terminal));
    command.setExecutionExceptionHandler((e, ignored, parsed) -> unforeseen(e, terminal));
    try {
      return command.execute(arguments);
    } catch (OutOfMemoryError e) {
      terminal.err().println("dupin: error: out of memory: " + e.getMessage());
      terminal.err().println("the launcher gives more by DUPIN_JAVA_OPTIONS=-Xmx8g");
      return ExitCode.FAILED.number();
    } catch (LinkageError | StackOverflowError | AssertionError e) {
      return unforeseen(e, terminal);
    }
  }

  private static PrintWriter writer(java.io.PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int wrongArguments(ParameterException e, Terminal terminal) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    terminal.err().println(name + ": error: " + e.getMessage());
    PrintWriter err = command.getErr();
    boolean suggested = UnmatchedArgumentException.printSuggestions(e, err);
    err.flush();
    if (!suggested) {
      terminal.err().println("'" + name + " --help' tells what there is");
    }
    return ExitCode.WRONG_INPUT.number();
  }

  /** Neither the user nor a plugin is to blame, as far as is known: so everything is told. */
  private static int unforeseen(Throwable e, Terminal terminal) {
    terminal.err().println("dupin: error: this should not happen; please report it: " + e);
    Arrays.stream(e.getStackTrace()).forEach(frame -> terminal.err().println("\tat " + frame));
    return ExitCode.FAILED.number();
  }
}
