package dev.dupin.cli;

import dev.dupin.runtime.results.OutputFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text for people: lines that fit, numbers that can be read. */
final class Text {
  private Text() {}

  /** Breaks text into lines of at most that many characters, at spaces where there are any. */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      wrapParagraph(paragraph.strip(), columns, lines);
    }
    return lines;
  }

  private static void wrapParagraph(String paragraph, int columns, List<String> lines) {
    String rest = paragraph;
    while (rest.length() > columns) {
      int space = rest.lastIndexOf(' ', columns);
      int cut = space > 0 ? space : columns;
      lines.add(rest.substring(0, cut).stripTrailing());
      rest = rest.substring(cut).strip();
    }
    lines.add(rest);
  }

  /** Returns the text, or its start and an ellipsis, in at most that many characters. */
  static String shortened(String text, int columns) {
    return text.length() <= columns ? text : text.substring(0, Math.max(0, columns - 1)) + "…";
  }

  /** Returns the text with spaces behind it up to that many characters. */
  static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - text.length()));
  }

  /** Returns a number to so many significant digits, without zeros that say nothing. */
  static String digits(double number, int significant) {
    if (number == Math.rint(number) && Math.abs(number) < 1e10) {
      return Long.toString((long) number);
    }
    if (!Double.isFinite(number)) {
      return Double.toString(number);
    }
    String text = String.format(Locale.ROOT, "%." + significant + "g", number);
    int exponent = text.indexOf('e');
    String digits = exponent < 0 ? text : text.substring(0, exponent);
    String plain = digits.contains(".") ? digits.replaceAll("\\.?0+$", "") : digits;
    return exponent < 0 ? plain : plain + text.substring(exponent);
  }

  /** Returns a time with a unit that suits it. */
  static String seconds(double seconds) {
    if (seconds < 120) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.3f s" : "%.1f s", seconds);
    }
    return String.format(Locale.ROOT, "%d min %02d s", (long) seconds / 60, (long) seconds % 60);
  }

  /** Says why results cannot be written; the file system's exceptions name a path and no more. */
  static String cannotWrite(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "cannot write results: you may not write " + denied.getFile();
    }
    if (e instanceof FileAlreadyExistsException exists) {
      return "cannot write results: " + exists.getFile() + " is a file, not a folder";
    }
    if (e instanceof NoSuchFileException missing) {
      return "cannot write results: " + missing.getFile() + " cannot be made";
    }
    return e instanceof OutputFolder.OccupiedException
        ? String.valueOf(e.getMessage())
        : "cannot write results: " + e;
  }

  /** Returns {@code 1 run}, {@code 2 runs}. */
  static String count(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
