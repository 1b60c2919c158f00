package dev.dupin.objectives.formula;

/** A formula that cannot be read. The message shows what is wrong, where, and what was meant. */
public final class FormulaException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  /** How much of a long formula a message shows on each side of the mistake, in characters. */
  private static final int CONTEXT = 30;

  /** The column, from 1. */
  private final int column;

  /**
   * @param problem what is wrong, as a sentence without a full stop
   * @param formula the whole text
   * @param column where the mistake is, from 1; one more than the length where the text ends too
   *     early
   */
  FormulaException(String problem, String formula, int column) {
    super(problem + " (column " + column + " of '" + excerpt(formula, column) + "')");
    this.column = column;
  }

  /** Returns where the mistake is within the formula: 1 is its first character. */
  public int column() {
    return column;
  }

  private static String excerpt(String formula, int column) {
    int from = column - 1 - CONTEXT;
    int to = column - 1 + CONTEXT;
    String text = formula.substring(Math.max(from, 0), Math.min(to, formula.length()));
    text = text.replaceAll("\\R", " "); // a message is one line
    return (from > 0 ? "…" : "") + text + (to < formula.length() ? "…" : "");
  }
}
