package dev.dupin.core.autodiff;

import dev.dupin.core.linear.DenseSymmetric;
import java.util.Arrays;

/**
 * Products of the Hessian at one point with vectors: forward mode over reverse mode, Pearlmutter's
 * R-operator (1994, "Fast exact multiplication by the Hessian", Neural Computation 6). With R{.}
 * the derivative along v, an operation y = phi(u, w) of adjoint a contributes
 *
 * <pre>
 *   forward   R{y}   = phi_u R{u} + phi_w R{w}
 *   backward  R{a_u} += phi_u R{a_y} + a_y (phi_uu R{u} + phi_uw R{w}),  likewise R{a_w}
 * </pre>
 *
 * and H v is R{adjoint} of the variables. What does not depend on v, the derivatives of the
 * operations and the second ones times a_y, is computed once for all products; sums and products
 * read theirs off the values. A product allocates nothing. For one thread at a time.
 */
final class HessianSweeps {

  private static final int UNARY_PARTIALS = 2;
  private static final int BINARY_PARTIALS = 5;

  private final Program program;
  private final double[] values;
  private final double[] adjoints;
  private final double weight;

  /**
   * For every operation of {@link UnaryFunctions} phi_u and a phi_uu, for every one of {@link
   * BinaryFunctions} phi_u, phi_w, a phi_uu, a phi_uw, a phi_ww; in the order of the program.
   */
  private final double[] partials;

  /** R{value} of all nodes. */
  private final double[] tangents;

  /** R{adjoint} of all nodes; all zeros between products. */
  private final double[] adjointTangents;

  /**
   * Keeps all of its arguments.
   *
   * @param values of all nodes
   * @param adjoints of all nodes
   * @param weight how the weight of an output in the function changes with that output: 0 for a
   *     linear function of the outputs, 2 scale for scale times the sum of their squares
   */
  HessianSweeps(Program program, double[] values, double[] adjoints, double weight) {
    this.program = program;
    this.values = values;
    this.adjoints = adjoints;
    this.weight = weight;
    this.partials = new double[countPartials(program.codes)];
    this.tangents = new double[program.nodes()];
    this.adjointTangents = new double[program.nodes()];
    fillPartials();
  }

  private static int countPartials(byte[] codes) {
    int count = 0;
    for (byte code : codes) {
      if (Code.isUnaryFunction(code)) {
        count = Math.addExact(count, UNARY_PARTIALS);
      } else if (Code.isBinaryFunction(code)) {
        count = Math.addExact(count, BINARY_PARTIALS);
      }
    }
    return count;
  }

  private void fillPartials() {
    int next = 0;
    for (int k = 0; k < program.codes.length; k++) {
      byte code = program.codes[k];
      int node = program.variables + k;
      double adjoint = adjoints[node];
      double v = values[node];
      double u = values[program.left[k]];
      if (Code.isUnaryFunction(code)) {
        double c = program.constants[program.right[k]];
        partials[next++] = UnaryFunctions.first(code, u, c, v);
        partials[next++] = adjoint * UnaryFunctions.second(code, u, c, v);
      } else if (Code.isBinaryFunction(code)) {
        double w = values[program.right[k]];
        partials[next++] = BinaryFunctions.left(code, u, w, v);
        partials[next++] = BinaryFunctions.right(code, u, w, v);
        partials[next++] = adjoint * BinaryFunctions.leftLeft(code, u, w, v);
        partials[next++] = adjoint * BinaryFunctions.leftRight(code, u, w, v);
        partials[next++] = adjoint * BinaryFunctions.rightRight(code, u, w, v);
      }
    }
  }

  /**
   * Fills {@code result} with H v.
   *
   * @param v n entries; neither changed nor kept
   * @param result n entries; filled, not kept
   */
  void apply(double[] v, double[] result) {
    int n = program.variables;
    if (v.length != n || result.length != n) {
      throw new IllegalArgumentException(
          "a Hessian product in "
              + n
              + " variables was asked with vectors of "
              + v.length
              + " and "
              + result.length
              + " entries");
    }
    System.arraycopy(v, 0, tangents, 0, n);
    forward();
    if (weight != 0) {
      for (int output : program.outputs) {
        adjointTangents[output] += weight * tangents[output];
      }
    }
    backward();
    System.arraycopy(adjointTangents, 0, result, 0, n);
    Arrays.fill(adjointTangents, 0, n, 0);
  }

  /**
   * Fills {@code result} with J v, the derivatives of all outputs along v.
   *
   * @param v n entries; neither changed nor kept
   * @param result one entry an output; filled, not kept
   */
  void tangents(double[] v, double[] result) {
    System.arraycopy(v, 0, tangents, 0, program.variables);
    forward();
    for (int i = 0; i < result.length; i++) {
      result[i] = tangents[program.outputs[i]];
    }
  }

  private void forward() {
    byte[] codes = program.codes;
    int[] left = program.left;
    int[] right = program.right;
    double[] values = this.values;
    double[] tangents = this.tangents;
    int node = program.variables;
    int next = 0;
    for (int k = 0; k < codes.length; k++, node++) {
      int u = left[k];
      int w = right[k];
      double tangent = tangents[u];
      byte code = codes[k];
      switch (code) {
        case Code.ADD -> tangents[node] = tangent + tangents[w];
        case Code.SUBTRACT -> tangents[node] = tangent - tangents[w];
        case Code.MULTIPLY -> tangents[node] = tangent * values[w] + tangents[w] * values[u];
        case Code.SQUARE -> tangents[node] = tangent * (2 * values[u]);
        case Code.ADD_CONSTANT -> tangents[node] = tangent;
        case Code.NEGATE, Code.CONSTANT_SUBTRACT -> tangents[node] = -tangent;
        case Code.MULTIPLY_CONSTANT -> tangents[node] = tangent * program.constants[w];
        case Code.DIVIDE_CONSTANT -> tangents[node] = tangent / program.constants[w];
        case Code.CONSTANT -> tangents[node] = 0;
        default -> {
          double y = times(partials[next], tangent);
          if (Code.isBinary(code)) {
            tangents[node] = y + times(partials[next + 1], tangents[w]);
            next += BINARY_PARTIALS;
          } else {
            tangents[node] = y;
            next += UNARY_PARTIALS;
          }
        }
      }
    }
  }

  private void backward() {
    byte[] codes = program.codes;
    int[] left = program.left;
    int[] right = program.right;
    double[] values = this.values;
    double[] adjoints = this.adjoints;
    double[] tangents = this.tangents;
    double[] result = this.adjointTangents;
    int node = program.nodes() - 1;
    int next = partials.length;
    for (int k = codes.length - 1; k >= 0; k--, node--) {
      int u = left[k];
      int w = right[k];
      double change = result[node];
      result[node] = 0;
      byte code = codes[k];
      switch (code) {
        case Code.ADD -> {
          result[u] += change;
          result[w] += change;
        }
        case Code.SUBTRACT -> {
          result[u] += change;
          result[w] -= change;
        }
        case Code.MULTIPLY -> {
          double adjoint = adjoints[node];
          result[u] += change * values[w] + adjoint * tangents[w];
          result[w] += change * values[u] + adjoint * tangents[u];
        }
        case Code.SQUARE -> result[u] += 2 * (change * values[u] + adjoints[node] * tangents[u]);
        case Code.ADD_CONSTANT -> result[u] += change;
        case Code.NEGATE, Code.CONSTANT_SUBTRACT -> result[u] -= change;
        case Code.MULTIPLY_CONSTANT -> result[u] += change * program.constants[w];
        case Code.DIVIDE_CONSTANT -> result[u] += change / program.constants[w];
        case Code.CONSTANT -> {}
        default -> {
          if (Code.isBinary(code)) {
            next -= BINARY_PARTIALS;
            double alongU = tangents[u];
            double alongW = tangents[w];
            double mixed = partials[next + 3];
            result[u] +=
                times(partials[next], change)
                    + times(partials[next + 2], alongU)
                    + times(mixed, alongW);
            result[w] +=
                times(partials[next + 1], change)
                    + times(mixed, alongU)
                    + times(partials[next + 4], alongW);
          } else {
            next -= UNARY_PARTIALS;
            result[u] += times(partials[next], change) + times(partials[next + 1], tangents[u]);
          }
        }
      }
    }
  }

  /**
   * A derivative times a change: no change moves nothing, however steep the function. So the root
   * of x has second derivative -infinity at 0 and none by other variables.
   */
  private static double times(double derivative, double change) {
    return change == 0 && Double.isInfinite(derivative) ? 0 : derivative * change;
  }

  /**
   * Returns the dense Hessian: n products with unit vectors, the two triangles averaged; n^2
   * doubles.
   */
  DenseSymmetric dense() {
    int n = program.variables;
    double[] matrix = new double[Math.multiplyExact(n, n)];
    double[] unit = new double[n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      unit[j] = 1;
      apply(unit, column);
      unit[j] = 0;
      System.arraycopy(column, 0, matrix, j * n, n);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (matrix[i * n + j] + matrix[j * n + i]);
        matrix[i * n + j] = mean;
        matrix[j * n + i] = mean;
      }
    }
    return new DenseSymmetric(n, matrix);
  }
}
