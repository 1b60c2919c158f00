package dev.dupin.core.autodiff;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;

/**
 * A program over a box: bounds of the values of all nodes from the forward sweep, and of their
 * adjoints from the reverse sweep. Constants stand for all numbers within one unit in their last
 * place, unless they are short binary numbers.
 */
final class IntervalSweeps {

  private final Program program;
  private final Interval[] constants;
  private final NodeIntervals values;

  /** Runs the forward sweep over the box; keeps neither of its arrays. */
  IntervalSweeps(Program program, double[] lower, double[] upper) {
    this.program = program;
    this.constants = new Interval[program.constants.length];
    for (int i = 0; i < constants.length; i++) {
      constants[i] = IntervalArithmetic.ofConstant(program.constants[i]);
    }
    this.values = new NodeIntervals(program.nodes());
    for (int i = 0; i < program.variables; i++) {
      values.set(i, IntervalArithmetic.between(lower[i], upper[i]));
    }
    for (int k = 0; k < program.codes.length; k++) {
      values.set(program.variables + k, value(k));
    }
  }

  private Interval value(int k) {
    byte code = program.codes[k];
    Interval u = left(k);
    if (code == Code.MULTIPLY && program.left[k] == program.right[k]) {
      return IntervalArithmetic.square(u);
    }
    return Code.isBinary(code)
        ? BinaryEnclosures.value(code, u, right(k))
        : UnaryEnclosures.value(code, u, constant(k));
  }

  Program program() {
    return program;
  }

  /** Returns the bounds of all nodes; not to be changed. */
  NodeIntervals values() {
    return values;
  }

  /** Returns the first operand of operation k. */
  Interval left(int k) {
    return values.get(program.left[k]);
  }

  /** Returns the second operand of operation k, which has two. */
  Interval right(int k) {
    return values.get(program.right[k]);
  }

  /** Returns the constant of operation k, which has one operand. */
  Interval constant(int k) {
    return constants[program.right[k]];
  }

  /** Returns the bounds of the outputs. */
  Interval[] outputs() {
    Interval[] outputs = new Interval[program.outputs.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = values.get(program.outputs[i]);
    }
    return outputs;
  }

  /** Returns whether every operation is certain to be smooth and finite over the box. */
  boolean isSmooth() {
    for (int node = 0; node < program.nodes(); node++) {
      if (!IntervalArithmetic.isBounded(values.get(node))) {
        return false;
      }
    }
    for (int k = 0; k < program.codes.length; k++) {
      if (!isSmooth(k)) {
        return false;
      }
    }
    return true;
  }

  private boolean isSmooth(int k) {
    byte code = program.codes[k];
    return Code.isBinary(code)
        ? BinaryEnclosures.isSmooth(code, left(k), right(k))
        : UnaryEnclosures.isSmooth(code, left(k), constant(k));
  }

  /**
   * Returns bounds of the adjoints of all nodes: the reverse sweep. A node whose adjoint is 0 adds
   * nothing, however steep it is.
   *
   * @param weights one an output; not kept
   */
  NodeIntervals adjoints(Interval... weights) {
    NodeIntervals adjoints = new NodeIntervals(program.nodes());
    for (int i = 0; i < weights.length; i++) {
      adjoints.add(program.outputs[i], weights[i]);
    }
    for (int k = program.codes.length - 1; k >= 0; k--) {
      if (!adjoints.isZero(program.variables + k)) {
        spread(k, adjoints);
      }
    }
    return adjoints;
  }

  private void spread(int k, NodeIntervals adjoints) {
    byte code = program.codes[k];
    int u = program.left[k];
    Interval adjoint = adjoints.get(program.variables + k);
    switch (code) {
      case Code.ADD -> {
        adjoints.add(u, adjoint);
        adjoints.add(program.right[k], adjoint);
      }
      case Code.SUBTRACT -> {
        adjoints.add(u, adjoint);
        adjoints.add(program.right[k], IntervalArithmetic.negate(adjoint));
      }
      case Code.MULTIPLY -> {
        adjoints.add(u, IntervalArithmetic.multiply(adjoint, right(k)));
        adjoints.add(program.right[k], IntervalArithmetic.multiply(adjoint, left(k)));
      }
      case Code.ADD_CONSTANT -> adjoints.add(u, adjoint);
      case Code.NEGATE, Code.CONSTANT_SUBTRACT ->
          adjoints.add(u, IntervalArithmetic.negate(adjoint));
      case Code.DIVIDE_CONSTANT -> adjoints.add(u, IntervalArithmetic.divide(adjoint, constant(k)));
      case Code.CONSTANT -> {}
      default -> spreadByPartials(k, adjoint, adjoints);
    }
  }

  private void spreadByPartials(int k, Interval adjoint, NodeIntervals adjoints) {
    byte code = program.codes[k];
    Interval u = left(k);
    Interval v = values.get(program.variables + k);
    if (Code.isBinary(code)) {
      Interval w = right(k);
      addProduct(adjoints, program.left[k], adjoint, BinaryEnclosures.left(code, u, w, v));
      addProduct(adjoints, program.right[k], adjoint, BinaryEnclosures.right(code, u, w, v));
    } else {
      Interval slope = UnaryEnclosures.first(code, u, constant(k), v);
      addProduct(adjoints, program.left[k], adjoint, slope);
    }
  }

  private static void addProduct(
      NodeIntervals adjoints, int node, Interval adjoint, Interval slope) {
    adjoints.add(node, IntervalArithmetic.multiply(adjoint, slope));
  }
}
