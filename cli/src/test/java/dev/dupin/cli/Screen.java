package dev.dupin.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A terminal whose output a test reads. */
final class Screen {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal;

  private Screen(boolean interactive, boolean colour) {
    terminal = new Terminal(stream(out), stream(err), interactive, colour, 80);
  }

  /** What a file or a pipe is. */
  static Screen plain() {
    return new Screen(false, false);
  }

  /** What a person sees. */
  static Screen interactive(boolean colour) {
    return new Screen(true, colour);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  Terminal terminal() {
    return terminal;
  }

  /** Runs the command and returns its exit code. */
  int run(Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    return Main.run(terminal, words);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  List<String> errLines() {
    return err().lines().toList();
  }
}
