package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.testkit.TestContext;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExactHessianTest {

  private static final double[] POINT = {-1.2, 1};
  private static final double[] VECTOR = {1, 2};

  private final CountingMeter meter = new CountingMeter();

  private static Curvature start(Objective objective) {
    return new ExactHessian().start(objective, new TestContext(0));
  }

  private Objective rosenbrock(List<Class<? extends Structure>> kinds) {
    return Functions.rosenbrock().objective().offering(Set.copyOf(kinds)).metered(meter);
  }

  @Test
  void products_cost_products_and_the_dense_matrix_one_hessian_which_then_serves_products() {
    Objective both = rosenbrock(List.of(HessianMatrix.class, HessianProducts.class));
    SymmetricOperator operator = start(both).at(both.at(POINT));
    assertEquals(0, meter.products + meter.hessians);
    double[] byProduct = OperatorLaws.applied(operator, VECTOR);
    assertEquals(1, meter.products);
    assertEquals(0, meter.hessians);
    operator.toDense();
    operator.toDense();
    assertArrayEquals(byProduct, OperatorLaws.applied(operator, VECTOR), 1e-12);
    assertEquals(1, meter.products);
    assertEquals(1, meter.hessians);
    assertEquals(0, meter.gradients);
  }

  @Test
  void matrix_alone_serves_products_and_is_paid_once() {
    Objective matrixOnly = rosenbrock(List.of(HessianMatrix.class));
    SymmetricOperator operator = start(matrixOnly).at(matrixOnly.at(POINT));
    assertEquals(0, meter.hessians);
    // H at (-1.2, 1) is [[1330, 480], [480, 200]].
    assertArrayEquals(new double[] {2290, 880}, OperatorLaws.applied(operator, VECTOR), 1e-10);
    OperatorLaws.applied(operator, VECTOR);
    assertEquals(1, meter.hessians);
    assertEquals(0, meter.products);
  }

  @Test
  void products_alone_make_the_dense_matrix_by_n_products() {
    Objective productsOnly = rosenbrock(List.of(HessianProducts.class));
    SymmetricOperator operator = start(productsOnly).at(productsOnly.at(POINT));
    double[] expected = {1330, 480, 480, 200};
    assertArrayEquals(expected, operator.toDense().values(), 1e-10);
    OperatorLaws.applied(operator, VECTOR);
    assertEquals(2, meter.products);
  }

  @Test
  void asking_again_at_the_same_point_pays_nothing_more() {
    Objective both = rosenbrock(List.of(HessianMatrix.class));
    Curvature curvature = start(both);
    Evaluation here = both.at(POINT);
    curvature.at(here).toDense();
    curvature.at(here).toDense();
    assertEquals(1, meter.hessians);
    curvature.at(both.at(VECTOR)).toDense();
    assertEquals(2, meter.hessians);
  }

  @Test
  void operator_laws_hold_with_and_without_the_matrix() {
    double[][] rows = new double[6][];
    Random random = new Random(4);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Functions.normal(random, 4);
    }
    SmoothFunction logistic = Functions.logistic(rows);
    for (Class<? extends Structure> kind : SmoothFunction.ALL) {
      SmoothFunction one = logistic.offering(Set.of(kind));
      OperatorLaws.assertHold(start(one).at(one.at(new double[] {1, -1, 0.5, 0})), 1e-13);
    }
  }

  @Test
  void promises_to_be_exact_and_needs_products_or_a_matrix() {
    assertEquals(
        Set.of(Trait.EXACT), new ExactHessian().traits(Functions.rosenbrock().objective()));
    assertEquals(
        List.of(Set.of(HessianMatrix.class, HessianProducts.class)),
        new ExactHessian().requires().structures());
  }

  @Test
  void a_matrix_that_is_not_finite_is_a_numerical_failure_that_names_the_entry() {
    SmoothFunction bad =
        new SmoothFunction(
            2,
            x -> 0,
            x -> new double[2],
            x -> new double[] {1, 0, 0, Double.POSITIVE_INFINITY},
            Set.of(HessianMatrix.class));
    SymmetricOperator operator = start(bad).at(bad.at(POINT));
    String message =
        String.valueOf(
            assertThrows(NumericalFailureException.class, operator::toDense).getMessage());
    assertTrue(message.contains("row 1, column 1 (counted from 0) is Infinity"), message);
    assertThrows(NumericalFailureException.class, () -> OperatorLaws.applied(operator, VECTOR));
  }

  @Test
  void a_product_that_is_not_finite_is_a_numerical_failure_unless_the_vector_is_to_blame() {
    SmoothFunction bad =
        new SmoothFunction(
            2,
            x -> 0,
            x -> new double[2],
            x -> new double[] {Double.NaN, 0, 0, 1},
            Set.of(HessianProducts.class));
    SymmetricOperator operator = start(bad).at(bad.at(POINT));
    assertThrows(NumericalFailureException.class, () -> OperatorLaws.applied(operator, VECTOR));
    SmoothFunction good = Functions.quadratic(new DenseSymmetric(1, new double[] {2}), VECTOR);
    double[] product =
        OperatorLaws.applied(start(good).at(good.at(new double[1])), new double[] {Double.NaN});
    assertEquals(Double.NaN, product[0]);
  }

  @Test
  void a_dense_matrix_beyond_the_heap_is_refused_before_it_is_computed() {
    int n = 1_000_000;
    SmoothFunction large =
        new SmoothFunction(
            n, x -> 0, double[]::clone, x -> new double[0], Set.of(HessianProducts.class));
    SymmetricOperator operator = start(large).at(large.at(new double[n]));
    String message =
        String.valueOf(
            assertThrows(NumericalFailureException.class, operator::toDense).getMessage());
    assertTrue(message.contains("16000.0 GB") && message.contains("use hessian l-bfgs"), message);
    SmoothFunction matrixOnly = large.offering(Set.of(HessianMatrix.class));
    assertEquals(Optional.empty(), new ExactHessian().unmetNeed(large));
    String need = new ExactHessian().unmetNeed(matrixOnly).orElseThrow();
    assertTrue(
        need.startsWith("8000.0 GB for a dense matrix of 1000000 x 1000000, and the heap"), need);
  }

  @Test
  void an_objective_that_breaks_its_word_is_told_so() {
    SmoothFunction bare = Functions.rosenbrock().objective().offering(Set.of());
    SymmetricOperator operator = start(bare).at(bare.at(POINT));
    assertThrows(IllegalStateException.class, () -> OperatorLaws.applied(operator, VECTOR));
  }
}
