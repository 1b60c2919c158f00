package dev.dupin.objectives.formula;

import dev.dupin.core.autodiff.Real;
import dev.dupin.objectives.formula.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a formula by recursive descent:
 *
 * <pre>
 *   sum     = product {("+" | "-") product}
 *   product = signed {("*" | "/") signed}
 *   signed  = ("-" | "+") signed | power
 *   power   = primary ["^" signed]
 *   primary = number | name | "`" any "`" | name "(" sum {"," sum} ")" | "(" sum ")"
 * </pre>
 *
 * <p>So -x^2 is -(x^2), 2^-x is 2^(-x), and 2^3^2 is 2^(3^2). What is read comes out in postfix
 * order, so that a sum of many thousand terms needs no deep recursion afterwards.
 */
final class Parser {

  /** Of brackets, signs and powers within one another; guards the stack against hostile input. */
  private static final int MAXIMUM_DEPTH = 200;

  private static final Instruction ADD = Instruction.binary(Real::add);
  private static final Instruction SUBTRACT = Instruction.binary(Real::subtract);
  private static final Instruction MULTIPLY = Instruction.binary(Real::multiply);
  private static final Instruction DIVIDE = Instruction.binary(Real::divide);
  private static final Instruction POWER = Instruction.binary(Real::pow);
  private static final Instruction NEGATE = Instruction.unary(Real::negate);

  private final String text;
  private final List<Token> tokens;
  private final Variables variables;
  private final List<Instruction> instructions = new ArrayList<>();
  private int next;
  private int depth;

  private Parser(String text, Variables variables) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
    this.variables = variables;
  }

  /**
   * Returns the formula in postfix order.
   *
   * @param variables those that are known; takes new ones if it is open
   * @throws FormulaException if the text is no formula
   */
  static List<Instruction> parse(String text, Variables variables) {
    Parser parser = new Parser(text, variables);
    if (parser.peek().is(Kind.END)) {
      throw new FormulaException("the formula is empty", text, 1);
    }
    parser.sum();
    if (!parser.peek().is(Kind.END)) {
      throw parser.strayToken();
    }
    return List.copyOf(parser.instructions);
  }

  private void sum() {
    product();
    while (peek().is('+') || peek().is('-')) {
      boolean plus = take().is('+');
      product();
      instructions.add(plus ? ADD : SUBTRACT);
    }
  }

  private void product() {
    signed();
    while (peek().is('*') || peek().is('/')) {
      boolean times = take().is('*');
      signed();
      instructions.add(times ? MULTIPLY : DIVIDE);
    }
  }

  private void signed() {
    if (!peek().is('-') && !peek().is('+')) {
      power();
      return;
    }
    Token sign = take();
    descend(sign);
    signed();
    depth--;
    if (sign.is('-')) {
      instructions.add(NEGATE);
    }
  }

  private void power() {
    primary();
    if (peek().is('^')) {
      descend(take());
      signed();
      depth--;
      instructions.add(POWER);
    }
  }

  private void primary() {
    Token token = take();
    if (token.is('(')) {
      descend(token);
      sum();
      depth--;
      close(token);
    } else if (token.is(Kind.NUMBER)) {
      instructions.add(Instruction.constant(number(token)));
    } else if (token.is(Kind.NAME)) {
      name(token);
    } else if (token.is(Kind.QUOTED)) {
      variable(token);
    } else {
      throw error("expected a number, a name or '(', found " + token.words(), token);
    }
  }

  private double number(Token token) {
    double value = Double.parseDouble(token.text());
    if (Double.isInfinite(value)) {
      throw error("the number '" + token.text() + "' is beyond the range of a double", token);
    }
    return value;
  }

  private void name(Token token) {
    String name = token.text();
    if (peek().is('(')) {
      call(token);
    } else if (Names.FUNCTIONS.containsKey(name)) {
      String variable = variables.isListed(name) ? "; the variable is written `" + name + "`" : "";
      throw error("the function '" + name + "' needs its arguments in brackets" + variable, token);
    } else if (Names.CONSTANTS.containsKey(name)) {
      constant(token, Names.CONSTANTS.get(name));
    } else {
      variable(token);
    }
  }

  private void constant(Token token, double value) {
    String name = token.text();
    if (variables.isListed(name)) {
      throw error(
          "'%s' is a constant and a variable; the variable is written `%s`, the constant as a number"
              .formatted(name, name),
          token);
    }
    instructions.add(Instruction.constant(value));
  }

  private void variable(Token token) {
    String name = token.text();
    if (!variables.has(name)) {
      throw error("unknown name '" + name + "'" + variables.meant(name), token);
    }
    instructions.add(Instruction.variable(variables.index(name)));
  }

  private void call(Token token) {
    String name = token.text();
    Names.Function function = Names.FUNCTIONS.get(name);
    if (function == null) {
      throw noFunction(token);
    }
    Token open = take();
    descend(open);
    int arguments = 1;
    sum();
    while (peek().is(',')) {
      take();
      arguments++;
      sum();
    }
    depth--;
    close(open);
    if (!function.takes(arguments)) {
      throw error("'" + name + "' takes " + function.words() + ", not " + arguments, token);
    }
    // In postfix order f(a, b, c) of an associative f is a b c f f.
    for (int i = 0; i < Math.max(1, arguments - 1); i++) {
      instructions.add(function.instruction());
    }
  }

  private FormulaException noFunction(Token token) {
    String name = token.text();
    if (Names.CONSTANTS.containsKey(name) || variables.isListed(name)) {
      return error("'" + name + "' is no function; a product is written " + name + "*(…)", token);
    }
    return error(
        "unknown function '" + name + "'" + Suggestion.of(name, Names.FUNCTIONS.keySet()), token);
  }

  private void close(Token open) {
    if (peek().is(')')) {
      take();
    } else if (peek().is(Kind.END)) {
      throw error("the '(' of column " + open.column() + " is not closed", peek());
    } else {
      throw strayToken();
    }
  }

  /** What stands where an operator, or the end, should. */
  private FormulaException strayToken() {
    Token token = peek();
    if (token.is(')')) {
      return error("this ')' closes nothing", token);
    }
    if (token.is(',')) {
      return error("a ',' belongs between the arguments of a function", token);
    }
    return error(
        "an operator is missing before " + token.words() + "; a product is written with '*'",
        token);
  }

  private void descend(Token at) {
    if (++depth > MAXIMUM_DEPTH) {
      throw error("nested more than " + MAXIMUM_DEPTH + " deep", at);
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  /** The end is never passed. */
  private Token take() {
    Token token = tokens.get(next);
    if (!token.is(Kind.END)) {
      next++;
    }
    return token;
  }

  private FormulaException error(String problem, Token at) {
    return new FormulaException(problem, text, at.column());
  }
}
