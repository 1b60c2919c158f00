package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kind of a critical point does not change where f is multiplied, the variables are scaled, or
 * the axes are shifted and rotated: f(x) = c q(R D (x - s)), judged at s, over q whose kind is
 * known.
 */
class VerdictInvarianceTest {

  private static final int CASES_EACH = 25;

  private static final int DIFFERENCED_EACH = 3;

  /**
   * A function with a critical point at 0, and the signs of its eigenvalues there.
   *
   * @param variables of the core; further ones are added as squares
   * @param condition the largest ratio of the squares' eigenvalues: with a core that is no
   *     quadratic, rounding of 1e6 x moves the point by more the larger it is
   */
  private record Base(
      String name,
      int variables,
      int negative,
      int zero,
      double condition,
      DifferentiableFunction core) {

    @Override
    public String toString() {
      return name;
    }
  }

  /** A function in new coordinates, and what is true at the point. */
  private record Case(String name, Objective objective, double[] point, Signs signs) {}

  private record Signs(int negative, int zero, int positive) {

    Kind kind() {
      if (negative > 0 && positive > 0) {
        return Kind.SADDLE;
      }
      if (zero > 0) {
        return Kind.DEGENERATE;
      }
      return negative > 0 ? Kind.MAXIMUM : Kind.MINIMUM;
    }
  }

  private static Base curved(
      String name, int variables, int negative, int zero, DifferentiableFunction core) {
    return new Base(name, variables, negative, zero, 1e4, core);
  }

  /** Each has its critical point at 0, where every eigenvalue is 0 or of size 1 to 200. */
  static Stream<Base> bases() {
    return Stream.of(
        new Base("squares", 1, 0, 0, 1e6, u -> u[0].square()),
        new Base("squares, one negative", 2, 1, 0, 1e6, u -> squares(u, 0, 1, 1, -1)),
        new Base("a product", 2, 1, 0, 1e6, u -> u[0].multiply(u[1])),
        new Base("a hill", 2, 2, 0, 1e6, u -> squares(u, 0, 1, -1, -3)),
        curved("x^4 + y^2", 2, 0, 1, u -> u[0].pow(4).add(u[1].square())),
        curved("x^4 - y^2", 2, 1, 1, u -> u[0].pow(4).subtract(u[1].square())),
        curved("x^3 + y^2", 2, 0, 1, u -> u[0].pow(3).add(u[1].square())),
        curved("monkey saddle", 2, 0, 2, VerdictInvarianceTest::monkey),
        curved("x^2 - y^2 + z^4", 3, 1, 1, u -> squares(u, 0, 1, 1, -1).add(u[2].pow(4))),
        curved("valley", 2, 0, 0, u -> bend(u).square().multiply(100).add(u[0].square())),
        curved("pass", 2, 1, 0, u -> bend(u).square().multiply(100).subtract(u[0].square())),
        curved("bent quartic", 2, 0, 1, u -> bend(u).square().add(u[0].pow(4))),
        curved("exp x - x", 1, 0, 0, u -> u[0].exp().subtract(u[0])),
        curved("cos", 1, 1, 0, u -> u[0].cos()),
        curved("x sin y", 2, 1, 0, u -> u[0].multiply(u[1].sin())),
        curved("log(1 + x^2)", 1, 0, 0, u -> u[0].square().log1p()),
        curved("well of a Gaussian", 2, 0, 0, u -> squares(u, 0, 1, -1, -1).exp().negate()),
        curved("cosh x cos y", 2, 1, 0, u -> u[0].cosh().multiply(u[1].cos())),
        curved("sin x - x", 1, 0, 1, u -> u[0].sin().subtract(u[0])),
        curved("sqrt(1 + x^2)", 1, 0, 0, u -> u[0].square().add(1).sqrt()));
  }

  private static Real squares(Real[] u, int i, int j, double a, double b) {
    return u[i].square().multiply(a).add(u[j].square().multiply(b));
  }

  private static Real monkey(Real[] u) {
    return u[0].pow(3).subtract(u[0].multiply(u[1].square()).multiply(3));
  }

  private static Real bend(Real[] u) {
    return u[1].subtract(u[0].square());
  }

  @ParameterizedTest
  @MethodSource("bases")
  void exact_derivatives_keep_the_kind_and_its_numbers(Base base) {
    Verdicts.Faults faults = new Verdicts.Faults();
    for (int seed = 0; seed < CASES_EACH; seed++) {
      Case one = transformed(base, seed);
      Verdict verdict = Verdicts.judge(one.objective(), one.point());
      boolean isKept =
          verdict.kind() == one.signs().kind()
              && verdict.index() == one.signs().negative()
              && verdict.nullity() == one.signs().zero();
      faults.check(isKept, one.name() + ", " + one.signs(), one.point(), verdict);
    }
    assertEquals(0, faults.count(), faults::toString);
  }

  @ParameterizedTest
  @MethodSource("bases")
  void differences_keep_the_kind_or_give_none(Base base) {
    Verdicts.Faults faults = new Verdicts.Faults();
    for (int seed = 0; seed < DIFFERENCED_EACH; seed++) {
      Case one = transformed(base, 1000 + seed);
      Verdict verdict = Verdicts.judge(Bare.of(one.objective()), one.point());
      boolean isKept = verdict.kind() == one.signs().kind() || verdict.kind() == Kind.UNRESOLVED;
      faults.check(isKept, one.name() + ", " + one.signs(), one.point(), verdict);
    }
    assertEquals(0, faults.count(), faults::toString);
  }

  /**
   * Every second map is computed as R D x - b, whose rounding moves the critical point by some
   * units in the last place of b; the others as R D (x - s), which is 0 at s.
   */
  private static Case transformed(Base base, int seed) {
    SplittableRandom random = new SplittableRandom(31L * base.name().hashCode() + seed);
    int n = Math.max(base.variables(), 2 + random.nextInt(5));
    boolean dyadic = seed % 2 == 0;
    double factor = power(dyadic, (seed / 2 % 3 - 1) * 12);
    double[] squares = eigenvalues(random, n - base.variables(), base.condition());
    double[][] map = times(Turn.rotation(random, n), scales(random, n, dyadic));
    double[] shift = random.doubles(n, -8, 8).map(s -> dyadic ? Math.rint(8 * s) / 8 : s).toArray();
    boolean multipliedOut = seed % 4 >= 2;
    AffineMap affine = AffineMap.of(map, shift, multipliedOut);
    DifferentiableFunction function = x -> whole(base, squares, affine.apply(x)).multiply(factor);
    int negative = base.negative() + (int) Stream.of(boxed(squares)).filter(e -> e < 0).count();
    Signs signs = new Signs(negative, base.zero(), n - negative - base.zero());
    String name =
        base
            + ", seed "
            + seed
            + ", n = "
            + n
            + ", factor "
            + factor
            + (multipliedOut ? ", multiplied out" : "");
    return new Case(name, new AutodiffObjective(n, function), shift, signs);
  }

  private static Double[] boxed(double[] numbers) {
    return java.util.Arrays.stream(numbers).boxed().toArray(Double[]::new);
  }

  private static Real whole(Base base, double[] squares, Real[] u) {
    Real sum = base.core().apply(u);
    for (int i = 0; i < squares.length; i++) {
      sum = sum.add(u[base.variables() + i].square().multiply(squares[i]));
    }
    return sum;
  }

  /** Of either sign, from 1/sqrt(condition) to sqrt(condition). */
  private static double[] eigenvalues(SplittableRandom random, int count, double condition) {
    double decades = Math.log10(condition) / 2;
    return random
        .doubles(count, -decades, decades)
        .map(p -> Math.pow(10, p) * (random.nextInt(3) == 0 ? -1 : 1))
        .toArray();
  }

  /** From 1e-6 to 1e6, the extremes among them. */
  private static double[] scales(SplittableRandom random, int n, boolean dyadic) {
    return random.ints(n, -6, 7).mapToDouble(p -> power(dyadic, p)).toArray();
  }

  private static double power(boolean dyadic, int decades) {
    double exact = Math.pow(10, decades);
    return dyadic ? Math.scalb(1.0, Math.getExponent(exact)) : exact;
  }

  private static double[][] times(double[][] rotation, double[] scales) {
    double[][] product = new double[rotation.length][];
    for (int i = 0; i < product.length; i++) {
      product[i] = rotation[i].clone();
      for (int j = 0; j < scales.length; j++) {
        product[i][j] *= scales[j];
      }
    }
    return product;
  }

  /** A (x - s), or A x - b. */
  private record AffineMap(double[][] rows, double[] before, double[] after) {

    static AffineMap of(double[][] rows, double[] shift, boolean multipliedOut) {
      double[] none = new double[shift.length];
      if (!multipliedOut) {
        return new AffineMap(rows, shift, none);
      }
      double[] image = List.of(rows).stream().mapToDouble(row -> Vectors.dot(row, shift)).toArray();
      return new AffineMap(rows, none, image);
    }

    Real[] apply(Real[] x) {
      Real[] u = new Real[rows.length];
      for (int i = 0; i < u.length; i++) {
        Real sum = Real.constant(0);
        for (int j = 0; j < x.length; j++) {
          sum = sum.add(moved(x[j], before[j]).multiply(rows[i][j]));
        }
        u[i] = moved(sum, after[i]);
      }
      return u;
    }

    private static Real moved(Real x, double by) {
      return by == 0 ? x : x.subtract(by);
    }
  }
}
