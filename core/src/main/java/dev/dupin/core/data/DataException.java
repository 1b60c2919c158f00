package dev.dupin.core.data;

/**
 * Data that cannot be used, and where: the user's fault, told without a stack trace. The message is
 * {@code file:line:column: problem}, without the numbers that are 0.
 */
public final class DataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;
  private final int column;
  private final String problem;

  /**
   * @param file the file as the user named it, or another name of the source
   * @param line counted from 1; 0 if the whole file is meant
   * @param column counted from 1 in characters; 0 if the whole line is meant
   * @param problem what is wrong and what to do instead
   */
  public DataException(String file, long line, int column, String problem) {
    super(located(file, line, column, problem));
    this.file = file;
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  /** Returns the file as the user named it. */
  public String file() {
    return file;
  }

  /** Returns the line, counted from 1; 0 if the whole file is meant. */
  public long line() {
    return line;
  }

  /** Returns the column, counted from 1; 0 if the whole line is meant. */
  public int column() {
    return column;
  }

  /** Returns the problem alone, for messages that tell the place in their own way. */
  public String problem() {
    return problem;
  }

  private static String located(String file, long line, int column, String problem) {
    String place = line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "";
    return file + place + ": " + problem;
  }
}
