package dev.dupin.core.autodiff;

/**
 * The operations of a program. They are small integers and no enum, so that a sweep is a loop over
 * a byte array with one switch. In the comments u and w are the operands and c is the constant of
 * the operation. The order is used: operations of two operands come first.
 */
final class Code {

  private Code() {}

  /** u + w. */
  static final byte ADD = 0;

  /** u - w. */
  static final byte SUBTRACT = 1;

  /** u w. */
  static final byte MULTIPLY = 2;

  /** u / w; from here on {@link BinaryFunctions} knows the derivatives. */
  static final byte DIVIDE = 3;

  /** u to the power of w. */
  static final byte POW = 4;

  /** The angle of the point (w, u). */
  static final byte ATAN2 = 5;

  static final byte MIN = 6;
  static final byte MAX = 7;

  /** c, whatever u is. From here on there is one operand; up to SQUARE the sweeps know it. */
  static final byte CONSTANT = 8;

  /** -u. */
  static final byte NEGATE = 9;

  /** u + c. */
  static final byte ADD_CONSTANT = 10;

  /** c - u. */
  static final byte CONSTANT_SUBTRACT = 11;

  /** u c. */
  static final byte MULTIPLY_CONSTANT = 12;

  /** u / c. */
  static final byte DIVIDE_CONSTANT = 13;

  /** u u. */
  static final byte SQUARE = 14;

  /** c / u; from here on {@link UnaryFunctions} knows the derivatives. */
  static final byte CONSTANT_DIVIDE = 15;

  /** u to the power of c. */
  static final byte POW_CONSTANT = 16;

  /** c to the power of u. */
  static final byte CONSTANT_POW = 17;

  /** The angle of the point (c, u). */
  static final byte ATAN2_CONSTANT = 18;

  /** The angle of the point (u, c). */
  static final byte CONSTANT_ATAN2 = 19;

  static final byte MIN_CONSTANT = 20;
  static final byte MAX_CONSTANT = 21;
  static final byte SQRT = 22;
  static final byte EXP = 23;
  static final byte EXPM1 = 24;
  static final byte LOG = 25;
  static final byte LOG1P = 26;
  static final byte SIN = 27;
  static final byte COS = 28;
  static final byte TAN = 29;
  static final byte ASIN = 30;
  static final byte ACOS = 31;
  static final byte ATAN = 32;
  static final byte SINH = 33;
  static final byte COSH = 34;
  static final byte TANH = 35;
  static final byte ABS = 36;
  static final byte SIGMOID = 37;
  static final byte SOFTPLUS = 38;

  /** Returns whether the operation has two operands. */
  static boolean isBinary(byte code) {
    return code < CONSTANT;
  }

  /** Returns whether {@link BinaryFunctions} knows the derivatives. */
  static boolean isBinaryFunction(byte code) {
    return code >= DIVIDE && code < CONSTANT;
  }

  /** Returns whether {@link UnaryFunctions} knows the derivatives. */
  static boolean isUnaryFunction(byte code) {
    return code >= CONSTANT_DIVIDE;
  }

  /** Returns what the operation gives for the operands u and w, or u and the constant w. */
  static double value(byte code, double u, double w) {
    return isBinary(code) ? BinaryFunctions.value(code, u, w) : UnaryFunctions.value(code, u, w);
  }
}
