package dev.dupin.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.audit.AuditReport.Check;
import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.audit.AuditReport.Outcome;
import dev.dupin.core.audit.Planted.Fault;
import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTest {

  private static final int SMALL = 6;
  private static final int LARGE = 200;

  private static AuditReport audit(int n, Fault fault) {
    Planted objective = new Planted(n, 0, fault);
    return Audit.of(objective).at(objective.start(new SplittableRandom(9)));
  }

  private static List<Check> wrong(AuditReport report) {
    return report.checks().stream().filter(c -> c.outcome() == Outcome.WRONG).toList();
  }

  private static Discrepancy worst(AuditReport report, String name, String against) {
    return wrong(report).stream()
        .filter(check -> check.name().equals(name) && check.against().equals(against))
        .findFirst()
        .orElseThrow(() -> new AssertionError("not found wrong: " + name + ": " + report))
        .discrepancies()
        .get(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void what_is_right_is_found_right(int n) {
    AuditReport report = audit(n, Fault.NONE);
    assertTrue(report.passed(), report::toString);
    assertEquals(n, report.dimension());
    assertEquals(1 + Audit.POINTS, report.points());
    for (Check check : report.checks()) {
      assertEquals(Outcome.RIGHT, check.outcome(), check::toString);
    }
  }

  @Test
  void a_gradient_shows_the_order_of_its_differences() {
    Check gradient =
        audit(SMALL, Fault.NONE).checks().stream()
            .filter(check -> check.against().equals("differences of f"))
            .findFirst()
            .orElseThrow();
    assertEquals(2, gradient.order(), 0.1);
    assertEquals(8, gradient.sweep().size());
    assertTrue(gradient.error() < 1e-10, gradient::toString);
  }

  /** The only check that is wrong names entry, claim, truth and size of the error. */
  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void a_wrong_gradient_entry_is_named(int n) {
    Discrepancy found = worst(audit(n, Fault.GRADIENT_ENTRY), "gradient", "differences of f");
    assertEquals("x4 (others[3])", found.entry());
    assertEquals(1e-6, (found.claimed() - found.measured()) / found.measured(), 1e-8);
    assertTrue(found.uncertainty() < 1e-8 * Math.abs(found.measured()), found::toString);
  }

  @Test
  void second_derivatives_say_where_the_gradient_they_are_compared_with_is_wrong() {
    Check products =
        audit(SMALL, Fault.GRADIENT_ENTRY).checks().stream()
            .filter(check -> check.against().equals("differences of the gradient"))
            .findFirst()
            .orElseThrow();
    assertEquals(Outcome.WRONG, products.outcome());
    assertTrue(products.note().contains("mend that first"), products::toString);
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void a_wrong_hessian_entry_is_named(int n) {
    AuditReport report = audit(n, Fault.HESSIAN_ENTRY);
    String entry = "row x3 (others[2]), column x5 (others[4])";
    Discrepancy found = worst(report, "hessian products", "differences of the gradient");
    assertEquals(entry, found.entry());
    assertEquals(Planted.ERROR, found.claimed() - found.measured(), 1e-9);
    Discrepancy asymmetry = worst(report, "hessian products", "symmetry");
    assertTrue(asymmetry.entry().contains("x3") && asymmetry.entry().contains("x5"));
    assertEquals(Planted.ERROR, Math.abs(asymmetry.claimed() - asymmetry.measured()), 1e-16);
    assertEquals(3, wrong(report).size()); // and the matrix differs from the products
  }

  @ParameterizedTest
  @ValueSource(ints = {SMALL, LARGE})
  void both_of_a_wrong_pair_are_named(int n) {
    AuditReport report = audit(n, Fault.HESSIAN_PAIR);
    Check check =
        wrong(report).stream()
            .filter(c -> c.against().equals("differences of the gradient"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        List.of(
            "row x3 (others[2]), column x5 (others[4])",
            "row x5 (others[4]), column x3 (others[2])"),
        check.discrepancies().stream().map(Discrepancy::entry).sorted().toList());
  }

  /** What else is wrong, and which check finds it, by the entry it names. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          GRADIENT_NAN           | gradient         | n numbers                  | x4 (others[3])
          GRADIENT_LENGTH        | gradient         | n numbers                  | the gradient's length
          VALUE_NAN              | value            | is a number                | f is NaN
          UNREPEATABLE           | evaluation       | the same bits twice        | x4 (others[3])
          STRUCTURE_MISSING      | structures       | all announced are there    | ParameterBlocks is announced but missing
          MATRIX_ENTRY           | hessian matrix   | hessian products           | row x5 (others[4]), column x3 (others[2])
          MATRIX_UNSYMMETRIC     | hessian matrix   | symmetry                   | row x5 (others[4]), column x3 (others[2])
          RESIDUAL_SCALE         | residuals        | f = scale * sum r^2        | f
          JACOBIAN_ENTRY         | jacobian J v     | differences of r           | residual 3 by x5 (others[4])
          TRANSPOSED_SIGN        | jacobian J'u     | J v                        | residual 3 by x3 (others[2])
          JACOBIAN_MATRIX        | jacobian matrix  | J v                        | residual 3 by x5 (others[4])
          COLUMN_NORM            | jacobian columns | norms                      | x2 (others[1])
          OUTPUT_TRANSPOSED_SIGN | output J'u       | J v                        | example 3 by x3 (others[2])
          OUTPUT_ROOT            | output roots S   | output hessian = S S'/N    | example 3
          TERM_ENTRY             | term gradients   | batches of one             | term 6, x2 (others[1])
          BATCH_IS_WHOLE         | term gradients   | batches of one             |
          BLOCK_TWICE            | parameter blocks | cover x once               | blocks that hold x6
          """)
  void every_fault_is_found_where_it_is(Fault fault, String name, String against, String entry) {
    Discrepancy found = worst(audit(SMALL, fault), name, against);
    if (entry != null) {
      assertEquals(entry, found.entry());
    }
  }

  @Test
  void a_batch_that_is_not_its_share_is_found() {
    Objective wrong =
        new Decorated(new Planted(SMALL, 0.1, Fault.NONE)) {
          @Override
          public java.util.Optional<dev.dupin.core.objective.FiniteSum> sum() {
            var sum = super.sum().orElseThrow();
            return java.util.Optional.of(
                new dev.dupin.core.objective.FiniteSum() {
                  @Override
                  public int terms() {
                    return sum.terms();
                  }

                  @Override
                  public Objective batch(int[] terms) {
                    return sum.batch(new int[] {terms[0]});
                  }
                });
          }
        };
    AuditReport report = Audit.of(wrong).at(new double[] {1, 2, 3, 4, 5, 6});
    Discrepancy found = worst(report, "batches", "their mean is the whole");
    assertTrue(found.claimed() != found.measured(), found::toString);
  }

  /** Another objective, to be changed. */
  private static class Decorated implements Objective {
    private final Objective of;

    Decorated(Objective of) {
      this.of = of;
    }

    @Override
    public int dimension() {
      return of.dimension();
    }

    @Override
    public Evaluation at(double[] x) {
      return of.at(x);
    }

    @Override
    public java.util.Optional<dev.dupin.core.objective.FiniteSum> sum() {
      return of.sum();
    }
  }

  @Test
  void what_the_objective_throws_is_a_finding() {
    AuditReport report = audit(SMALL, Fault.VALUE_THROWS);
    Discrepancy found = worst(report, "value", "is a number");
    assertEquals("throws java.lang.IllegalStateException: no value", found.entry());
    assertEquals(0, report.points());
  }

  @Test
  void estimates_that_throw_are_a_finding() {
    Evaluation sound = new Planted(SMALL, 0, Fault.NONE).at(new double[] {1, 2, 3, 4, 5, 6});
    Evaluation broken =
        new Evaluation() {
          @Override
          public Objective objective() {
            return sound.objective();
          }

          @Override
          public double[] point() {
            return sound.point();
          }

          @Override
          public double value() {
            return sound.value();
          }

          @Override
          public double[] gradient() {
            return sound.gradient();
          }

          @Override
          public <S extends dev.dupin.core.objective.Structure> java.util.Optional<S> structure(
              Class<S> kind) {
            if (kind == dev.dupin.core.objective.Estimates.class) {
              throw new IllegalStateException("no estimates");
            }
            return sound.structure(kind);
          }
        };
    Objective objective =
        new Decorated(sound.objective()) {
          @Override
          public Evaluation at(double[] x) {
            return broken;
          }
        };
    AuditReport report = Audit.of(objective).at(sound.point());
    Discrepancy found = worst(report, "names", "estimates and blocks");
    assertEquals("throws java.lang.IllegalStateException: no estimates", found.entry());
  }

  @Test
  void a_surrogate_is_not_compared_with_differences() {
    Objective surrogate =
        new Decorated(new Planted(SMALL, 0, Fault.GRADIENT_ENTRY)) {
          @Override
          public boolean gradientIsSurrogate() {
            return true;
          }
        };
    AuditReport report = Audit.of(surrogate).at(new double[] {1, 2, 3, 4, 5, 6});
    assertTrue(report.surrogate());
    assertTrue(report.passed(), report::toString);
  }

  private static AuditReport of(DifferentiableFunction function, double... x) {
    return Audit.of(new AutodiffObjective(x.length, function)).at(x);
  }

  /** Scales that differ by ten orders, cancellation, a domain that ends nearby, a tiny gradient. */
  @Test
  void right_derivatives_of_awkward_functions_are_not_called_wrong() {
    List<AuditReport> reports =
        List.of(
            of(x -> x[0].multiply(1e6).exp().add(x[1].multiply(1e-4).sin()), 1e-6, 1e4),
            of(x -> x[0].square().add(1e10).add(x[1]), 1, 2),
            of(x -> x[0].log().add(x[1].sqrt()), 1e-9, 1e-3),
            of(x -> x[0].square().square().add(x[1].square()), 1e-8, 0),
            of(x -> x[0].exp().subtract(x[0].exp()).add(x[1]), 3, 1),
            of(x -> Real.constant(7), 1, 1));
    for (AuditReport report : reports) {
      for (Check check : report.checks()) {
        assertEquals(Outcome.RIGHT, check.outcome(), check::toString);
      }
    }
  }

  /** All residuals vanish at the first point, all gradients cancel at the second. */
  @ParameterizedTest
  @ValueSource(doubles = {0.6180339887498949, -0.5 + 1e-15, -0.5})
  void at_a_critical_point_rounding_is_not_called_wrong(double coordinate) {
    double[] x = new double[SMALL];
    java.util.Arrays.fill(x, coordinate);
    AuditReport report = Audit.of(new Planted(SMALL, 0, Fault.NONE)).points(0).at(x);
    assertTrue(report.passed(), report::toString);
    AuditReport rosenbrock =
        of(
            y -> y[1].subtract(y[0].square()).square().multiply(100).add(y[0].subtract(1).square()),
            1,
            1 + 1e-15);
    assertTrue(rosenbrock.passed(), rosenbrock::toString);
  }

  @Test
  void near_a_kink_nothing_is_settled_or_right() {
    AuditReport report = of(x -> x[0].abs().add(x[1].square()), 1e-7, 1);
    assertTrue(report.passed(), report::toString);
  }

  @Test
  void no_random_points_means_the_start_alone() {
    Planted objective = new Planted(SMALL, 0, Fault.NONE);
    double[] x = objective.start(new SplittableRandom(1));
    assertEquals(1, Audit.of(objective).points(0).at(x).points());
    assertThrows(IllegalArgumentException.class, () -> Audit.of(objective).points(-1));
    assertThrows(IllegalArgumentException.class, () -> Audit.of(objective).at(new double[2]));
  }

  @Test
  void the_same_seed_gives_the_same_report() {
    Planted objective = new Planted(LARGE, 0, Fault.HESSIAN_ENTRY);
    double[] x = objective.start(new SplittableRandom(2));
    AuditReport first = Audit.of(objective).seed(4).at(x);
    assertFalse(first.passed());
    assertEquals(first, Audit.of(objective).seed(4).at(x));
  }
}
