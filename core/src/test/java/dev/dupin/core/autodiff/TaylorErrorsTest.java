package dev.dupin.core.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.DirectionalDerivatives;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TaylorErrorsTest {

  private static final int ORDER = 6;

  private static DirectionalDerivatives at(DifferentiableFunction f, double... x) {
    return new AutodiffObjective(x.length, f)
        .at(x)
        .structure(DirectionalDerivatives.class)
        .orElseThrow();
  }

  /** A function that is a constant in exact arithmetic, or of degree {@code degree}. */
  private record Identity(String name, DifferentiableFunction function, double at, int degree) {
    @Override
    public String toString() {
      return name + " at " + at;
    }
  }

  static Stream<Identity> identities() {
    return Stream.of(0.1, 0.7, 1.3, 3.0, 11.7)
        .flatMap(
            x ->
                Stream.of(
                    new Identity(
                        "log x + log 1/x",
                        v -> v[0].log().add(Real.constant(1).divide(v[0]).log()),
                        x,
                        0),
                    new Identity(
                        "1e4 (x^2 / x - x)",
                        v -> v[0].square().divide(v[0]).subtract(v[0]).multiply(1e4),
                        x,
                        0),
                    new Identity(
                        "cos^2 + sin^2", v -> v[0].cos().square().add(v[0].sin().square()), x, 0),
                    new Identity(
                        "cosh^2 - sinh^2",
                        v -> v[0].cosh().square().subtract(v[0].sinh().square()),
                        x,
                        0),
                    new Identity(
                        "(x + 1)^3 - …",
                        v ->
                            v[0].add(1)
                                .pow(3)
                                .subtract(v[0].pow(3))
                                .subtract(v[0].square().multiply(3))
                                .subtract(v[0].multiply(3))
                                .subtract(1),
                        x,
                        0),
                    new Identity("sqrt(x)^2", v -> v[0].sqrt().square(), x, 1),
                    new Identity("exp(log x)", v -> v[0].log().exp(), x, 1),
                    new Identity(
                        "tan - sin / cos",
                        v -> v[0].tan().subtract(v[0].sin().divide(v[0].cos())),
                        x,
                        0),
                    new Identity("x^2.5 / x^0.5", v -> v[0].pow(2.5).divide(v[0].pow(0.5)), x, 2),
                    new Identity(
                        "(0.1 x)^2 - 0.01 x^2",
                        v -> v[0].multiply(0.1).square().subtract(v[0].square().multiply(0.01)),
                        x,
                        0),
                    new Identity("expanded quartic about x", v -> expanded(v[0], x), x, 4)));
  }

  /** (u - c)^4 written out. */
  private static Real expanded(Real u, double c) {
    return u.pow(4)
        .subtract(u.pow(3).multiply(4 * c))
        .add(u.square().multiply(6 * c * c))
        .subtract(u.multiply(4 * c * c * c))
        .add(c * c * c * c);
  }

  @ParameterizedTest
  @MethodSource("identities")
  void what_vanishes_is_within_its_error(Identity of) {
    DirectionalDerivatives line = at(of.function(), of.at());
    double[] found = line.along(new double[] {1}, ORDER);
    double[] errors = line.errors(new double[] {1}, ORDER);
    boolean expandedOut = of.degree() == 4;
    for (int k = expandedOut ? 0 : of.degree() + 1; k <= ORDER; k++) {
      if (!(expandedOut && k == 4)) {
        assertTrue(Math.abs(found[k]) <= errors[k], k + ": " + found[k] + " +- " + errors[k]);
      }
    }
  }

  @Test
  void what_is_real_is_beyond_its_error() {
    DifferentiableFunction remainder =
        x -> x[0].exp().subtract(1).subtract(x[0]).subtract(x[0].square().multiply(0.5));
    double[] errors = at(remainder, 0).errors(new double[] {1}, 3);
    assertEquals(1, at(remainder, 0).along(new double[] {1}, 3)[3], errors[3]);
    assertTrue(errors[3] < 1e-13 && errors[3] > 1e-16);
    DifferentiableFunction sine = x -> x[0].sin().subtract(x[0]);
    assertTrue(at(sine, 0).errors(new double[] {1}, 3)[3] < 1e-13);
  }

  @Test
  void what_is_exact_has_no_error() {
    DifferentiableFunction f = x -> x[0].pow(4).add(x[1].square());
    double[] errors = at(f, 0, 0).errors(new double[] {1, 0}, 4);
    assertArrayEquals(new double[] {0, 0, 0, 0}, java.util.Arrays.copyOf(errors, 4), 0);
    assertTrue(errors[4] > 0 && errors[4] < 1e-12);
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 300);
  }

  /** (a + b)(a - b) - a^2 + b^2 with random a and b. */
  @ParameterizedTest
  @MethodSource("seeds")
  void random_identities(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] x = {0.2 + random.nextDouble(), 0.2 + random.nextDouble()};
    double[] v = {random.nextDouble(-1, 1), random.nextDouble(-1, 1)};
    DifferentiableFunction f =
        variables -> {
          SplittableRandom again = new SplittableRandom(seed);
          Real a = expression(variables, again);
          Real b = expression(variables, again);
          return a.add(b).multiply(a.subtract(b)).subtract(a.square()).add(b.square());
        };
    double[] found = at(f, x).along(v, ORDER);
    double[] errors = at(f, x).errors(v, ORDER);
    for (int k = 0; k <= ORDER; k++) {
      // three times, as who decides by them does: an estimate from five samples
      assertTrue(Math.abs(found[k]) <= 3 * errors[k], k + ": " + found[k] + " +- " + errors[k]);
    }
  }

  private static Real expression(Real[] x, SplittableRandom random) {
    Real value = x[random.nextInt(x.length)];
    for (int k = 0; k < 4; k++) {
      Real other = x[random.nextInt(x.length)];
      value =
          switch (random.nextInt(7)) {
            case 0 -> value.multiply(other);
            case 1 -> value.add(other.square());
            case 2 -> value.sin();
            case 3 -> value.multiply(0.3).exp();
            case 4 -> value.square().add(1).log();
            case 5 -> value.divide(other);
            default -> value.subtract(other.multiply(1.7));
          };
    }
    return value;
  }

  @Test
  void a_sum_of_squares_has_errors_too() {
    AutodiffResiduals fit =
        new AutodiffResiduals(
            2,
            0.5,
            x -> new Real[] {x[0].log().add(x[0].multiply(-1).negate().log().negate()), x[1]});
    DirectionalDerivatives line =
        fit.at(new double[] {0.3, 2}).structure(DirectionalDerivatives.class).orElseThrow();
    double[] found = line.along(new double[] {1, 0}, 4);
    double[] errors = line.errors(new double[] {1, 0}, 4);
    assertEquals(2, found[0], errors[0] + 1e-15);
    for (int k = 1; k <= 4; k++) {
      assertTrue(Math.abs(found[k]) <= errors[k] + 1e-300);
    }
  }
}
