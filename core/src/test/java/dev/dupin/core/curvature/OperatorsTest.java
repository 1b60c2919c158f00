package dev.dupin.core.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorsTest {

  private static final DenseSymmetric MATRIX =
      new DenseSymmetric(3, new double[] {2, 1, 0, 1, -3, 4, 0, 4, 5});

  @Test
  void an_operator_without_a_matrix_gives_one_by_products() {
    int[] products = {0};
    SymmetricOperator operator =
        new SymmetricOperator() {
          @Override
          public int dimension() {
            return 3;
          }

          @Override
          public void apply(double[] v, double[] result) {
            products[0]++;
            MATRIX.apply(v, result);
          }
        };
    assertArrayEquals(MATRIX.values(), operator.toDense().values());
    assertEquals(3, products[0]);
    assertTrue(operator.inverse(0).isEmpty() && operator.diagonal().isEmpty());
  }

  @Test
  void products_that_are_a_little_asymmetric_are_averaged() {
    SymmetricOperator operator =
        new SymmetricOperator() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public void apply(double[] v, double[] result) {
            result[0] = v[0] + 3 * v[1];
            result[1] = 1 * v[0] + v[1];
          }
        };
    assertArrayEquals(new double[] {1, 2, 2, 1}, operator.toDense().values());
  }

  @Test
  void a_dense_operator_is_its_matrix_and_keeps_its_traits() {
    SymmetricOperator operator = Operators.dense(MATRIX, Set.of(Trait.POSITIVE_DEFINITE));
    assertSame(MATRIX, operator.toDense());
    assertEquals(3, operator.dimension());
    assertArrayEquals(new double[] {2, -3, 5}, operator.diagonal().orElseThrow());
    assertTrue(operator.is(Trait.POSITIVE_SEMIDEFINITE), "definite implies semidefinite");
    assertFalse(operator.is(Trait.EXACT));
    assertEquals("gauss-newton", Trait.GAUSS_NEWTON.word());
  }

  @Test
  void requirements_add_up() {
    Requirements both =
        Requirements.anyOf(HessianMatrix.class, HessianProducts.class)
            .and(Requirements.traits(Trait.EXACT));
    assertEquals(List.of(Set.of(HessianMatrix.class, HessianProducts.class)), both.structures());
    assertEquals(Set.of(Trait.EXACT), both.traits());
    assertEquals(Requirements.NONE, Requirements.NONE.and(Requirements.NONE));
  }
}
