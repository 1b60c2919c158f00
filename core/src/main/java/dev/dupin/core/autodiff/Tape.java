package dev.dupin.core.autodiff;

import java.util.Arrays;

/**
 * Writes a program down while a function runs. The nodes are the variables and then one an
 * operation; every operation is computed as it is recorded. Belongs to one call of the function, so
 * to one thread.
 */
final class Tape {

  /** Enough for a formula typed by hand; larger programs double it. */
  private static final int INITIAL_CAPACITY = 32;

  private final int variables;
  private byte[] codes = new byte[INITIAL_CAPACITY];
  private int[] left = new int[INITIAL_CAPACITY];
  private int[] right = new int[INITIAL_CAPACITY];
  private double[] values;
  private int length;

  /** The first one is no operation's: operations without a constant refer to it. */
  private double[] constants = new double[INITIAL_CAPACITY];

  private int constantCount = 1;
  private boolean valueRead;

  private Tape(double[] x) {
    variables = x.length;
    values = Arrays.copyOf(x, variables + INITIAL_CAPACITY);
  }

  /**
   * Runs the map at x and records it.
   *
   * @param x n coordinates; not kept
   */
  static Recording record(DifferentiableMap map, double[] x) {
    Tape tape = new Tape(x);
    Real[] variables = new Real[x.length];
    for (int i = 0; i < x.length; i++) {
      variables[i] = new Real(tape, i, x[i]);
    }
    return tape.finish(map.apply(variables));
  }

  /**
   * A recorded function at the point where it was recorded.
   *
   * @param program the operations
   * @param values of all nodes; at least as many
   * @param valueRead whether the function looked at a value, so that another point may take another
   *     way
   */
  record Recording(Program program, double[] values, boolean valueRead) {}

  private Recording finish(Real[] results) {
    if (results == null) {
      throw new IllegalArgumentException("the function returned null instead of numbers");
    }
    int[] outputs = new int[results.length];
    for (int i = 0; i < outputs.length; i++) {
      outputs[i] = outputNode(results[i]);
    }
    Program program =
        new Program(
            variables,
            Arrays.copyOf(codes, length),
            Arrays.copyOf(left, length),
            Arrays.copyOf(right, length),
            Arrays.copyOf(constants, constantCount),
            outputs);
    return new Recording(program, values, valueRead);
  }

  private int outputNode(Real result) {
    if (result == null) {
      throw new IllegalArgumentException("the function returned null instead of a Real");
    }
    Real output = result.isConstant() ? constant(result) : result;
    if (output.tape() != this) {
      throw foreign();
    }
    return output.node();
  }

  /** A result that depends on nothing still needs a node; its operand is never read. */
  private Real constant(Real result) {
    return append(Code.CONSTANT, 0, constantIndex(result.number()), result.number());
  }

  /** Notes that the way of the function may depend on its values from here on. */
  void noteValueRead() {
    valueRead = true;
  }

  Real unary(byte code, Real operand) {
    return append(code, operand.node(), 0, UnaryFunctions.value(code, operand.number(), 0));
  }

  Real unary(byte code, Real operand, double constant) {
    double value = UnaryFunctions.value(code, operand.number(), constant);
    return append(code, operand.node(), constantIndex(constant), value);
  }

  Real binary(byte code, Real u, Real w) {
    if (u.tape() != w.tape()) {
      throw foreign();
    }
    double value = BinaryFunctions.value(code, u.number(), w.number());
    return append(code, u.node(), w.node(), value);
  }

  private static IllegalArgumentException foreign() {
    return new IllegalArgumentException(
        "a Real of one call of a differentiable function was kept and used in another");
  }

  private Real append(byte code, int leftNode, int rightNode, double value) {
    if (length == codes.length) {
      grow();
    }
    codes[length] = code;
    left[length] = leftNode;
    right[length] = rightNode;
    int node = variables + length;
    values[node] = value;
    length++;
    return new Real(this, node, value);
  }

  private void grow() {
    int capacity = Math.multiplyExact(length, 2);
    codes = Arrays.copyOf(codes, capacity);
    left = Arrays.copyOf(left, capacity);
    right = Arrays.copyOf(right, capacity);
    values = Arrays.copyOf(values, Math.addExact(variables, capacity));
  }

  private int constantIndex(double constant) {
    if (constantCount == constants.length) {
      constants = Arrays.copyOf(constants, Math.multiplyExact(constantCount, 2));
    }
    constants[constantCount] = constant;
    return constantCount++;
  }
}
