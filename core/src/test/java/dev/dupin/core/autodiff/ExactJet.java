package dev.dupin.core.autodiff;

import static dev.dupin.core.interval.Digits.CONTEXT;

import dev.dupin.core.interval.Digits;
import java.math.BigDecimal;
import java.util.stream.Stream;

/**
 * A number with its gradient and Hessian in decimal arithmetic: the chain rule as it stands in
 * textbooks, with the derivatives of each operation written down a second time.
 */
record ExactJet(BigDecimal value, BigDecimal[] gradient, BigDecimal[][] hessian) {

  private static final BigDecimal ZERO = BigDecimal.ZERO;
  private static final BigDecimal ONE = BigDecimal.ONE;
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  static ExactJet constant(BigDecimal value, int n) {
    BigDecimal[] gradient = new BigDecimal[n];
    BigDecimal[][] hessian = new BigDecimal[n][n];
    java.util.Arrays.fill(gradient, ZERO);
    for (BigDecimal[] row : hessian) {
      java.util.Arrays.fill(row, ZERO);
    }
    return new ExactJet(value, gradient, hessian);
  }

  static ExactJet variable(BigDecimal value, int i, int n) {
    ExactJet variable = constant(value, n);
    variable.gradient[i] = ONE;
    return variable;
  }

  /** Runs a program at a point, with other constants perhaps; its first output. */
  static ExactJet run(Program program, double[] x, double[] constants) {
    int n = program.variables;
    ExactJet[] nodes = new ExactJet[program.nodes()];
    for (int i = 0; i < n; i++) {
      nodes[i] = variable(Digits.of(x[i]), i, n);
    }
    for (int k = 0; k < program.codes.length; k++) {
      byte code = program.codes[k];
      ExactJet u = nodes[program.left[k]];
      ExactJet w =
          Code.isBinary(code)
              ? nodes[program.right[k]]
              : constant(Digits.of(constants[program.right[k]]), n);
      nodes[n + k] = operation(code, u, w);
    }
    return nodes[program.outputs[0]];
  }

  private static ExactJet operation(byte code, ExactJet u, ExactJet w) {
    BigDecimal a = u.value;
    return switch (code) {
      case Code.ADD, Code.ADD_CONSTANT -> u.plus(w);
      case Code.SUBTRACT -> u.plus(w.negate());
      case Code.MULTIPLY, Code.MULTIPLY_CONSTANT -> u.times(w);
      case Code.DIVIDE, Code.DIVIDE_CONSTANT -> u.times(w.reciprocal());
      case Code.CONSTANT_DIVIDE -> w.times(u.reciprocal());
      case Code.CONSTANT -> w;
      case Code.NEGATE -> u.negate();
      case Code.CONSTANT_SUBTRACT -> w.plus(u.negate());
      case Code.SQUARE -> u.times(u);
      case Code.POW, Code.POW_CONSTANT -> u.pow(w);
      case Code.CONSTANT_POW -> w.pow(u);
      case Code.ATAN2, Code.ATAN2_CONSTANT -> angle(u, w);
      case Code.CONSTANT_ATAN2 -> angle(w, u);
      case Code.MIN, Code.MIN_CONSTANT -> a.compareTo(w.value) < 0 ? u : w;
      case Code.MAX, Code.MAX_CONSTANT -> a.compareTo(w.value) > 0 ? u : w;
      case Code.ABS -> a.signum() < 0 ? u.negate() : u;
      default -> elementary(code, u);
    };
  }

  private static ExactJet elementary(byte code, ExactJet u) {
    BigDecimal a = u.value;
    return switch (code) {
      case Code.SQRT -> u.root();
      case Code.EXP -> u.exp();
      case Code.EXPM1 -> u.compose(Digits.expm1(a), Digits.exp(a), Digits.exp(a));
      case Code.LOG -> u.log();
      case Code.LOG1P -> u.plus(constant(ONE, u.gradient.length)).log();
      case Code.SIN -> u.compose(Digits.sin(a), Digits.cos(a), Digits.sin(a).negate());
      case Code.COS -> u.compose(Digits.cos(a), Digits.sin(a).negate(), Digits.cos(a).negate());
      case Code.TAN -> elementary(Code.SIN, u).times(elementary(Code.COS, u).reciprocal());
      case Code.ASIN -> u.arcSine();
      case Code.ACOS -> constant(half(Digits.PI), u.gradient.length).plus(u.arcSine().negate());
      case Code.ATAN -> angle(u, constant(ONE, u.gradient.length));
      case Code.SINH -> u.compose(Digits.sinh(a), Digits.cosh(a), Digits.sinh(a));
      case Code.COSH -> u.compose(Digits.cosh(a), Digits.sinh(a), Digits.cosh(a));
      case Code.TANH -> elementary(Code.SINH, u).times(elementary(Code.COSH, u).reciprocal());
      case Code.SIGMOID -> u.negate().exp().plus(constant(ONE, u.gradient.length)).reciprocal();
      case Code.SOFTPLUS -> u.exp().plus(constant(ONE, u.gradient.length)).log();
      default -> throw new AssertionError(code);
    };
  }

  private static BigDecimal half(BigDecimal x) {
    return x.divide(TWO, CONTEXT);
  }

  private ExactJet plus(ExactJet w) {
    int n = gradient.length;
    ExactJet sum = constant(value.add(w.value, CONTEXT), n);
    for (int i = 0; i < n; i++) {
      sum.gradient[i] = gradient[i].add(w.gradient[i], CONTEXT);
      for (int j = 0; j < n; j++) {
        sum.hessian[i][j] = hessian[i][j].add(w.hessian[i][j], CONTEXT);
      }
    }
    return sum;
  }

  private ExactJet negate() {
    return times(constant(ONE.negate(), gradient.length));
  }

  private ExactJet times(ExactJet w) {
    int n = gradient.length;
    ExactJet product = constant(value.multiply(w.value, CONTEXT), n);
    for (int i = 0; i < n; i++) {
      product.gradient[i] =
          gradient[i].multiply(w.value).add(w.gradient[i].multiply(value), CONTEXT);
      for (int j = 0; j < n; j++) {
        product.hessian[i][j] =
            hessian[i][j]
                .multiply(w.value)
                .add(w.hessian[i][j].multiply(value))
                .add(gradient[i].multiply(w.gradient[j]))
                .add(gradient[j].multiply(w.gradient[i]), CONTEXT);
      }
    }
    return product;
  }

  /** A function of this number, given its value and derivatives here. */
  private ExactJet compose(BigDecimal at, BigDecimal first, BigDecimal second) {
    int n = gradient.length;
    ExactJet result = constant(at, n);
    for (int i = 0; i < n; i++) {
      result.gradient[i] = first.multiply(gradient[i], CONTEXT);
      for (int j = 0; j < n; j++) {
        BigDecimal curved = second.multiply(gradient[i]).multiply(gradient[j]);
        result.hessian[i][j] = first.multiply(hessian[i][j]).add(curved, CONTEXT);
      }
    }
    return result;
  }

  private ExactJet reciprocal() {
    BigDecimal inverse = ONE.divide(value, CONTEXT);
    BigDecimal square = inverse.multiply(inverse, CONTEXT);
    return compose(inverse, square.negate(), TWO.multiply(square).multiply(inverse, CONTEXT));
  }

  private ExactJet exp() {
    BigDecimal power = Digits.exp(value);
    return compose(power, power, power);
  }

  private ExactJet log() {
    BigDecimal inverse = ONE.divide(value, CONTEXT);
    return compose(Digits.log(value), inverse, inverse.multiply(inverse, CONTEXT).negate());
  }

  private ExactJet root() {
    BigDecimal root = Digits.sqrt(value);
    BigDecimal slope = ONE.divide(TWO.multiply(root), CONTEXT);
    return compose(root, slope, half(slope.divide(value, CONTEXT)).negate());
  }

  private ExactJet arcSine() {
    BigDecimal rest = ONE.subtract(value).multiply(ONE.add(value));
    BigDecimal slope = ONE.divide(Digits.sqrt(rest), CONTEXT);
    return compose(Digits.asin(value), slope, value.multiply(slope).divide(rest, CONTEXT));
  }

  private ExactJet pow(ExactJet w) {
    if (!w.isConstant()) {
      return w.times(log()).exp();
    }
    BigDecimal c = w.value;
    return compose(
        Digits.pow(value, c),
        times(c, value, c.subtract(ONE)),
        times(c.multiply(c.subtract(ONE)), value, c.subtract(TWO)));
  }

  private boolean isConstant() {
    return Stream.concat(Stream.of(gradient), Stream.of(hessian).flatMap(Stream::of))
        .allMatch(derivative -> derivative.signum() == 0);
  }

  private static BigDecimal times(BigDecimal factor, BigDecimal base, BigDecimal exponent) {
    return factor.signum() == 0 ? ZERO : factor.multiply(Digits.pow(base, exponent), CONTEXT);
  }

  /** atan(u / w), or pi / 2 - atan(w / u) where that is the smaller quotient, and half turns. */
  private static ExactJet angle(ExactJet u, ExactJet w) {
    boolean flat = w.value.abs().compareTo(u.value.abs()) >= 0;
    ExactJet z = flat ? u.times(w.reciprocal()) : w.times(u.reciprocal()).negate();
    BigDecimal d = ONE.add(z.value.multiply(z.value));
    BigDecimal slope = ONE.divide(d, CONTEXT);
    BigDecimal second = TWO.multiply(z.value).multiply(slope).multiply(slope, CONTEXT).negate();
    return z.compose(Digits.atan2(u.value, w.value), slope, second);
  }
}
