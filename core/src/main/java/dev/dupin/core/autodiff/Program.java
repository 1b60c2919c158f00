package dev.dupin.core.autodiff;

import java.util.Arrays;

/**
 * A recorded function: a list of operations in an order in which each finds its operands computed.
 * Immutable, so shared by threads; what belongs to a point is in the arrays that the sweeps return.
 *
 * <p>Node i below {@link #variables} is a variable, node variables + k is the result of operation
 * k. Operation k has its first operand in {@code left[k]}; {@code right[k]} is the second operand
 * or, if there is one operand only, the index of the constant.
 */
final class Program {

  final int variables;
  final byte[] codes;
  final int[] left;
  final int[] right;
  final double[] constants;
  final int[] outputs;

  Program(int variables, byte[] codes, int[] left, int[] right, double[] constants, int[] outputs) {
    this.variables = variables;
    this.codes = codes;
    this.left = left;
    this.right = right;
    this.constants = constants;
    this.outputs = outputs;
  }

  /** Returns the number of variables and operations. */
  int nodes() {
    return variables + codes.length;
  }

  /**
   * Returns the values of all nodes at x: the forward sweep.
   *
   * @param x n coordinates; not kept
   */
  double[] values(double[] x) {
    byte[] codes = this.codes;
    int[] left = this.left;
    int[] right = this.right;
    double[] constants = this.constants;
    double[] values = Arrays.copyOf(x, nodes());
    int node = variables;
    for (int k = 0; k < codes.length; k++, node++) {
      double u = values[left[k]];
      int w = right[k];
      byte code = codes[k];
      values[node] =
          switch (code) {
            case Code.ADD -> u + values[w];
            case Code.SUBTRACT -> u - values[w];
            case Code.MULTIPLY -> u * values[w];
            case Code.SQUARE -> u * u;
            case Code.NEGATE -> -u;
            case Code.ADD_CONSTANT -> u + constants[w];
            case Code.CONSTANT_SUBTRACT -> constants[w] - u;
            case Code.MULTIPLY_CONSTANT -> u * constants[w];
            default -> Code.value(code, u, Code.isBinary(code) ? values[w] : constants[w]);
          };
    }
    return values;
  }

  /** Returns the values of the outputs, a new array. */
  double[] outputs(double[] values) {
    double[] results = new double[outputs.length];
    for (int i = 0; i < results.length; i++) {
      results[i] = values[outputs[i]];
    }
    return results;
  }

  /**
   * Returns the adjoints of all nodes, the derivatives of weights'outputs with respect to them: the
   * reverse sweep. The first n entries are the gradient.
   *
   * @param values of all nodes, from {@link #values}
   * @param weights one an output; not kept
   */
  double[] adjoints(double[] values, double... weights) {
    byte[] codes = this.codes;
    int[] left = this.left;
    int[] right = this.right;
    double[] constants = this.constants;
    double[] adjoints = new double[nodes()];
    for (int i = 0; i < outputs.length; i++) {
      adjoints[outputs[i]] += weights[i];
    }
    int node = nodes() - 1;
    for (int k = codes.length - 1; k >= 0; k--, node--) {
      double adjoint = adjoints[node];
      int u = left[k];
      int w = right[k];
      byte code = codes[k];
      switch (code) {
        case Code.ADD -> {
          adjoints[u] += adjoint;
          adjoints[w] += adjoint;
        }
        case Code.SUBTRACT -> {
          adjoints[u] += adjoint;
          adjoints[w] -= adjoint;
        }
        case Code.MULTIPLY -> {
          adjoints[u] += adjoint * values[w];
          adjoints[w] += adjoint * values[u];
        }
        case Code.SQUARE -> adjoints[u] += adjoint * (2 * values[u]);
        case Code.ADD_CONSTANT -> adjoints[u] += adjoint;
        case Code.NEGATE, Code.CONSTANT_SUBTRACT -> adjoints[u] -= adjoint;
        case Code.MULTIPLY_CONSTANT -> adjoints[u] += adjoint * constants[w];
        case Code.DIVIDE_CONSTANT -> adjoints[u] += adjoint / constants[w];
        case Code.CONSTANT -> {}
        default -> {
          double v = values[node];
          if (Code.isBinary(code)) {
            adjoints[u] += adjoint * BinaryFunctions.left(code, values[u], values[w], v);
            adjoints[w] += adjoint * BinaryFunctions.right(code, values[u], values[w], v);
          } else {
            adjoints[u] += adjoint * UnaryFunctions.first(code, values[u], constants[w], v);
          }
        }
      }
    }
    return adjoints;
  }
}
