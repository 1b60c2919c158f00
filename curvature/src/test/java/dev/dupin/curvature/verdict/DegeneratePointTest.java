package dev.dupin.curvature.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.curvature.verdict.DegenerateCases.Case;
import dev.dupin.curvature.verdict.HigherOrder.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DegeneratePointTest {

  record Known(Case of, Outcome outcome, int order) {
    @Override
    public String toString() {
      return of.name();
    }
  }

  private static Known known(
      String name, Outcome outcome, int order, DifferentiableFunction f, double... point) {
    return new Known(new Case(name, f, point), outcome, order);
  }

  private static Known falls(String name, int order, DifferentiableFunction f, double... point) {
    return known(name, Outcome.DECREASE, order, f, point);
  }

  private static Known rises(String name, int order, DifferentiableFunction f, double... point) {
    return known(name, Outcome.NO_DECREASE, order, f, point);
  }

  private static Real power(Real x, int k) {
    return x.pow(k);
  }

  /** Degenerate at 0 or where it is given, by hand. */
  private static List<Known> plain() {
    return List.of(
        falls(
            "monkey saddle",
            3,
            x -> power(x[0], 3).subtract(x[0].multiply(x[1].square()).multiply(3)),
            0,
            0),
        rises("x^4 + y^2", 4, x -> power(x[0], 4).add(x[1].square()), 0, 0),
        falls("-x^4 + y^2", 4, x -> x[1].square().subtract(power(x[0], 4)), 0, 0),
        rises("x^6", 6, x -> power(x[0], 6), 0),
        rises("x^6 + y^2", 6, x -> power(x[0], 6).add(x[1].square()), 0, 0),
        falls("x^5", 5, x -> power(x[0], 5), 0),
        falls("x^5 + y^2", 5, x -> power(x[0], 5).add(x[1].square()), 0, 0),
        rises("x^2 y^2", 4, x -> x[0].square().multiply(x[1].square()), 0, 0),
        falls(
            "x^6 + y^6 - x^2 y^2",
            4,
            x -> power(x[0], 6).add(power(x[1], 6)).subtract(x[0].square().multiply(x[1].square())),
            0,
            0),
        falls("two parabolas", 4, DegeneratePointTest::parabolas, 0, 0),
        rises(
            "two parabolas + 1.1 y^4",
            4,
            x -> parabolas(x).add(power(x[1], 4).multiply(1.1)),
            0,
            0),
        rises(
            "two parabolas + 1.001 y^4",
            4,
            x -> parabolas(x).add(power(x[1], 4).multiply(1.001)),
            0,
            0),
        falls(
            "two parabolas + 0.999 y^4",
            4,
            x -> parabolas(x).add(power(x[1], 4).multiply(0.999)),
            0,
            0),
        falls(
            "two parabolas + y^4 - y^5",
            5,
            x -> parabolas(x).add(power(x[1], 4)).subtract(power(x[1], 5)),
            0,
            0),
        rises(
            "two parabolas + y^4 + y^6",
            6,
            x -> parabolas(x).add(power(x[1], 4)).add(power(x[1], 6)),
            0,
            0),
        known("(x - y^2)^2", Outcome.SILENT, 0, x -> x[0].subtract(x[1].square()).square(), 0, 0),
        known(
            "x^4 - x^2 y + y^2 / 4",
            Outcome.SILENT,
            0,
            x ->
                power(x[0], 4)
                    .subtract(x[0].square().multiply(x[1]))
                    .add(x[1].square().multiply(0.25)),
            0,
            0),
        falls(
            "narrow cone",
            4,
            x ->
                power(x[0], 4)
                    .add(power(x[1], 4))
                    .subtract(x[0].square().multiply(x[1].square()).multiply(2.001))
                    .add(x[2].square()),
            0,
            0,
            0),
        rises(
            "no cone",
            4,
            x ->
                power(x[0], 4)
                    .add(power(x[1], 4))
                    .subtract(x[0].square().multiply(x[1].square()).multiply(1.999))
                    .add(x[2].square()),
            0,
            0,
            0),
        falls(
            "exponential less its series",
            3,
            x ->
                x[0].exp()
                    .subtract(1)
                    .subtract(x[0])
                    .subtract(x[0].square().multiply(0.5))
                    .add(x[1].square()),
            0,
            0),
        falls("sine less x", 3, x -> x[0].sin().subtract(x[0]).add(x[1].square()), 0, 0),
        falls("product of three", 3, x -> x[0].multiply(x[1]).multiply(x[2]), 0, 0, 0));
  }

  private static Real parabolas(Real[] x) {
    Real square = x[1].square();
    return x[0].subtract(square).multiply(x[0].subtract(square.multiply(3)));
  }

  private static List<Known> scaled() {
    return List.of(
        rises(
            "quartic of scale 1e-8",
            4,
            x -> {
              Real u = x[0].divide(1e-8).subtract(1);
              return power(u, 4).subtract(power(u, 6)).add(x[1].subtract(2).square());
            },
            1e-8,
            2),
        falls(
            "cubic of scale 1e8",
            3,
            x -> power(x[0].divide(1e8).subtract(1), 3).add(x[1].subtract(2).square()),
            1e8,
            2),
        falls(
            "quintic of scale 1e8",
            5,
            x -> power(x[0].divide(1e8).subtract(1), 5).add(x[1].subtract(2).square()),
            1e8,
            2),
        rises(
            "bowl of scale 1e-8 within a hill",
            4,
            x -> {
              Real u = x[0].divide(1e-8);
              return power(u, 4).subtract(power(u, 6)).add(x[1].square());
            },
            0,
            0));
  }

  static Stream<Known> known() {
    return Stream.concat(plain().stream(), scaled().stream());
  }

  private static void check(Known known, Case of) {
    HigherOrder found = DegenerateCases.judge(of);
    assertEquals(known.outcome(), found.outcome(), found.sentence());
    assertEquals(known.order(), found.order(), found.sentence());
    checkWitness(of, found);
    assertTrue(found.products() > 0 && found.products() < 50_000, "products " + found.products());
  }

  private static void checkWitness(Case of, HigherOrder found) {
    if (found.outcome() == Outcome.DECREASE) {
      assertNotNull(found.point(), found.sentence());
      assertEquals(of.objective().at(found.point()).value(), found.value(), 0);
      assertTrue(found.value() < of.objective().at(of.point()).value());
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void as_by_hand(Known known) {
    check(known, known.of());
  }

  @ParameterizedTest
  @MethodSource("known")
  void a_factor_changes_nothing(Known known) {
    for (double factor : new double[] {1e12, 3e-12, 0.7}) {
      check(known, known.of().times(factor));
    }
  }

  static Stream<Known> plainOnes() {
    return plain().stream();
  }

  @ParameterizedTest
  @MethodSource("plainOnes")
  void nor_does_another_unit_of_each_coordinate(Known known) {
    int n = known.of().point().length;
    double[] d = {1e6, 3e-6, 1e3};
    check(known, known.of().stretched(Arrays.copyOf(d, n)));
    check(known, known.of().stretched(Arrays.copyOf(new double[] {1e-3, 7e5, 1}, n)));
  }

  /** Rounding may hide an order that is beyond the fourth, but nothing is turned round. */
  @ParameterizedTest
  @MethodSource("plainOnes")
  void nor_does_a_rotation(Known known) {
    for (long seed = 1; seed <= 5; seed++) {
      Case rotated = known.of().rotated(seed);
      HigherOrder found = DegenerateCases.judge(rotated);
      if (known.order() > 4 || known.outcome() == Outcome.SILENT) {
        Outcome never =
            known.outcome() == Outcome.DECREASE ? Outcome.NO_DECREASE : Outcome.DECREASE;
        assertNotEquals(never, found.outcome(), found.sentence());
      } else {
        assertEquals(known.outcome(), found.outcome(), found.sentence());
        checkWitness(rotated, found);
      }
    }
  }

  /** A smooth change of coordinates bends every valley; kinds and orders stay. */
  @ParameterizedTest
  @MethodSource("plainOnes")
  void nor_does_a_change_of_coordinates(Known known) {
    for (long seed = 1; seed <= 10; seed++) {
      Case bent = known.of().bent(seed).rotated(seed + 20).times(seed > 5 ? 1e10 : 1e-7);
      HigherOrder found = DegenerateCases.judge(bent);
      if (known.outcome() == Outcome.SILENT) {
        assertNotEquals(Outcome.DECREASE, found.outcome(), found.sentence());
      } else {
        assertEquals(known.outcome(), found.outcome(), found.sentence());
      }
      checkWitness(bent, found);
    }
  }

  /** Objectives that give derivatives along lines without errors: these are measured. */
  @ParameterizedTest
  @MethodSource("plainOnes")
  void errors_that_are_not_given_are_measured(Known known) {
    for (long seed = 1; seed <= 3; seed++) {
      Case of = seed == 1 ? known.of() : known.of().rotated(seed);
      HigherOrder found = DegenerateCases.judge(new Limited(of.objective(), true).at(of.point()));
      Outcome never = known.outcome() == Outcome.DECREASE ? Outcome.NO_DECREASE : Outcome.DECREASE;
      assertNotEquals(never, found.outcome(), found.sentence());
    }
  }

  static List<Case> cancelling() {
    List<Case> cases = new ArrayList<>();
    for (double at : new double[] {0.1, 0.7, 1.3, 3}) {
      cases.add(new Case("log", x -> x[0].log().add(Real.constant(1).divide(x[0]).log()), v(at)));
      cases.add(
          new Case(
              "x^2 / x - x",
              x -> x[0].square().divide(x[0]).subtract(x[0]).multiply(1e4).add(x[1].square()),
              v(at, 0)));
      cases.add(new Case("circle", x -> x[0].cos().square().add(x[0].sin().square()), v(at)));
      cases.add(
          new Case(
              "expanded cube",
              x ->
                  power(x[0].add(1), 3)
                      .subtract(power(x[0], 3))
                      .subtract(x[0].square().multiply(3))
                      .subtract(x[0].multiply(3))
                      .subtract(1),
              v(at)));
      cases.add(new Case("exp log", x -> x[0].log().exp().subtract(x[0]), v(at)));
    }
    return cases;
  }

  private static double[] v(double... entries) {
    return entries;
  }

  @ParameterizedTest
  @MethodSource("cancelling")
  void what_is_only_rounding_is_no_order(Case of) {
    assertEquals(Outcome.SILENT, DegenerateCases.judge(of).outcome());
  }

  /** Oracle C6: the decrease is of order n - 1. */
  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8})
  void brown_falls(int n) {
    double[] point = new double[n];
    point[n - 1] = n + 1;
    HigherOrder found = DegenerateCases.judge(new Case("Brown", DegeneratePointTest::brown, point));
    assertEquals(Outcome.DECREASE, found.outcome(), found.sentence());
    assertEquals(n - 1, found.order(), found.sentence());
    assertNotNull(found.point());
  }

  private static Real brown(Real[] x) {
    Real total = Real.constant(-(x.length + 1));
    Real product = Real.constant(1);
    for (Real variable : x) {
      total = total.add(variable);
      product = product.multiply(variable);
    }
    Real sum = product.subtract(1).square();
    for (int i = 0; i < x.length - 1; i++) {
      sum = sum.add(total.add(x[i]).square());
    }
    return sum;
  }

  /** Oracle C3: (prod w - 1)^2 / 2 = 1/2 - prod w + ... */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void a_deep_chain_falls_from_the_origin(int depth) {
    Case chain =
        new Case(
            "chain",
            x -> {
              Real product = x[0];
              for (int i = 1; i < x.length; i++) {
                product = product.multiply(x[i]);
              }
              return product.subtract(1).square().multiply(0.5);
            },
            new double[depth]);
    HigherOrder found = DegenerateCases.judge(chain);
    assertEquals(Outcome.DECREASE, found.outcome(), found.sentence());
    assertEquals(depth, found.order());
    assertNotNull(found.point());
  }

  /** Fifty null directions: a sum of fourth powers, and one negative among them. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void many_null_directions(boolean falls) {
    DifferentiableFunction f =
        x -> {
          Real sum = x[50].square();
          for (int i = 0; i < 50; i++) {
            sum = sum.add(power(x[i], 4).multiply(i == 33 && falls ? -1 : 1 + i));
          }
          return sum;
        };
    HigherOrder found = DegenerateCases.judge(new Case("fifty", f, new double[51]));
    assertEquals(falls ? Outcome.DECREASE : Outcome.NO_DECREASE, found.outcome());
    assertEquals(4, found.order());
    assertTrue(found.products() < 50_000, "products " + found.products());
  }

  /** Six null directions, each with a valley of its own that bends. */
  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1.1})
  void many_bent_valleys(double last) {
    DifferentiableFunction f =
        x -> {
          Real sum = Real.constant(0);
          for (int i = 0; i < 6; i++) {
            Real quartic = power(x[2 * i + 1], 4).multiply(i == 5 ? last : 1.1);
            sum = sum.add(parabolas(new Real[] {x[2 * i], x[2 * i + 1]})).add(quartic);
          }
          return sum;
        };
    for (long seed = 1; seed <= 4; seed++) {
      Case rotated = new Case("valleys", f, new double[12]).rotated(seed);
      HigherOrder found = DegenerateCases.judge(rotated);
      assertEquals(last < 1 ? Outcome.DECREASE : Outcome.NO_DECREASE, found.outcome());
      assertEquals(4, found.order());
      assertTrue(found.products() < 4_000, "products " + found.products());
    }
  }

  /** (x - 0.3)^4 written out: what is left of the third order is the rounding of its terms. */
  @Test
  void an_expanded_quartic() {
    DifferentiableFunction f =
        x ->
            power(x[0], 4)
                .subtract(power(x[0], 3).multiply(1.2))
                .add(x[0].square().multiply(0.54))
                .subtract(x[0].multiply(0.108))
                .add(0.0081)
                .add(x[1].square());
    HigherOrder found = DegenerateCases.judge(new Case("expanded", f, v(0.3, 0)));
    assertEquals(Outcome.NO_DECREASE, found.outcome(), found.sentence());
    assertEquals(4, found.order());
  }

  /** A run ends near such a point, not there. */
  @ParameterizedTest
  @ValueSource(doubles = {1e-2, -1e-3, 1e-4, 1e-6})
  void near_the_degenerate_point(double x0) {
    for (int k = 3; k <= 6; k++) {
      int order = k;
      Case near = new Case("near", x -> power(x[0], order).add(x[1].square()), v(x0, 0));
      HigherOrder found =
          DegenerateCases.judge(near.objective().at(near.point()), new double[][] {{1, 0}});
      Outcome never = k % 2 == 0 ? Outcome.DECREASE : Outcome.NO_DECREASE;
      assertNotEquals(never, found.outcome(), "order " + k + ": " + found.sentence());
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void values_alone(Known known) {
    Case of = known.of();
    HigherOrder found = DegenerateCases.judge(new Limited(of.objective(), false).at(of.point()));
    Outcome never = known.outcome() == Outcome.DECREASE ? Outcome.NO_DECREASE : Outcome.DECREASE;
    boolean narrow = of.name().equals("narrow cone");
    if (!narrow) {
      assertNotEquals(never, found.outcome(), found.sentence());
    }
  }

  /** Hides the derivatives along lines, or their errors only. */
  record Limited(Objective hidden, boolean lines) implements Objective {
    @Override
    public int dimension() {
      return hidden.dimension();
    }

    @Override
    public Evaluation at(double[] x) {
      Evaluation there = hidden.at(x);
      Limited objective = this;
      return new Evaluation() {
        @Override
        public Objective objective() {
          return objective;
        }

        @Override
        public double[] point() {
          return there.point();
        }

        @Override
        public double value() {
          return there.value();
        }

        @Override
        public double[] gradient() {
          return there.gradient();
        }

        @Override
        public <S extends Structure> Optional<S> structure(Class<S> kind) {
          if (kind == DirectionalDerivatives.class && lines) {
            DirectionalDerivatives exact =
                there.structure(DirectionalDerivatives.class).orElseThrow();
            return Optional.of(
                kind.cast((DirectionalDerivatives) (v, order) -> exact.along(v, order)));
          }
          return kind == HessianMatrix.class ? there.structure(kind) : Optional.empty();
        }
      };
    }
  }
}
