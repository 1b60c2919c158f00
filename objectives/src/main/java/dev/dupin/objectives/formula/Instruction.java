package dev.dupin.objectives.formula;

import dev.dupin.core.autodiff.Real;
import java.util.Deque;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** One step of a formula in postfix order. Immutable. */
@FunctionalInterface
interface Instruction {

  /**
   * Takes the operands from the stack and puts the result there.
   *
   * @param x the variables
   * @param stack of what is computed so far
   */
  void run(Real[] x, Deque<Real> stack);

  static Instruction constant(double value) {
    return (x, stack) -> stack.push(Real.constant(value));
  }

  static Instruction variable(int index) {
    return (x, stack) -> stack.push(x[index]);
  }

  static Instruction unary(UnaryOperator<Real> operation) {
    return (x, stack) -> stack.push(operation.apply(stack.pop()));
  }

  static Instruction binary(BinaryOperator<Real> operation) {
    return (x, stack) -> {
      Real right = stack.pop();
      stack.push(operation.apply(stack.pop(), right));
    };
  }
}
