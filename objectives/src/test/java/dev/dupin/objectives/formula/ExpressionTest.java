package dev.dupin.objectives.formula;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.Real;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {

  private static final double X = 1.7;
  private static final double Y = -0.6;

  private static double value(String formula) {
    Expression expression = Expression.parse(formula, List.of("x", "y"));
    return new AutodiffObjective(2, expression).at(new double[] {X, Y}).value();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-x^2        | -(x^2)",
        "-2^2        | 0 - 4",
        "(-2)^2      | 4",
        "2^-x        | 2^(-x)",
        "2^-x^2      | 2^(-(x^2))",
        "2^3^2       | 512",
        "2^-1^2      | 0.5",
        "x^2*y       | (x^2)*y",
        "2*x^2       | 2*(x^2)",
        "-x*y        | (-x)*y",
        "x*-y        | x*(-y)",
        "x - -y      | x + y",
        "x--y        | x + y",
        "+x          | x",
        "--x         | x",
        "-+-x        | x",
        "x - y - 1   | (x - y) - 1",
        "x / y / 2   | (x / y) / 2",
        "x / y * 2   | (x / y) * 2",
        "x - y * 2   | x - (y * 2)",
        "x + y / 2   | x + (y / 2)",
        "6 / 2 * 3   | 9",
        "x*(y + 2)   | x*y + x*2",
        "((x))       | x"
      })
  void powers_bind_before_signs_before_products_before_sums(String formula, String bracketed) {
    assertEquals(value(bracketed), value(formula), 1e-15);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "0.5, 0.5",
    ".5, 0.5",
    "2., 2",
    "1e3, 1000",
    "1E3, 1000",
    "1.5e-2, 0.015",
    "2e+2, 200",
    ".5e1, 5",
    "0, 0",
    "1e-400, 0",
    "pi, 3.141592653589793",
    "e, 2.718281828459045"
  })
  void numbers_and_constants_are_read_to_the_last_bit(String formula, double expected) {
    assertEquals(expected, value(formula));
  }

  /** A function of a formula and what it means. */
  record Meaning(String formula, DoubleBinaryOperator expected) {

    @Override
    public String toString() {
      return formula;
    }
  }

  static Stream<Meaning> functions() {
    return Stream.of(
        new Meaning("sqrt(x)", (x, y) -> Math.sqrt(x)),
        new Meaning("exp(x)", (x, y) -> Math.exp(x)),
        new Meaning("expm1(x)", (x, y) -> Math.expm1(x)),
        new Meaning("log(x)", (x, y) -> Math.log(x)),
        new Meaning("log1p(x)", (x, y) -> Math.log1p(x)),
        new Meaning("log10(x)", (x, y) -> Math.log10(x)),
        new Meaning("log2(x)", (x, y) -> Math.log(x) / Math.log(2)),
        new Meaning("sin(x)", (x, y) -> Math.sin(x)),
        new Meaning("cos(x)", (x, y) -> Math.cos(x)),
        new Meaning("tan(x)", (x, y) -> Math.tan(x)),
        new Meaning("asin(y)", (x, y) -> Math.asin(y)),
        new Meaning("acos(y)", (x, y) -> Math.acos(y)),
        new Meaning("atan(y)", (x, y) -> Math.atan(y)),
        new Meaning("sinh(x)", (x, y) -> Math.sinh(x)),
        new Meaning("cosh(x)", (x, y) -> Math.cosh(x)),
        new Meaning("tanh(x)", (x, y) -> Math.tanh(x)),
        new Meaning("abs(y)", (x, y) -> Math.abs(y)),
        new Meaning("sigmoid(x)", (x, y) -> 1 / (1 + Math.exp(-x))),
        new Meaning("softplus(x)", (x, y) -> Math.log(1 + Math.exp(x))),
        new Meaning("atan2(y, x)", (x, y) -> Math.atan2(y, x)),
        new Meaning("pow(x, y)", Math::pow),
        new Meaning("min(x, y)", Math::min),
        new Meaning("max(x, y)", Math::max),
        new Meaning("min(x, 2, y, 3)", Math::min),
        new Meaning("max(1, y, x, -3, 1.5)", Math::max),
        new Meaning("x - `y`*2", (x, y) -> x - y * 2),
        new Meaning("x^y", Math::pow),
        new Meaning("sin(x)^2 + cos(x)^2", (x, y) -> 1),
        new Meaning(" max( x ,\n y*2 ) ", (x, y) -> x));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void functions_mean_what_their_names_say(Meaning meaning) {
    assertEquals(meaning.expected().applyAsDouble(X, Y), value(meaning.formula()), 1e-15);
  }

  @Test
  void every_function_is_tried_above() {
    for (String name : Names.FUNCTIONS.keySet()) {
      assertTrue(functions().anyMatch(meaning -> meaning.formula().startsWith(name + "(")), name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``               |  1 | the formula is empty",
        "`   `            |  1 | the formula is empty",
        "x +              |  4 | expected a number, a name or '(', found the end",
        "x + * y          |  5 | expected a number, a name or '(', found '*'",
        "()               |  2 | expected a number, a name or '(', found ')'",
        "sin()            |  5 | expected a number, a name or '(', found ')'",
        "x^               |  3 | found the end",
        "(x + y           |  7 | the '(' of column 1 is not closed",
        "2*sin(x          |  8 | the '(' of column 6 is not closed",
        "x + y)           |  6 | this ')' closes nothing",
        "x, y             |  2 | a ',' belongs between the arguments of a function",
        "(x, y)           |  3 | a ',' belongs between the arguments of a function",
        "2x               |  2 | an operator is missing before 'x'; a product is written with '*'",
        "2 (x)            |  3 | an operator is missing before '('",
        "x y              |  3 | an operator is missing before 'y'",
        "(x y)            |  4 | an operator is missing before 'y'",
        "sin(x y)         |  7 | an operator is missing before 'y'",
        "1.2.3            |  4 | an operator is missing before '.3'",
        "1e2x             |  4 | an operator is missing before 'x'",
        "2e               |  2 | an operator is missing before 'e'",
        "x**2             |  2 | a power is written '^', not '**'",
        "x = 2            |  3 | unexpected character '='",
        "x & y            |  3 | unexpected character '&'",
        ".                |  1 | unexpected character '.'",
        "[x]              |  1 | brackets are round",
        "x \u2212 y       |  3 | did you mean '-'?",
        "x\u00b2          |  2 | did you mean '^2'?",
        "x + z            |  5 | unknown name 'z'; known: e, pi, x, y",
        "x + X            |  5 | unknown name 'X'; did you mean 'x'?",
        "2*PI             |  3 | unknown name 'PI'; did you mean 'pi'?",
        "2*xy             |  3 | unknown name 'xy'; a product is written x*y",
        "x*sn(x)          |  3 | unknown function 'sn'; did you mean 'sin'?",
        "sqr(x)           |  1 | unknown function 'sqr'; did you mean 'sqrt'?",
        "atn2(x, y)       |  1 | unknown function 'atn2'; did you mean 'atan2'?",
        "ln(x)            |  1 | unknown function 'ln'; did you mean 'log'?",
        "arctan(x)        |  1 | unknown function 'arctan'; did you mean 'atan'?",
        "gamma(x)         |  1 | unknown function 'gamma'; known: abs, acos, asin",
        "x(y + 1)         |  1 | 'x' is no function; a product is written x*(…)",
        "pi(y + 1)        |  1 | 'pi' is no function",
        "1 + sin x        |  5 | the function 'sin' needs its arguments in brackets",
        "sin(x, y)        |  1 | 'sin' takes 1 argument, not 2",
        "1 + max(x)       |  5 | 'max' takes 2 arguments or more, not 1",
        "pow(x, y, 1)     |  1 | 'pow' takes 2 arguments, not 3",
        "max(x, )         |  8 | expected a number, a name or '(', found ')'",
        "x + `y           |  5 | this backquote is not closed",
        "x + `y z`        |  5 | unknown name 'y z'; known: e, pi, x, y",
        "x `y`            |  3 | an operator is missing before 'y'",
        "lg(x)            |  1 | unknown function 'lg'; did you mean 'log10'?",
        "2*1e999          |  3 | the number '1e999' is beyond the range of a double"
      })
  void a_mistake_is_told_with_its_column(String formula, int column, String problem) {
    FormulaException e = assertThrows(FormulaException.class, () -> value(formula));
    assertEquals(column, e.column(), e.getMessage());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(problem), message);
    assertTrue(message.endsWith("(column " + column + " of '" + formula + "')"), message);
  }

  @Test
  void a_long_formula_is_shown_around_the_mistake() {
    String formula = "x + ".repeat(1000) + "q" + " + x".repeat(1000);
    FormulaException e = assertThrows(FormulaException.class, () -> value(formula));
    assertEquals(4001, e.column());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("'…+ x + x + x + x + x + x + x + q + x + x"), message);
    assertTrue(message.length() < 200, message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "2^", "sin(", "-(", "2^-"})
  void nesting_without_end_is_refused_and_does_not_overflow_the_stack(String opening) {
    FormulaException e =
        assertThrows(FormulaException.class, () -> value(opening.repeat(100_000) + "x"));
    assertTrue(String.valueOf(e.getMessage()).contains("nested"), e.getMessage());
  }

  @Test
  void a_hundred_brackets_are_fine() {
    assertEquals(X, value("(".repeat(100) + "x" + ")".repeat(100)));
    assertEquals(X, value("-".repeat(100) + "x"));
  }

  @Test
  void a_sum_of_many_terms_needs_no_deep_stack() {
    assertEquals(100_000 * X, value("x" + " + x".repeat(99_999)), 1e-6);
  }

  @Test
  void variables_left_out_are_taken_in_order_of_appearance() {
    Expression expression = Expression.parse("b*y^2 + a*exp(-y) + pi*b");
    assertEquals(List.of("b", "y", "a"), expression.variables());
    assertEquals("b*y^2 + a*exp(-y) + pi*b", expression.toString());
    assertEquals(
        3 * 16 + 5 * Math.exp(-4) + Math.PI * 3,
        new AutodiffObjective(3, expression).at(new double[] {3, 4, 5}).value(),
        1e-13);
  }

  @Test
  void a_formula_without_any_variable_is_refused_unless_they_are_listed() {
    assertThrows(FormulaException.class, () -> Expression.parse("2*pi"));
    assertEquals(2 * Math.PI, value("2*pi"));
  }

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("parameters", List.of("b1", "rate"));
    kinds.put("columns", List.of("y", "x (mm)", "e", "min"));
    return kinds;
  }

  @Test
  void variables_of_several_kinds_are_numbered_one_kind_after_the_other() {
    Expression expression = Expression.parse("`x (mm)` - 2*`e` + 10*`min` + b1", kinds());
    assertEquals(List.of("b1", "rate", "y", "x (mm)", "e", "min"), expression.variables());
    assertEquals(List.of("x (mm)", "e", "min", "b1"), List.copyOf(expression.occurring()));
    Real[] x = new Real[6];
    Arrays.setAll(x, i -> Real.constant(i));
    assertEquals(3 - 8 + 50, expression.apply(x).value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "b1*bate   | 4 | unknown name 'bate'; did you mean 'rate'? parameters: b1, rate; columns: y, `x (mm)`, e, min",
        "b1*zzzzz  | 4 | unknown name 'zzzzz'; parameters: b1, rate; columns: y, `x (mm)`, e, min",
        "b1*e      | 4 | 'e' is a constant and a variable; the variable is written `e`, the constant as a number",
        "b1 - min  | 6 | the function 'min' needs its arguments in brackets; the variable is written `min`"
      })
  void what_is_unknown_or_has_two_meanings_is_told_by_kinds(
      String formula, int column, String problem) {
    FormulaException e =
        assertThrows(FormulaException.class, () -> Expression.parse(formula, kinds()));
    assertEquals(column, e.column());
    assertTrue(String.valueOf(e.getMessage()).startsWith(problem), e.getMessage());
  }

  @Test
  void of_many_names_the_first_are_told() {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "column" + i).toList();
    FormulaException e =
        assertThrows(FormulaException.class, () -> Expression.parse("q", Map.of("columns", names)));
    assertTrue(String.valueOf(e.getMessage()).contains("column9, … (990 more)"), e.getMessage());
  }

  @Test
  void listed_variables_keep_their_order_and_need_not_occur() {
    Expression expression = Expression.parse("y - 2*θ_1", List.of("θ_1", "unused", "y"));
    Real result =
        expression.apply(new Real[] {Real.constant(1), Real.constant(9), Real.constant(5)});
    assertEquals(3, result.value());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x, x   | the variable 'x' is listed twice",
        "x, pi  | 'pi' cannot be a variable: it is the name of a constant",
        "sin, x | 'sin' cannot be a variable: it is the name of a function",
        "x, 2y  | '2y' cannot be a variable: a name is made of",
        "x-y, z | 'x-y' cannot be a variable: a name is made of",
        "x y, z | 'x y' cannot be a variable: a name is made of"
      })
  void a_list_of_variables_is_checked(String names, String problem) {
    List<String> variables = List.of(names.split(", "));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Expression.parse("1", variables));
    assertTrue(String.valueOf(e.getMessage()).contains(problem), e.getMessage());
  }

  @Test
  void a_list_of_variables_names_at_least_one() {
    assertThrows(IllegalArgumentException.class, () -> Expression.checkVariables(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Expression.checkVariables(List.of("")));
  }
}
