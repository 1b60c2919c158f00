package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.CountingOperator;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.Reports;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Trust regions that are round in the norm of a preconditioner. */
final class PreconditioningTest {

  /** So small a tolerance that conjugate gradients and Lanczos go on to rounding. */
  private static final double EXACT = 1e-14;

  private static SteihaugCg steihaug(double tolerance, Preconditioning by) {
    return new SteihaugCg(
        new SteihaugCg.Config(tolerance, Optional.empty(), by, OptionalDouble.empty()));
  }

  private static Gltr gltr(double tolerance, Preconditioning by) {
    return new Gltr(new Gltr.Config(tolerance, Optional.empty(), by, OptionalDouble.empty()));
  }

  private static Subproblem.Prepared prepare(Subproblem method, Model model) {
    return method.prepare(model, TestContext.ROOT);
  }

  /**
   * A random problem B = D A D, g = D a with a diagonal D of units over four orders of magnitude; A
   * has the diagonal +-1, so that the diagonal of B, without signs, is D^2.
   *
   * @param plain A and a: the problem in the variables Ds
   * @param scaled B and g
   * @param units D
   * @param radius of the region |Ds|
   */
  private record Case(Quadratic plain, Quadratic scaled, double[] units, double radius) {

    static Case of(long seed) {
      RandomGenerator random = new SplittableRandom(seed);
      int n = 2 + (int) (seed % 9);
      double[] values =
          Quadratic.withEigenvalues(random.doubles(n, -3, 3).toArray(), random).values().clone();
      double[] linear = Quadratic.gaussian(n, random);
      for (int i = 0; i < n; i++) {
        values[i * n + i] = values[i * n + i] < 0 ? -1 : 1;
      }
      if (seed % 3 == 0) { // the hard case
        double[] lowest = Dense.eigen(new DenseSymmetric(n, values)).vector(0);
        Vectors.addScaled(linear, -Vectors.dot(lowest, linear), lowest);
      }
      double[] units = new double[n];
      Arrays.setAll(units, i -> Math.pow(10, random.nextDouble(-2, 2)));
      double[] scaledValues = new double[n * n];
      Arrays.setAll(scaledValues, k -> units[k / n] * values[k] * units[k % n]);
      double[] scaledLinear = new double[n];
      Arrays.setAll(scaledLinear, i -> units[i] * linear[i]);
      return new Case(
          new Quadratic(new DenseSymmetric(n, values), linear),
          new Quadratic(new DenseSymmetric(n, scaledValues), scaledLinear),
          units,
          Math.exp(random.nextDouble(-3, 3)));
    }

    /** Ds. */
    double[] inUnits(double[] step) {
      double[] inUnits = new double[step.length];
      Arrays.setAll(inUnits, i -> units[i] * step[i]);
      return inUnits;
    }
  }

  private static Stream<Case> cases() {
    return LongStream.rangeClosed(1, 60).mapToObj(Case::of);
  }

  /** Preconditioned by D^2 is the same as in the variables Ds without. */
  @ParameterizedTest
  @MethodSource("cases")
  void steihaug_cg_is_the_plain_one_in_other_units(Case of) {
    for (double tolerance : new double[] {0.1, 1e-8}) {
      Subproblem.Prepared plain =
          prepare(steihaug(tolerance, Preconditioning.NONE), of.plain().model());
      Subproblem.Prepared scaled =
          prepare(steihaug(tolerance, Preconditioning.DIAGONAL), of.scaled().model());
      for (double radius : new double[] {of.radius(), 1e-3 * of.radius(), 1e3 * of.radius()}) {
        Proposal expected = plain.solve(new Radius(radius));
        Proposal found = scaled.solve(new Radius(radius));
        double size = Vectors.norm(expected.step());
        // conjugate gradients lose digits in the ill-conditioned ones
        assertArrayEquals(expected.step(), of.inUnits(found.step()), 1e-7 * size);
        assertEquals(expected.length(), found.length(), 1e-7 * size);
        assertEquals(Vectors.norm(of.inUnits(found.step())), found.length(), 1e-9 * size);
        assertTrue(found.length() <= radius * (1 + 1e-9));
        double reduction = of.scaled().model().reduction(found.step());
        assertEquals(reduction, found.predictedReduction(), 1e-10 * (1 + Math.abs(reduction)));
      }
    }
  }

  /**
   * ORACLES T1 in the norm of M: (B + lambda M)s = -g, B + lambda M positive semidefinite, lambda
   * (radius - |s|) = 0; the hard case among them.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void gltr_satisfies_the_conditions_of_optimality_in_the_norm_of_the_preconditioner(Case of) {
    Subproblem.Prepared prepared =
        prepare(gltr(EXACT, Preconditioning.DIAGONAL), of.scaled().model());
    Proposal found = prepared.solve(new Radius(of.radius()));
    double lambda = Reports.number(prepared::report, "multiplier");
    int n = of.units().length;
    double[] s = found.step();
    double[] residual = new double[n];
    of.scaled().matrix().apply(s, residual);
    for (int i = 0; i < n; i++) {
      residual[i] += lambda * of.units()[i] * of.units()[i] * s[i] + of.scaled().linear()[i];
      residual[i] /= of.units()[i];
    }
    double size = Vectors.norm(of.plain().linear());
    assertEquals(0, Vectors.norm(residual), 1e-10 * size * (1 + of.radius()), "residual");
    double lowest = Dense.eigen(of.plain().matrix()).values()[0];
    assertTrue(lambda >= Math.max(0, -lowest) - 1e-10, lambda + " and " + lowest);
    double length = Vectors.norm(of.inUnits(s));
    assertEquals(length, found.length(), 1e-12 * length);
    assertTrue(length <= of.radius() * (1 + 1e-12));
    assertEquals(0, lambda * (of.radius() - length), 1e-10 * of.radius());
    double reduction = of.scaled().model().reduction(s);
    assertEquals(reduction, found.predictedReduction(), 1e-10 * (1 + Math.abs(reduction)));
  }

  /** A condition of 1e8, and a random gradient. */
  private static Quadratic illConditioned() {
    double[] diagonal = new double[40];
    Arrays.setAll(diagonal, i -> Math.pow(10, 8 * i / 39.0));
    return Quadratic.diagonal(diagonal, Quadratic.gaussian(40, new SplittableRandom(3)));
  }

  @Test
  void the_diagonal_solves_a_diagonal_quadratic_in_one_product() {
    Quadratic problem = illConditioned();
    for (Subproblem method :
        new Subproblem[] {
          steihaug(1e-10, Preconditioning.DIAGONAL), gltr(1e-10, Preconditioning.DIAGONAL)
        }) {
      Subproblem.Prepared prepared = prepare(method, problem.model());
      double[] step = prepared.solve(new Radius(1e9)).step();
      for (int i = 0; i < step.length; i++) {
        double exact = -problem.linear()[i] / problem.matrix().diagonal()[i];
        assertEquals(exact, step[i], 1e-14 * Math.abs(exact));
      }
      assertEquals(1, iterations(prepared));
    }
    Subproblem.Prepared plain = prepare(steihaug(1e-10, Preconditioning.NONE), problem.model());
    plain.solve(new Radius(1e9));
    assertEquals(90, iterations(plain), "2 n + 10, and not solved yet");
  }

  private static int iterations(Subproblem.Prepared prepared) {
    return Reports.names(prepared::report).contains("cgIterations")
        ? (int) Reports.number(prepared::report, "cgIterations")
        : (int) Reports.number(prepared::report, "lanczosIterations");
  }

  /** Products, and the inverse of B plus a shift. */
  private static final class WithInverse extends CountingOperator {
    private final DenseSymmetric matrix;
    private final Set<Trait> traits;

    WithInverse(DenseSymmetric matrix, Trait... traits) {
      super(Operators.dense(matrix, Set.of()));
      this.matrix = matrix;
      this.traits = Set.of(traits);
    }

    @Override
    public Optional<Inverse> inverse(double shift) {
      var eigen = Dense.eigen(matrix);
      return Optional.of(
          (rhs, result) -> {
            double[] coordinates = eigen.coordinates(rhs);
            for (int i = 0; i < coordinates.length; i++) {
              coordinates[i] /= eigen.values()[i] + shift;
            }
            System.arraycopy(eigen.combine(coordinates), 0, result, 0, result.length);
          });
    }

    @Override
    public Set<Trait> traits() {
      return traits;
    }
  }

  @Test
  void the_inverse_finds_the_newton_step_in_one_product() {
    RandomGenerator random = new SplittableRandom(5);
    DenseSymmetric matrix =
        Quadratic.withEigenvalues(new double[] {1e-4, 1e-2, 1, 1e2, 1e4}, random);
    Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(5, random));
    for (Subproblem method :
        new Subproblem[] {
          steihaug(1e-6, Preconditioning.INVERSE), gltr(1e-6, Preconditioning.INVERSE)
        }) {
      WithInverse counted = new WithInverse(matrix, Trait.POSITIVE_DEFINITE);
      Subproblem.Prepared prepared = prepare(method, problem.model(counted));
      Proposal newton = prepared.solve(new Radius(1e9));
      assertEquals(1, counted.products());
      double[] product = new double[5];
      matrix.apply(newton.step(), product);
      // the inverse is exact to eps times the condition
      assertArrayEquals(Vectors.scale(-1, problem.linear()), product, 1e-7);
      // |s| in the norm of B is sqrt(s'Bs) = sqrt(-g's)
      double length = Math.sqrt(-Vectors.dot(problem.linear(), newton.step()));
      assertEquals(length, newton.length(), 1e-7 * length);
      // a smaller region shortens it, and costs no product
      Proposal shorter = prepared.solve(new Radius(0.5 * length));
      double size = Vectors.norm(newton.step());
      assertArrayEquals(Vectors.scale(0.5, newton.step()), shorter.step(), 1e-7 * size);
      assertEquals(0.5 * length, shorter.length(), 1e-7 * length);
      assertEquals(1, counted.products());
    }
  }

  /** B of rank 2, and a shift: three distinct eigenvalues of M^-1 B, three products. */
  @Test
  void a_shift_makes_an_inverse_of_what_is_only_semidefinite() {
    RandomGenerator random = new SplittableRandom(6);
    DenseSymmetric matrix = Quadratic.withEigenvalues(new double[] {0, 0, 0, 3, 700}, random);
    Quadratic problem = new Quadratic(matrix, Quadratic.gaussian(5, random));
    OptionalDouble shift = OptionalDouble.of(0.5);
    Gltr method =
        new Gltr(new Gltr.Config(EXACT, Optional.empty(), Preconditioning.INVERSE, shift));
    WithInverse counted = new WithInverse(matrix, Trait.POSITIVE_SEMIDEFINITE);
    Subproblem.Prepared prepared = prepare(method, problem.model(counted));
    Proposal found = prepared.solve(new Radius(2));
    assertEquals(2, found.length(), 1e-12);
    double[] product = new double[5];
    matrix.apply(found.step(), product);
    Vectors.addScaled(product, 0.5, found.step());
    assertEquals(4, Vectors.dot(found.step(), product), 1e-10);
    assertTrue(counted.products() <= 3, counted.products() + " products");
    assertEquals(Set.of(Trait.POSITIVE_SEMIDEFINITE), method.requires().traits());
    assertEquals(
        Set.of(Trait.POSITIVE_DEFINITE), gltr(0.1, Preconditioning.INVERSE).requires().traits());
    assertEquals(Set.of(), gltr(0.1, Preconditioning.DIAGONAL).requires().traits());
  }

  /** The first length is the one of the steepest descent in the norm, and costs no product more. */
  @Test
  void the_first_length_is_that_of_the_first_step_of_the_path() {
    for (long seed = 1; seed <= 20; seed++) {
      Case of = Case.of(seed);
      double[] a = of.plain().linear();
      double[] product = new double[a.length];
      of.plain().matrix().apply(a, product);
      double norm = Vectors.norm(a);
      double expected = norm * norm * norm / Math.abs(Vectors.dot(a, product));
      for (Subproblem method :
          new Subproblem[] {
            steihaug(0.1, Preconditioning.DIAGONAL), gltr(0.1, Preconditioning.DIAGONAL)
          }) {
        Subproblem.Prepared prepared = prepare(method, of.scaled().model());
        assertEquals(expected, prepared.firstLength().orElseThrow(), 1e-10 * expected);
        assertTrue(iterations(prepared) <= 1);
      }
      assertTrue(
          prepare(steihaug(0.1, Preconditioning.NONE), of.plain().model()).firstLength().isEmpty());
    }
  }

  @Test
  void without_a_gradient_there_is_no_step_and_no_first_length() {
    Model flat = Quadratic.diagonal(new double[] {1, 2}, 0, 0).model(Trait.POSITIVE_DEFINITE);
    for (Subproblem method :
        new Subproblem[] {
          steihaug(0.1, Preconditioning.DIAGONAL), gltr(0.1, Preconditioning.DIAGONAL)
        }) {
      Subproblem.Prepared prepared = prepare(method, flat);
      assertTrue(prepared.firstLength().isEmpty());
      assertSame(Proposal.NONE, prepared.solve(new Radius(1)));
    }
  }

  @Test
  void entries_of_the_diagonal_that_are_zero_or_negative_do_not_break_it() {
    Model model = Quadratic.diagonal(new double[] {4, 0, -9}, 2, 1e-17, 3).model();
    Proposal found = prepare(steihaug(0.1, Preconditioning.DIAGONAL), model).solve(new Radius(10));
    assertEquals(10, found.length(), 1e-12);
    Model zero = Quadratic.diagonal(new double[2], 3, 4).model();
    Proposal steepest = prepare(gltr(0.1, Preconditioning.DIAGONAL), zero).solve(new Radius(5));
    assertArrayEquals(new double[] {-3, -4}, steepest.step(), 1e-14);
  }

  @Test
  void what_a_hessian_does_not_have_is_said_and_not_replaced() {
    Quadratic problem = Quadratic.diagonal(new double[] {1, 2}, 1, 1);
    SymmetricOperator bare = new CountingOperator(Operators.dense(problem.matrix(), Set.of()));
    NumericalFailureException none =
        assertThrows(
            NumericalFailureException.class,
            () -> prepare(steihaug(0.1, Preconditioning.INVERSE), problem.model(bare)));
    assertTrue(String.valueOf(none.getMessage()).contains("has none with the shift 0; take"));
    Quadratic large = Quadratic.diagonal(new double[501], new double[501]);
    SymmetricOperator unknown = new CountingOperator(Operators.dense(large.matrix(), Set.of()));
    NumericalFailureException diagonal =
        assertThrows(
            NumericalFailureException.class,
            () -> prepare(gltr(0.1, Preconditioning.DIAGONAL), large.model(unknown)));
    assertTrue(String.valueOf(diagonal.getMessage()).contains("n = 501 above 500"));
  }

  @Test
  void a_preconditioner_that_is_not_definite_is_a_numerical_failure() {
    Quadratic problem = Quadratic.diagonal(new double[] {-1, 2}, 1, 0.1);
    for (Subproblem method :
        new Subproblem[] {
          steihaug(0.1, Preconditioning.INVERSE), gltr(0.1, Preconditioning.INVERSE)
        }) {
      Model model = problem.model(new WithInverse(problem.matrix(), Trait.POSITIVE_DEFINITE));
      assertThrows(
          NumericalFailureException.class, () -> prepare(method, model).solve(new Radius(1)));
    }
  }

  @Test
  void a_shift_is_one_of_the_inverse() {
    for (Preconditioning other :
        new Preconditioning[] {Preconditioning.NONE, Preconditioning.DIAGONAL}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Gltr.Config(0.1, Optional.empty(), other, OptionalDouble.of(1)));
    }
  }
}
