package dev.dupin.objectives.formula;

import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A formula that has been read: a function of its variables that can be differentiated. Immutable.
 *
 * <p>It is made of numbers, variables, the constants {@code pi} and {@code e}, {@code + - * / ^},
 * brackets and functions: {@code sqrt exp expm1 log log1p sin cos tan asin acos atan sinh cosh tanh
 * abs sigmoid softplus log10 log2}, of two arguments {@code atan2 pow}, and of two or more {@code
 * min max}. {@code log} is the natural one, angles are in radians. A variable may stand in
 * backquotes; one whose name is not made of letters, digits and underscores must. A power binds
 * tightest and to the right, then the sign: {@code -x^2} is {@code -(x^2)}, {@code 2^-x} is legal.
 */
public final class Expression implements DifferentiableFunction {

  private final String text;
  private final List<String> variables;
  private final Set<String> occurring;
  private final List<Instruction> instructions;

  private Expression(String text, Variables variables) {
    this.text = text;
    this.instructions = Parser.parse(text, variables);
    this.variables = variables.names();
    this.occurring = variables.occurring();
  }

  /**
   * Reads a formula whose variables are all the names that are no constants.
   *
   * @throws FormulaException if the text is no formula, or has no variable
   */
  public static Expression parse(String text) {
    Expression expression = new Expression(text, Variables.open());
    if (expression.variables().isEmpty()) {
      throw new FormulaException("the formula has no variable", text, 1);
    }
    return expression;
  }

  /**
   * Reads a formula of given variables; not all of them need to occur.
   *
   * @param variables in the order of the coordinates
   * @throws FormulaException if the text is no formula of these variables
   * @throws IllegalArgumentException if {@link #checkVariables} refuses the variables
   */
  public static Expression parse(String text, List<String> variables) {
    checkVariables(variables);
    return new Expression(text, Variables.listed(variables));
  }

  /**
   * Reads a formula of variables of several kinds, such as parameters and columns; not all of them
   * need to occur. A name can be anything, since backquotes can hold it.
   *
   * @param kinds the names of the variables of each kind, in the order of the coordinates, all of
   *     them distinct; the kinds are told in messages
   * @throws FormulaException if the text is no formula of these variables
   */
  public static Expression parse(String text, Map<String, List<String>> kinds) {
    return new Expression(text, Variables.of(kinds));
  }

  /**
   * Checks that names can be the variables of a formula.
   *
   * @throws IllegalArgumentException if there is none, one is listed twice, is not made of letters,
   *     digits and underscores, or is the name of a constant or function
   */
  public static void checkVariables(List<String> variables) {
    if (variables.isEmpty()) {
      throw new IllegalArgumentException("the list of variables is empty");
    }
    Set<String> seen = new HashSet<>();
    for (String name : variables) {
      if (!isName(name)) {
        throw new IllegalArgumentException(
            "'"
                + name
                + "' cannot be a variable: a name is made of letters, digits and underscores,"
                + " and does not start with a digit");
      }
      if (Names.CONSTANTS.containsKey(name) || Names.FUNCTIONS.containsKey(name)) {
        String taken = Names.CONSTANTS.containsKey(name) ? "constant" : "function";
        throw new IllegalArgumentException(
            "'" + name + "' cannot be a variable: it is the name of a " + taken);
      }
      if (!seen.add(name)) {
        throw new IllegalArgumentException("the variable '" + name + "' is listed twice");
      }
    }
  }

  /** Returns whether a name needs no backquotes. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && Lexer.isNameStart(name.charAt(0))
        && name.chars().allMatch(c -> Lexer.isNamePart((char) c));
  }

  /** Returns the names of the variables, in the order of the coordinates. */
  public List<String> variables() {
    return variables;
  }

  /** Returns the variables that occur in the formula, in the order in which they do. */
  public Set<String> occurring() {
    return occurring;
  }

  /**
   * Returns the value of the formula.
   *
   * @param x one number a variable
   */
  @Override
  public Real apply(Real[] x) {
    Deque<Real> stack = new ArrayDeque<>();
    for (Instruction instruction : instructions) {
      instruction.run(x, stack);
    }
    return stack.pop();
  }

  /** Returns the formula as it was typed. */
  @Override
  public String toString() {
    return text;
  }
}
