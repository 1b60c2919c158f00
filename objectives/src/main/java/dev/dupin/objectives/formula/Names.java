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
      Map.ofEntries(
          Map.entry("ln", "log"),
          Map.entry("lg", "log10"),
          Map.entry("ld", "log2"),
          Map.entry("arcsin", "asin"),
          Map.entry("arccos", "acos"),
          Map.entry("arctan", "atan"),
          Map.entry("tg", "tan"),
          Map.entry("logistic", "sigmoid"),
          Map.entry("power", "pow"),
          Map.entry("fabs", "abs"),
          Map.entry("minimum", "min"),
          Map.entry("maximum", "max"));

  private Names() {}

  /**
   * A function of a formula.
   *
   * @param arguments how many it takes
   * @param open whether it takes more than that, too: then it is associative
   * @param instruction what it does with so many arguments
   */
  record Function(int arguments, boolean open, Instruction instruction) {

    boolean takes(int count) {
      return count == arguments || (open && count > arguments);
    }

    /** Returns what a message says of the arguments. */
    String words() {
      return (arguments == 1 ? "1 argument" : arguments + " arguments") + (open ? " or more" : "");
    }
  }

  private static Map<String, Function> functions() {
    Map<String, Function> functions = new TreeMap<>();
    one(functions, "sqrt", Real::sqrt);
    one(functions, "exp", Real::exp);
    one(functions, "expm1", Real::expm1);
    one(functions, "log", Real::log);
    one(functions, "log1p", Real::log1p);
    one(functions, "log10", x -> x.log().divide(Math.log(10)));
    one(functions, "log2", x -> x.log().divide(Math.log(2)));
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
    many(functions, "min", Real::min);
    many(functions, "max", Real::max);
    return Collections.unmodifiableMap(functions);
  }

  private static void one(
      Map<String, Function> functions, String name, UnaryOperator<Real> operation) {
    functions.put(name, new Function(1, false, Instruction.unary(operation)));
  }

  private static void two(
      Map<String, Function> functions, String name, BinaryOperator<Real> operation) {
    functions.put(name, new Function(2, false, Instruction.binary(operation)));
  }

  private static void many(
      Map<String, Function> functions, String name, BinaryOperator<Real> operation) {
    functions.put(name, new Function(2, true, Instruction.binary(operation)));
  }
}
