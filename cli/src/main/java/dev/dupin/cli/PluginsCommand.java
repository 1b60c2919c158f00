package dev.dupin.cli;

import dev.dupin.cli.Terminal.Colour;
import dev.dupin.runtime.Part;
import dev.dupin.runtime.PluginInfo;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dupin plugins}: what a spec can name, and how each part is configured. */
@Command(
    name = "plugins",
    description = "List the parts that a spec can name; with NAME, the keys of a part.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class PluginsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Of a part, such as trust-region, or of a kind of part, such as step.")
  private @Nullable String name;

  @Mixin private PluginOptions plugins = new PluginOptions();

  PluginsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Part> parts = plugins.load(terminal).catalog().parts();
    String wanted = name;
    if (wanted == null) {
      list(parts);
      return ExitCode.SUCCESS.number();
    }
    List<Part> named = parts.stream().filter(part -> part.name().equals(wanted)).toList();
    List<Part> ofKind = parts.stream().filter(part -> part.kind().equals(wanted)).toList();
    if (named.isEmpty() && ofKind.isEmpty()) {
      terminal.err().println("dupin plugins: error: no part is called '" + wanted + "'");
      terminal.err().println("'dupin plugins' lists all");
      return ExitCode.WRONG_INPUT.number();
    }
    (named.isEmpty() ? ofKind : named).forEach(this::describe);
    return ExitCode.SUCCESS.number();
  }

  private void list(List<Part> parts) {
    PrintStream out = terminal.out();
    int width = parts.stream().mapToInt(part -> part.name().length()).max().orElse(0);
    String kind = "";
    for (Part part : parts) {
      if (!part.kind().equals(kind)) {
        kind = part.kind();
        out.println(terminal.coloured(Colour.BOLD, kind));
      }
      String line = "  " + Text.padded(part.name(), width) + "  " + summary(part);
      out.println(Text.shortened(line, terminal.columns()));
    }
  }

  /** What is wrong with a part, or its first sentence, or else where it comes from. */
  private static String summary(Part part) {
    if (part.problem().isPresent()) {
      return "cannot be used: " + part.problem().get();
    }
    return part.about().map(PluginsCommand::firstSentence).orElse(words(part.plugin()));
  }

  private static String firstSentence(String about) {
    String paragraph = about.lines().findFirst().orElse("");
    int end = paragraph.indexOf(". ");
    return end < 0 ? paragraph : paragraph.substring(0, end + 1);
  }

  private void describe(Part part) {
    PrintStream out = terminal.out();
    out.println(terminal.coloured(Colour.BOLD, part.name()) + " (" + part.kind() + ")");
    part.about().ifPresent(about -> printWrapped(about, "  "));
    part.about().ifPresent(about -> out.println());
    out.println("  class   " + part.type());
    out.println("  plugin  " + words(part.plugin()));
    part.problem().ifPresent(why -> out.println("  cannot be used: " + why));
    part.requirements().forEach(need -> out.println("  needs   " + need));
    if (!part.keys().isEmpty()) {
      out.println();
    }
    for (Part.Key key : part.keys()) {
      String usual =
          key.usual()
              .map(value -> "default " + value)
              .orElse(key.isRequired() ? "required" : "optional");
      out.println("  " + terminal.coloured(Colour.BOLD, key.name()) + ": " + usual);
      printWrapped(key.type(), "      ");
      key.about().ifPresent(about -> printWrapped(about, "      "));
    }
  }

  private void printWrapped(String text, String indent) {
    for (String line : Text.wrap(text, terminal.columns() - indent.length())) {
      terminal.out().println(line.isEmpty() ? "" : indent + line);
    }
  }

  private static String words(PluginInfo plugin) {
    boolean isKnown = !plugin.version().equals(PluginInfo.UNKNOWN);
    return isKnown ? plugin.name() + " " + plugin.version() : plugin.name();
  }
}
