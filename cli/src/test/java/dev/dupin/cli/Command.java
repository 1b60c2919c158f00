package dev.dupin.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packed command, in a process of its own. */
final class Command {
  private final Process process;
  private final Path out;
  private final Path err;

  private Command(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it with the Java of this process, in that folder. */
  static Command start(Path folder, Object... arguments) throws IOException {
    return start(folder, List.of(), arguments);
  }

  /** Starts it with the Java of this process and these options of Java's, in that folder. */
  static Command start(Path folder, List<String> options, Object... arguments) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(options);
    words.add("-jar");
    words.add(System.getProperty("dupin.jar", "target/dupin/lib/dupin-cli.jar"));
    for (Object argument : arguments) {
      words.add(argument.toString());
    }
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    Process process =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    return new Command(process, out, err);
  }

  Process process() {
    return process;
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
