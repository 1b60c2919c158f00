package dev.dupin.cli;

import dev.dupin.cli.Terminal.Colour;
import dev.dupin.core.minimizer.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dupin explain}: what a status, a verdict or another word of a result means. */
@Command(
    name = "explain",
    description = "Say what a status, a verdict or another word of a result means.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  private record Entry(String name, String group, String meaning, String advice) {}

  private static final int NAME_COLUMNS = 23;

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "WORD",
      description =
          "As a result shows it, or a part of it, such as STALLED, saddle, index, witness; without"
              + " it, all are listed.")
  private @Nullable String word;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Entry> entries = entries();
    if (word == null) {
      entries.forEach(this::brief);
      return ExitCode.SUCCESS.number();
    }
    List<Entry> found = matching(entries, word);
    if (found.isEmpty()) {
      terminal.err().println("dupin explain: error: no word of a result is called '" + word + "'");
      terminal.err().println("'dupin explain' lists all");
      return ExitCode.WRONG_INPUT.number();
    }
    found.forEach(this::full);
    return ExitCode.SUCCESS.number();
  }

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Status status : Status.values()) {
      String group = "status, " + status.category();
      entries.add(new Entry(status.name(), group, status.meaning(), status.advice()));
    }
    for (VerdictKind kind : VerdictKind.values()) {
      entries.add(new Entry(kind.name(), "verdict", kind.meaning(), kind.advice()));
    }
    for (ResultWord other : ResultWord.values()) {
      entries.add(new Entry(other.field(), "in a result", other.meaning(), other.advice()));
    }
    return entries;
  }

  private static List<Entry> matching(List<Entry> entries, String word) {
    String wanted = plain(word);
    List<Entry> exact =
        entries.stream().filter(entry -> plain(entry.name()).equals(wanted)).toList();
    return exact.isEmpty()
        ? entries.stream().filter(entry -> plain(entry.name()).contains(wanted)).toList()
        : exact;
  }

  /** GRADIENT_FLAT, gradient-flat and gradientFlat are one word. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  private void brief(Entry entry) {
    List<String> lines = Text.wrap(entry.meaning(), terminal.columns() - NAME_COLUMNS);
    for (int i = 0; i < lines.size(); i++) {
      String name = Text.padded(i == 0 ? entry.name() : "", NAME_COLUMNS);
      terminal.out().println(name + lines.get(i));
    }
  }

  private void full(Entry entry) {
    String name = terminal.coloured(Colour.BOLD, entry.name());
    terminal.out().println(name + " (" + entry.group() + ")");
    for (String text : List.of(entry.meaning(), entry.advice())) {
      Text.wrap(text, terminal.columns() - 2).forEach(line -> terminal.out().println("  " + line));
    }
  }
}
