package dev.dupin.objectives.formula;

import dev.dupin.core.autodiff.Real;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The names that every formula knows. */
final class Names {

  /** The constants by name. */
  static final Map<String, Double> CONSTANTS =
      Collections.unmodifiableMap(new TreeMap<>(Map.of("pi", Math.PI, "e", Math.E)));

  /** The functions by name. */
  static final Map<String, Function> FUNCTIONS = functions();

  /** What other languages call them. */
  static final Map<String, String> SYNONYMS =
      Map.of(
          "ln", "log",
          "arcsin", "asin",
          "arccos", "acos",
          "arctan", "atan",
          "tg", "tan",
          "logistic", "sigmoid",
          "power", "pow",
          "fabs", "abs",
          "minimum", "min",
          "maximum", "max");

  private Names() {}

  /**
   * A function of a formula.
   *
   * @param arguments how many it takes
   * @param instruction what it does
   */
  record Function(int arguments, Instruction instruction) {}

  private static Map<String, Function> functions() {
    Map<String, Function> functions = new TreeMap<>();
    one(functions, "sqrt", Real::sqrt);
    one(functions, "exp", Real::exp);
    one(functions, "expm1", Real::expm1);
    one(functions, "log", Real::log);
    one(functions, "log1p", Real::log1p);
    one(functions, "sin", Real::sin);
    one(functions, "cos", Real::cos);
    one(functions, "tan", Real::tan);
    one(functions, "asin", Real::asin);
    one(functions, "acos", Real::acos);
    one(functions, "atan", Real::atan);
    one(functions, "sinh", Real::sinh);
    one(functions, "cosh", Real::cosh);
    one(functions, "tanh", Real::tanh);
    one(functions, "abs", Real::abs);
    one(functions, "sigmoid", Real::sigmoid);
    one(functions, "softplus", Real::softplus);
    two(functions, "atan2", Real::atan2);
    two(functions, "pow", Real::pow);
    two(functions, "min", Real::min);
    two(functions, "max", Real::max);
    return Collections.unmodifiableMap(functions);
  }

  private static void one(
      Map<String, Function> functions, String name, UnaryOperator<Real> operation) {
    functions.put(name, new Function(1, Instruction.unary(operation)));
  }

  private static void two(
      Map<String, Function> functions, String name, BinaryOperator<Real> operation) {
    functions.put(name, new Function(2, Instruction.binary(operation)));
  }
}
