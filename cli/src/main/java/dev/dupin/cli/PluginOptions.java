package dev.dupin.cli;

import dev.dupin.runtime.Dupin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where plugins come from. */
final class PluginOptions {
  @Option(
      names = {"-P", "--plugins"},
      paramLabel = "PLUGINS",
      description = "A plugin jar, or a folder of them; may be given several times.")
  private List<Path> paths = new ArrayList<>();

  /**
   * Loads the built-in parts and the plugins; each plugin that is broken is told, none stops it.
   * Large data of a spec are seen being read.
   */
  Dupin load(Terminal terminal) {
    return quietly(terminal).listening(LoadingProgress.on(terminal));
  }

  /**
   * Loads them likewise.
   *
   * @param quiet whether nothing is shown but errors
   */
  Dupin load(Terminal terminal, boolean quiet) {
    return quiet ? quietly(terminal) : load(terminal);
  }

  private Dupin quietly(Terminal terminal) {
    Dupin dupin = Dupin.load(paths);
    dupin.catalog().problems().forEach(terminal.err()::println);
    return dupin;
  }
}
