package dev.dupin.cli;

import java.io.Console;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the command writes, and to whom.
 *
 * @param out what was asked for
 * @param err what went wrong
 * @param interactive whether a person watches, so that a line may be redrawn in place
 * @param colour whether to colour
 * @param columns how many characters fit in a line
 */
record Terminal(
    PrintStream out, PrintStream err, boolean interactive, boolean colour, int columns) {
  /** What every terminal has, and what text is set for where there is none. */
  static final int COLUMNS = 80;

  private static final int FEWEST_COLUMNS = 40;

  /** Back to the start of the line, and clear to its end (ECMA-48). */
  private static final String REWIND = "\r\u001B[K";

  /** Looks at the process's own streams and environment. */
  static Terminal ofProcess() {
    return of(System.out, System.err, isConsole(), System.getenv());
  }

  /**
   * Returns a terminal, or what stands for it.
   *
   * @param console whether both ends are connected to a console
   */
  static Terminal of(
      PrintStream out, PrintStream err, boolean console, Map<String, String> environment) {
    boolean interactive = console && !environment.getOrDefault("TERM", "").equals("dumb");
    // no-color.org: any value but the empty one switches colours off
    boolean colour = interactive && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Terminal(out, err, interactive, colour, columns(environment.get("COLUMNS")));
  }

  private static int columns(@Nullable String told) {
    if (told == null || !told.matches("\\d{1,4}")) {
      return COLUMNS;
    }
    return Math.min(COLUMNS, Math.max(FEWEST_COLUMNS, Integer.parseInt(told)));
  }

  /**
   * Since Java 22 there is a console object even where input and output are files, and a method
   * that tells; before, there was none then.
   */
  @SuppressWarnings("SystemConsoleNull") // asked on older versions
  private static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Draws a line in place of the last one drawn so; for an interactive terminal. */
  void redraw(String line) {
    out.print(REWIND + coloured(Colour.FAINT, line));
    out.flush();
  }

  /** Wipes the line drawn last. */
  void wipe() {
    out.print(REWIND);
    out.flush();
  }

  /** Returns the text in a colour, where there are colours. */
  String coloured(Colour wanted, String text) {
    return colour ? "\u001B[" + wanted.code + "m" + text + "\u001B[0m" : text;
  }

  /** The few colours in use, by their codes of ECMA-48. */
  enum Colour {
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33");

    private final String code;

    Colour(String code) {
      this.code = code;
    }
  }
}
