package dev.dupin.core.autodiff;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.interval.Rounding;
import java.util.Arrays;

/**
 * Bounds of the columns of the Hessian over a box: {@link HessianSweeps} in intervals, on arrays of
 * lower and upper bounds. What is exactly 0 is passed over, so a column costs by what it reaches.
 * Every entry off the diagonal is computed twice, and both bounds hold.
 */
final class IntervalHessian {

  private static final int UNARY_PARTIALS = 2;
  private static final int BINARY_PARTIALS = 5;

  private final Program program;
  private final NodeIntervals values;
  private final NodeIntervals adjoints;
  private final Interval weight;

  /**
   * For every operation with a slope and a curvature of its own phi_u and a phi_uu, or phi_u,
   * phi_w, a phi_uu, a phi_uw, a phi_ww, where a is its adjoint; in the order of the program.
   */
  private final NodeIntervals partials;

  private final NodeIntervals tangents;

  /** All zeros between columns. */
  private final NodeIntervals adjointTangents;

  /**
   * Keeps its arguments.
   *
   * @param sweeps over the box
   * @param adjoints of all nodes
   * @param weight how the weight of an output in the function changes with that output, as in
   *     {@link HessianSweeps}
   */
  IntervalHessian(IntervalSweeps sweeps, NodeIntervals adjoints, Interval weight) {
    this.program = sweeps.program();
    this.values = sweeps.values();
    this.adjoints = adjoints;
    this.weight = weight;
    this.partials = new NodeIntervals(countPartials(program.codes));
    this.tangents = new NodeIntervals(program.nodes());
    this.adjointTangents = new NodeIntervals(program.nodes());
    fillPartials(sweeps);
  }

  /** Whether the operation has one operand and a slope that is not 1 or -1. */
  private static boolean isUnaryFunction(byte code) {
    return Code.isUnaryFunction(code)
        || code == Code.SQUARE
        || code == Code.MULTIPLY_CONSTANT
        || code == Code.DIVIDE_CONSTANT;
  }

  private static int countPartials(byte[] codes) {
    int count = 0;
    for (byte code : codes) {
      if (isUnaryFunction(code)) {
        count = Math.addExact(count, UNARY_PARTIALS);
      } else if (Code.isBinaryFunction(code)) {
        count = Math.addExact(count, BINARY_PARTIALS);
      }
    }
    return count;
  }

  private void fillPartials(IntervalSweeps sweeps) {
    int next = 0;
    for (int k = 0; k < program.codes.length; k++) {
      byte code = program.codes[k];
      if (isUnaryFunction(code)) {
        fillUnary(next, k, sweeps);
        next += UNARY_PARTIALS;
      } else if (Code.isBinaryFunction(code)) {
        fillBinary(next, k, sweeps);
        next += BINARY_PARTIALS;
      }
    }
  }

  private void fillUnary(int at, int k, IntervalSweeps sweeps) {
    byte code = program.codes[k];
    Interval u = sweeps.left(k);
    Interval c = sweeps.constant(k);
    Interval v = values.get(program.variables + k);
    partials.set(at, UnaryEnclosures.first(code, u, c, v));
    setCurvature(at + 1, k, UnaryEnclosures.second(code, u, c, v));
  }

  private void fillBinary(int at, int k, IntervalSweeps sweeps) {
    byte code = program.codes[k];
    Interval u = sweeps.left(k);
    Interval w = sweeps.right(k);
    Interval v = values.get(program.variables + k);
    partials.set(at, BinaryEnclosures.left(code, u, w, v));
    partials.set(at + 1, BinaryEnclosures.right(code, u, w, v));
    setCurvature(at + 2, k, BinaryEnclosures.leftLeft(code, u, w, v));
    setCurvature(at + 3, k, BinaryEnclosures.leftRight(code, u, w, v));
    setCurvature(at + 4, k, BinaryEnclosures.rightRight(code, u, w, v));
  }

  /** A node of adjoint 0 does not curve the function, however curved it is. */
  private void setCurvature(int at, int k, Interval curvature) {
    int node = program.variables + k;
    if (!adjoints.isZero(node)) {
      partials.set(at, IntervalArithmetic.multiply(adjoints.get(node), curvature));
    }
  }

  /** Returns the n x n bounds, row-major and symmetric. */
  Intervals matrix() {
    int n = program.variables;
    double[] lower = new double[Math.multiplyExact(n, n)];
    double[] upper = new double[n * n];
    for (int j = 0; j < n; j++) {
      column(j);
      System.arraycopy(adjointTangents.lower, 0, lower, j * n, n);
      System.arraycopy(adjointTangents.upper, 0, upper, j * n, n);
      Arrays.fill(adjointTangents.lower, 0, n, 0);
      Arrays.fill(adjointTangents.upper, 0, n, 0);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        intersect(lower, upper, i * n + j, j * n + i);
      }
    }
    return new Intervals(lower, upper);
  }

  private static void intersect(double[] lower, double[] upper, int one, int other) {
    Interval both =
        IntervalArithmetic.intersection(
            new Interval(lower[one], upper[one]), new Interval(lower[other], upper[other]));
    lower[one] = both.lower();
    lower[other] = both.lower();
    upper[one] = both.upper();
    upper[other] = both.upper();
  }

  /** Leaves column j in the first n entries of the tangents of the adjoints. */
  private void column(int j) {
    Arrays.fill(tangents.lower, 0, program.variables, 0);
    Arrays.fill(tangents.upper, 0, program.variables, 0);
    tangents.set(j, IntervalArithmetic.ONE);
    forward();
    if (weight.lower() != 0 || weight.upper() != 0) {
      for (int output : program.outputs) {
        addProduct(adjointTangents, output, tangents, output, weight.lower(), weight.upper());
      }
    }
    backward();
  }

  private void forward() {
    byte[] codes = program.codes;
    int[] left = program.left;
    int[] right = program.right;
    NodeIntervals tangents = this.tangents;
    int node = program.variables;
    int next = 0;
    for (int k = 0; k < codes.length; k++, node++) {
      int u = left[k];
      byte code = codes[k];
      tangents.lower[node] = 0;
      tangents.upper[node] = 0;
      switch (code) {
        case Code.ADD -> {
          addTo(tangents, node, tangents.lower[u], tangents.upper[u]);
          addTo(tangents, node, tangents.lower[right[k]], tangents.upper[right[k]]);
        }
        case Code.SUBTRACT -> {
          addTo(tangents, node, tangents.lower[u], tangents.upper[u]);
          addTo(tangents, node, -tangents.upper[right[k]], -tangents.lower[right[k]]);
        }
        case Code.MULTIPLY -> {
          addProduct(tangents, node, tangents, u, values, right[k]);
          addProduct(tangents, node, tangents, right[k], values, u);
        }
        case Code.ADD_CONSTANT -> addTo(tangents, node, tangents.lower[u], tangents.upper[u]);
        case Code.NEGATE, Code.CONSTANT_SUBTRACT ->
            addTo(tangents, node, -tangents.upper[u], -tangents.lower[u]);
        case Code.CONSTANT -> {}
        default -> {
          addProduct(tangents, node, tangents, u, partials, next);
          if (Code.isBinary(code)) {
            addProduct(tangents, node, tangents, right[k], partials, next + 1);
            next += BINARY_PARTIALS;
          } else {
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
    NodeIntervals result = this.adjointTangents;
    int node = program.nodes() - 1;
    int next = partials.lower.length;
    for (int k = codes.length - 1; k >= 0; k--, node--) {
      int u = left[k];
      byte code = codes[k];
      double lower = result.lower[node];
      double upper = result.upper[node];
      switch (code) {
        case Code.ADD -> {
          addTo(result, u, lower, upper);
          addTo(result, right[k], lower, upper);
        }
        case Code.SUBTRACT -> {
          addTo(result, u, lower, upper);
          addTo(result, right[k], -upper, -lower);
        }
        case Code.MULTIPLY -> {
          addProduct(result, u, values, right[k], lower, upper);
          addProduct(result, u, adjoints, node, tangents, right[k]);
          addProduct(result, right[k], values, u, lower, upper);
          addProduct(result, right[k], adjoints, node, tangents, u);
        }
        case Code.ADD_CONSTANT -> addTo(result, u, lower, upper);
        case Code.NEGATE, Code.CONSTANT_SUBTRACT -> addTo(result, u, -upper, -lower);
        case Code.CONSTANT -> {}
        default -> {
          if (Code.isBinary(code)) {
            next -= BINARY_PARTIALS;
            int w = right[k];
            addProduct(result, u, partials, next, lower, upper);
            addProduct(result, u, partials, next + 2, tangents, u);
            addProduct(result, u, partials, next + 3, tangents, w);
            addProduct(result, w, partials, next + 1, lower, upper);
            addProduct(result, w, partials, next + 3, tangents, u);
            addProduct(result, w, partials, next + 4, tangents, w);
          } else {
            next -= UNARY_PARTIALS;
            addProduct(result, u, partials, next, lower, upper);
            addProduct(result, u, partials, next + 1, tangents, u);
          }
        }
      }
      result.lower[node] = 0;
      result.upper[node] = 0;
    }
  }

  private static void addProduct(
      NodeIntervals sums, int node, NodeIntervals a, int i, NodeIntervals b, int j) {
    addProduct(sums, node, a, i, b.lower[j], b.upper[j]);
  }

  /** Adds a product, which is 0 where a factor is 0, even if nothing is known of the other one. */
  private static void addProduct(
      NodeIntervals sums, int node, NodeIntervals a, int i, double lower, double upper) {
    if (lower == 0 && upper == 0) {
      return;
    }
    double aLower = a.lower[i];
    double aUpper = a.upper[i];
    if (aLower == 0 && aUpper == 0) {
      return;
    }
    addTo(
        sums,
        node,
        Rounding.productLower(aLower, aUpper, lower, upper),
        Rounding.productUpper(aLower, aUpper, lower, upper));
  }

  /** Adds an interval; nothing is known of the sum where nothing is known of it. */
  private static void addTo(NodeIntervals sums, int node, double lower, double upper) {
    double sumLower = sums.lower[node];
    double sumUpper = sums.upper[node];
    if (sumLower == 0 && sumUpper == 0) {
      sumLower = lower;
      sumUpper = upper;
    } else if (lower != 0 || upper != 0) {
      sumLower = Rounding.addDown(sumLower, lower);
      sumUpper = Rounding.addUp(sumUpper, upper);
    }
    boolean known = sumLower <= sumUpper;
    sums.lower[node] = known ? sumLower : Double.NaN;
    sums.upper[node] = known ? sumUpper : Double.NaN;
  }
}
