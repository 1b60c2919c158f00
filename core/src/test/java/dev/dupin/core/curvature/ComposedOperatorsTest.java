package dev.dupin.core.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Sums, multiples, shifts and blocks of operators, against the entries of their matrices. */
class ComposedOperatorsTest {

  private static final DenseSymmetric A =
      new DenseSymmetric(3, new double[] {2, 1, 0, 1, -3, 4, 0, 4, 5});
  private static final DenseSymmetric B =
      new DenseSymmetric(3, new double[] {4, 1, 0, 1, 3, 1, 0, 1, 2});

  private static final SymmetricOperator INDEFINITE = Operators.dense(A, Set.of(Trait.EXACT));
  private static final SymmetricOperator DEFINITE =
      Operators.dense(B, Set.of(Trait.POSITIVE_DEFINITE, Trait.STOCHASTIC));
  private static final SymmetricOperator SEMIDEFINITE =
      Operators.dense(
          new DenseSymmetric(3, new double[] {1, 1, 0, 1, 1, 0, 0, 0, 0}),
          Set.of(Trait.POSITIVE_SEMIDEFINITE, Trait.GAUSS_NEWTON));
  private static final SymmetricOperator DIAGONAL = Operators.diagonal(new double[] {1, 2, 3});

  private static Map<String, SymmetricOperator> compositions() {
    Map<String, SymmetricOperator> all = new LinkedHashMap<>();
    all.put("diagonal", DIAGONAL);
    all.put("sum", Operators.sum(INDEFINITE, DEFINITE, DIAGONAL));
    all.put("sum of diagonals", Operators.sum(DIAGONAL, DIAGONAL));
    all.put("scaled", Operators.scaled(-2.5, INDEFINITE));
    all.put("scaled diagonal", Operators.scaled(2, DIAGONAL));
    all.put("shifted", Operators.shifted(INDEFINITE, 0.75));
    all.put("shifted diagonal", Operators.shifted(DIAGONAL, 0.75));
    all.put("restricted", Operators.restricted(INDEFINITE, 2, 0));
    all.put("restricted diagonal", Operators.restricted(DIAGONAL, 2, 0));
    all.put("block", Operators.block(INDEFINITE, 1, 2));
    all.put("counted", Operators.counted(INDEFINITE));
    all.put("nested", Operators.scaled(3, Operators.shifted(Operators.block(DIAGONAL, 1, 2), 1)));
    return all;
  }

  private static double[] applied(SymmetricOperator operator, double[] v) {
    double[] result = new double[v.length];
    operator.apply(v, result);
    return result;
  }

  @TestFactory
  Stream<DynamicTest> every_composition_is_a_symmetric_linear_map() {
    return compositions().entrySet().stream()
        .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> laws(entry.getValue())));
  }

  private static void laws(SymmetricOperator operator) {
    SplittableRandom random = new SplittableRandom(3);
    int n = operator.dimension();
    double[] u = random.doubles(n, -1, 1).toArray();
    double[] v = random.doubles(n, -1, 1).toArray();
    double[] image = applied(operator, v);
    assertEquals(Vectors.dot(u, image), Vectors.dot(v, applied(operator, u)), 1e-13);
    double[] both = applied(operator, Vectors.add(u, Vectors.scale(-3, v)));
    assertArrayEquals(Vectors.add(applied(operator, u), Vectors.scale(-3, image)), both, 1e-13);
    DenseSymmetric matrix = operator.toDense();
    assertArrayEquals(applied(Operators.dense(matrix, Set.of()), v), image, 1e-13);
    operator.diagonal().ifPresent(d -> assertArrayEquals(matrix.diagonal(), d, 1e-15));
    assertTrue(!operator.is(Trait.DIAGONAL) || operator.inverse(0.5).isPresent());
    operator.inverse(0.5).ifPresent(inverse -> inverts(inverse, operator, 0.5, v));
    operator.inverse(0).ifPresent(inverse -> inverts(inverse, operator, 0, v));
  }

  private static void inverts(
      Inverse inverse, SymmetricOperator operator, double shift, double[] v) {
    double[] rhs = Vectors.add(applied(operator, v), Vectors.scale(shift, v));
    double[] solution = new double[v.length];
    inverse.solve(rhs, solution);
    assertArrayEquals(v, solution, 1e-13);
  }

  @Test
  void entries_are_those_of_the_matrices() {
    assertArrayEquals(
        Vectors.add(Vectors.add(A.values(), B.values()), DIAGONAL.toDense().values()),
        Operators.sum(INDEFINITE, DEFINITE, DIAGONAL).toDense().values());
    assertArrayEquals(
        Vectors.scale(-2.5, A.values()), Operators.scaled(-2.5, INDEFINITE).toDense().values());
    assertArrayEquals(
        new double[] {2.75, 1, 0, 1, -2.25, 4, 0, 4, 5.75},
        Operators.shifted(INDEFINITE, 0.75).toDense().values());
    assertArrayEquals(
        new double[] {5, 0, 0, 2}, Operators.restricted(INDEFINITE, 2, 0).toDense().values());
    assertArrayEquals(
        new double[] {-3, 4, 4, 5}, Operators.block(INDEFINITE, 1, 2).toDense().values());
    assertArrayEquals(
        new double[] {9, 0, 0, 12},
        Operators.scaled(3, Operators.shifted(Operators.block(DIAGONAL, 1, 2), 1))
            .toDense()
            .values());
  }

  @Test
  void promises_are_kept_where_they_hold_and_dropped_where_they_may_not() {
    assertTraits(Operators.sum(DEFINITE, SEMIDEFINITE), Trait.POSITIVE_DEFINITE, Trait.STOCHASTIC);
    assertTraits(Operators.sum(SEMIDEFINITE, SEMIDEFINITE), Trait.POSITIVE_SEMIDEFINITE);
    assertTraits(Operators.sum(DEFINITE, INDEFINITE), Trait.STOCHASTIC);
    assertTraits(Operators.sum(DIAGONAL, DIAGONAL), Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);
    assertTraits(Operators.scaled(2, DEFINITE), Trait.POSITIVE_DEFINITE, Trait.STOCHASTIC);
    assertTraits(Operators.scaled(0, SEMIDEFINITE), Trait.POSITIVE_SEMIDEFINITE);
    assertTraits(Operators.scaled(0, DEFINITE), Trait.POSITIVE_SEMIDEFINITE, Trait.STOCHASTIC);
    assertTraits(Operators.scaled(-1, DEFINITE), Trait.STOCHASTIC);
    assertTraits(Operators.scaled(Double.NaN, DIAGONAL), Trait.DIAGONAL);
    assertTraits(Operators.scaled(2, INDEFINITE));
    assertTraits(Operators.shifted(SEMIDEFINITE, 1), Trait.POSITIVE_DEFINITE);
    assertTraits(Operators.shifted(INDEFINITE, 1));
    assertTraits(Operators.shifted(DEFINITE, -1), Trait.STOCHASTIC);
    assertTraits(Operators.block(DEFINITE, 0, 1), Trait.POSITIVE_DEFINITE, Trait.STOCHASTIC);
    assertTraits(
        Operators.diagonal(new double[] {0, 1}), Trait.POSITIVE_SEMIDEFINITE, Trait.DIAGONAL);
    assertTraits(Operators.diagonal(new double[] {-1, 1}), Trait.DIAGONAL);
    assertTraits(Operators.diagonal(new double[] {Double.NaN, 1}), Trait.DIAGONAL);
    assertTraits(Operators.counted(SEMIDEFINITE), Trait.POSITIVE_SEMIDEFINITE, Trait.GAUSS_NEWTON);
    assertSame(INDEFINITE, Operators.scaled(1, INDEFINITE));
    assertSame(INDEFINITE, Operators.shifted(INDEFINITE, 0));
    assertSame(INDEFINITE, Operators.sum(INDEFINITE));
  }

  private static void assertTraits(SymmetricOperator operator, Trait... traits) {
    EnumSet<Trait> expected = EnumSet.noneOf(Trait.class);
    expected.addAll(Set.of(traits));
    EnumSet<Trait> actual = EnumSet.noneOf(Trait.class);
    for (Trait trait : Trait.values()) {
      if (operator.is(trait)) {
        actual.add(trait);
      }
    }
    if (expected.contains(Trait.POSITIVE_DEFINITE)) {
      expected.add(Trait.POSITIVE_SEMIDEFINITE);
    }
    assertEquals(expected, actual);
  }

  @Test
  void a_singular_shifted_diagonal_has_no_inverse() {
    SymmetricOperator operator = Operators.diagonal(new double[] {-1, 2});
    assertTrue(operator.inverse(1).isEmpty());
    assertTrue(operator.inverse(0).isPresent());
    assertTrue(Operators.shifted(operator, -3).inverse(1).isEmpty(), "a negative shift in all");
    assertTrue(Operators.scaled(-1, operator).inverse(0).isEmpty());
    assertTrue(Operators.sum(INDEFINITE, DIAGONAL).inverse(0).isEmpty());
  }

  @Test
  void products_are_counted_and_a_dense_matrix_counts_as_n() {
    CountedOperator counted = Operators.counted(INDEFINITE);
    applied(Operators.scaled(2, counted), new double[] {1, 2, 3});
    assertEquals(1, counted.products());
    counted.toDense();
    assertEquals(4, counted.products());
    Operators.block(counted, 0, 2).toDense();
    assertEquals(6, counted.products());
    assertFalse(counted.is(Trait.DIAGONAL));
  }

  @Test
  void what_does_not_fit_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Operators.restricted(INDEFINITE, 1, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> Operators.restricted(INDEFINITE, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> Operators.block(INDEFINITE, 2, 2));
    assertThrows(
        IllegalArgumentException.class,
        () -> Operators.sum(INDEFINITE, Operators.block(INDEFINITE, 0, 2)));
    assertThrows(IllegalArgumentException.class, Operators::sum);
  }
}
