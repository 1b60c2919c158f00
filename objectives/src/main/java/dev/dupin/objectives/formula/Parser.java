package dev.dupin.objectives.formula;

import dev.dupin.core.autodiff.Real;
import dev.dupin.objectives.formula.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a formula by recursive descent:
 *
 * <pre>
 *   sum     = product {("+" | "-") product}
 *   product = signed {("*" | "/") signed}
 *   signed  = ("-" | "+") signed | power
 *   power   = primary ["^" signed]
 *   primary = number | name | name "(" sum {"," sum} ")" | "(" sum ")"
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
      throw error("the function '" + name + "' needs its arguments in brackets", token);
    } else if (Names.CONSTANTS.containsKey(name)) {
      instructions.add(Instruction.constant(Names.CONSTANTS.get(name)));
    } else if (variables.has(name)) {
      instructions.add(Instruction.variable(variables.index(name)));
    } else {
      throw error("unknown name '" + name + "'" + meant(name), token);
    }
  }

  private String meant(String name) {
    String[] letters = name.split("");
    if (List.of(letters).stream().allMatch(variables::has)) {
      return "; a product is written " + String.join("*", letters);
    }
    Set<String> known = new TreeSet<>(variables.names());
    known.addAll(Names.CONSTANTS.keySet());
    return Suggestion.of(name, known);
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
    if (arguments != function.arguments()) {
      String expected = function.arguments() == 1 ? "1 argument" : "2 arguments";
      throw error("'" + name + "' takes " + expected + ", not " + arguments, token);
    }
    instructions.add(function.instruction());
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
