package dev.dupin.core.autodiff;

import org.jspecify.annotations.Nullable;

/**
 * A real number that writes down what is done to it: a variable, a constant, or what was computed
 * from them. Immutable; its methods are named as those of {@link java.math.BigDecimal} and {@link
 * Math}. Constants are folded, and an operation with a constant operand is recorded as one: {@code
 * x.multiply(3)}, {@code Real.constant(1).subtract(x)}.
 *
 * <p>Belongs to the call of the {@link DifferentiableFunction} that it was made in: mixing numbers
 * of two calls is an {@link IllegalArgumentException}. What the derivatives are at the edge of a
 * domain and at a kink stands in the documentation of this package.
 */
public final class Real {

  /** Null for a constant. */
  private final @Nullable Tape tape;

  private final int node;
  private final double number;

  Real(@Nullable Tape tape, int node, double number) {
    this.tape = tape;
    this.node = node;
    this.number = number;
  }

  /** Returns a constant. */
  public static Real constant(double value) {
    return new Real(null, -1, value);
  }

  /**
   * Returns the number itself, for a branch or the end of a loop. The way of the function may then
   * depend on the point, so it is recorded anew at every point: right for branches, dear for
   * anything else. What is computed from the double is a constant to the derivatives.
   */
  public double value() {
    if (tape != null) {
      tape.noteValueRead();
    }
    return number;
  }

  /** Returns this + other. */
  public Real add(Real other) {
    if (other.tape == null) {
      return add(other.number);
    }
    return tape == null ? other.add(number) : tape.binary(Code.ADD, this, other);
  }

  /** Returns this + constant. */
  public Real add(double constant) {
    return unary(Code.ADD_CONSTANT, constant);
  }

  /** Returns this - other. */
  public Real subtract(Real other) {
    if (other.tape == null) {
      return subtract(other.number);
    }
    return tape == null
        ? other.unary(Code.CONSTANT_SUBTRACT, number)
        : tape.binary(Code.SUBTRACT, this, other);
  }

  /** Returns this - constant. */
  public Real subtract(double constant) {
    return unary(Code.ADD_CONSTANT, -constant);
  }

  /** Returns this times other. */
  public Real multiply(Real other) {
    if (other.tape == null) {
      return multiply(other.number);
    }
    return tape == null ? other.multiply(number) : tape.binary(Code.MULTIPLY, this, other);
  }

  /** Returns this times constant. */
  public Real multiply(double constant) {
    return unary(Code.MULTIPLY_CONSTANT, constant);
  }

  /** Returns this / other. */
  public Real divide(Real other) {
    if (other.tape == null) {
      return divide(other.number);
    }
    return tape == null
        ? other.unary(Code.CONSTANT_DIVIDE, number)
        : tape.binary(Code.DIVIDE, this, other);
  }

  /** Returns this / constant. */
  public Real divide(double constant) {
    return unary(Code.DIVIDE_CONSTANT, constant);
  }

  /** Returns -this. */
  public Real negate() {
    return unary(Code.NEGATE);
  }

  /** Returns this times this. */
  public Real square() {
    return unary(Code.SQUARE);
  }

  /**
   * Returns this to the power of a constant: of a negative number too, where the exponent is whole.
   */
  public Real pow(double exponent) {
    return exponent == 2 ? square() : unary(Code.POW_CONSTANT, exponent);
  }

  /**
   * Returns this to the power of another. The derivative by an exponent that varies needs a base
   * that is not negative.
   */
  public Real pow(Real exponent) {
    if (exponent.tape == null) {
      return pow(exponent.number);
    }
    return tape == null
        ? exponent.unary(Code.CONSTANT_POW, number)
        : tape.binary(Code.POW, this, exponent);
  }

  /** Returns the smaller of this and other. */
  public Real min(Real other) {
    if (other.tape == null) {
      return min(other.number);
    }
    return tape == null ? other.min(number) : tape.binary(Code.MIN, this, other);
  }

  /** Returns the smaller of this and a constant. */
  public Real min(double constant) {
    return unary(Code.MIN_CONSTANT, constant);
  }

  /** Returns the larger of this and other. */
  public Real max(Real other) {
    if (other.tape == null) {
      return max(other.number);
    }
    return tape == null ? other.max(number) : tape.binary(Code.MAX, this, other);
  }

  /** Returns the larger of this and a constant. */
  public Real max(double constant) {
    return unary(Code.MAX_CONSTANT, constant);
  }

  /** Returns the angle of the point (x, y) in [-pi, pi], as {@link Math#atan2} does. */
  public static Real atan2(Real y, Real x) {
    if (x.tape == null) {
      return y.unary(Code.ATAN2_CONSTANT, x.number);
    }
    return y.tape == null
        ? x.unary(Code.CONSTANT_ATAN2, y.number)
        : y.tape.binary(Code.ATAN2, y, x);
  }

  /** Returns the square root. */
  public Real sqrt() {
    return unary(Code.SQRT);
  }

  /** Returns e to the power of this. */
  public Real exp() {
    return unary(Code.EXP);
  }

  /** Returns e to the power of this, minus 1: exact near 0 too. */
  public Real expm1() {
    return unary(Code.EXPM1);
  }

  /** Returns the natural logarithm. */
  public Real log() {
    return unary(Code.LOG);
  }

  /** Returns the natural logarithm of 1 + this: exact near 0 too. */
  public Real log1p() {
    return unary(Code.LOG1P);
  }

  /** Returns the sine of this angle in radians. */
  public Real sin() {
    return unary(Code.SIN);
  }

  /** Returns the cosine of this angle in radians. */
  public Real cos() {
    return unary(Code.COS);
  }

  /** Returns the tangent of this angle in radians. */
  public Real tan() {
    return unary(Code.TAN);
  }

  /** Returns the angle in [-pi/2, pi/2] that has this sine. */
  public Real asin() {
    return unary(Code.ASIN);
  }

  /** Returns the angle in [0, pi] that has this cosine. */
  public Real acos() {
    return unary(Code.ACOS);
  }

  /** Returns the angle in [-pi/2, pi/2] that has this tangent. */
  public Real atan() {
    return unary(Code.ATAN);
  }

  /** Returns the hyperbolic sine. */
  public Real sinh() {
    return unary(Code.SINH);
  }

  /** Returns the hyperbolic cosine. */
  public Real cosh() {
    return unary(Code.COSH);
  }

  /** Returns the hyperbolic tangent. */
  public Real tanh() {
    return unary(Code.TANH);
  }

  /** Returns the absolute value. */
  public Real abs() {
    return unary(Code.ABS);
  }

  /** Returns the logistic function of this, 1 / (1 + exp(-this)). */
  public Real sigmoid() {
    return unary(Code.SIGMOID);
  }

  /** Returns log(1 + exp(this)), without overflow on the way. */
  public Real softplus() {
    return unary(Code.SOFTPLUS);
  }

  private Real unary(byte code) {
    return tape == null ? constant(UnaryFunctions.value(code, number, 0)) : tape.unary(code, this);
  }

  private Real unary(byte code, double constant) {
    return tape == null
        ? constant(UnaryFunctions.value(code, number, constant))
        : tape.unary(code, this, constant);
  }

  /** Returns the number without a note that it was looked at. */
  double number() {
    return number;
  }

  /** Returns the index among the nodes; -1 for a constant. */
  int node() {
    return node;
  }

  /** Returns what records this number; null for a constant. */
  @Nullable Tape tape() {
    return tape;
  }

  boolean isConstant() {
    return tape == null;
  }
}
