package dev.dupin.cli;

import java.io.PrintStream;
import java.util.List;

/** Stack traces for the author of a plugin: the frames of their code, without Dupin's below. */
final class StackTraces {
  /** Where a run calls the parts: from here on down, frames say nothing about a plugin. */
  private static final String MINIMIZER = "dev.dupin.core.minimizer.";

  /** What calls the constructors of parts: the same of the frames below. */
  private static final List<String> WIRING = List.of("com.google.inject.", "jdk.internal.reflect.");

  private StackTraces() {}

  /** A chain of causes that is longer, or a circle, says nothing new. */
  private static final int LONGEST_CHAIN = 8;

  /** Prints the exception and its causes. */
  static void print(Throwable thrown, PrintStream err) {
    Throwable next = thrown;
    for (int i = 0; next != null && i < LONGEST_CHAIN; i++) {
      err.print(i == 0 ? "" : "Caused by: ");
      printOne(next, err);
      next = next.getCause();
    }
  }

  private static void printOne(Throwable thrown, PrintStream err) {
    err.println(thrown);
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith(MINIMIZER)) {
        err.println("\t... (the run)");
        break;
      }
      if (WIRING.stream().anyMatch(frame.getClassName()::startsWith)) {
        err.println("\t... (the wiring)");
        break;
      }
      err.println("\tat " + frame);
    }
  }
}
