package dev.dupin.objectives.formula;

import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A formula that has been read: a function of its variables that can be differentiated. Immutable.
 *
 * <p>It is made of numbers, variables, the constants {@code pi} and {@code e}, {@code + - * / ^},
 * brackets and functions: {@code sqrt exp expm1 log log1p sin cos tan asin acos atan sinh cosh tanh
 * abs sigmoid softplus}, and of two arguments {@code atan2 pow min max}. {@code log} is the natural
 * one, angles are in radians. A power binds tightest and to the right, then the sign: {@code -x^2}
 * is {@code -(x^2)}, {@code 2^-x} is legal.
 */
public final class Expression implements DifferentiableFunction {

  private final String text;
  private final List<String> variables;
  private final List<Instruction> instructions;

  private Expression(String text, List<String> variables, List<Instruction> instructions) {
    this.text = text;
    this.variables = variables;
    this.instructions = instructions;
  }

  /**
   * Reads a formula whose variables are all the names that are no constants.
   *
   * @throws FormulaException if the text is no formula, or has no variable
   */
  public static Expression parse(String text) {
    Variables variables = Variables.open();
    List<Instruction> instructions = Parser.parse(text, variables);
    List<String> names = List.copyOf(variables.names());
    if (names.isEmpty()) {
      throw new FormulaException("the formula has no variable", text, 1);
    }
    return new Expression(text, names, instructions);
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
    return new Expression(
        text, List.copyOf(variables), Parser.parse(text, Variables.listed(variables)));
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

  private static boolean isName(String name) {
    return !name.isEmpty()
        && Lexer.isNameStart(name.charAt(0))
        && name.chars().allMatch(c -> Lexer.isNamePart((char) c));
  }

  /** Returns the names of the variables, in the order of the coordinates. */
  public List<String> variables() {
    return variables;
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
