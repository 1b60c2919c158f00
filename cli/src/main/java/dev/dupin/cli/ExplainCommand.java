package dev.dupin.cli;

import dev.dupin.cli.Terminal.Colour;
import dev.dupin.core.minimizer.Status;
import dev.dupin.runtime.binding.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dupin explain}: what a status or a verdict means, and what to try. */
@Command(
    name = "explain",
    description = "Say what a status or a verdict means, and what to try.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class ExplainCommand implements Callable<Integer> {
  private record Entry(String name, String group, String meaning, String advice) {}

  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "STATUS",
      description = "As a result shows it, such as STALLED or SADDLE; none lists all.")
  private @Nullable String word;

  ExplainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  private static List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    for (Status status : Status.values()) {
      String group = "status of the category " + status.category();
      entries.add(new Entry(status.name(), group, status.meaning(), status.advice()));
    }
    for (VerdictKind kind : VerdictKind.values()) {
      entries.add(new Entry(kind.name(), "verdict", kind.meaning(), kind.advice()));
    }
    return entries;
  }

  @Override
  public Integer call() {
    List<Entry> entries = entries();
    if (word == null) {
      entries.forEach(this::brief);
      return ExitCode.SUCCESS.number();
    }
    String wanted = word.toUpperCase(Locale.ROOT).replace('-', '_');
    Optional<Entry> found =
        entries.stream().filter(entry -> entry.name().equals(wanted)).findFirst();
    if (found.isPresent()) {
      full(found.get());
      return ExitCode.SUCCESS.number();
    }
    Optional<String> near = Suggestions.nearest(wanted, entries.stream().map(Entry::name).toList());
    terminal
        .err()
        .println(
            "dupin explain: error: there is no status or verdict '"
                + word
                + "'; "
                + near.map(name -> "did you mean " + name + "?")
                    .orElse("'dupin explain' lists all"));
    return ExitCode.WRONG_INPUT.number();
  }

  private void brief(Entry entry) {
    int label = 22; // the longest name, and a space
    List<String> lines = Text.wrap(entry.meaning(), terminal.columns() - label);
    for (int i = 0; i < lines.size(); i++) {
      terminal.out().println(Text.padded(i == 0 ? entry.name() : "", label) + lines.get(i));
    }
  }

  private void full(Entry entry) {
    terminal
        .out()
        .println(terminal.coloured(Colour.BOLD, entry.name()) + " (" + entry.group() + ")");
    Text.wrap(entry.meaning(), terminal.columns()).forEach(terminal.out()::println);
    Text.wrap(entry.advice(), terminal.columns()).forEach(terminal.out()::println);
  }
}
