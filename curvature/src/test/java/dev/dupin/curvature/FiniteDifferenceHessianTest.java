package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.FiniteDifferenceHessian.Config;
import dev.dupin.curvature.FiniteDifferenceHessian.Scheme;
import dev.dupin.testkit.TestContext;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FiniteDifferenceHessianTest {

  private static final double[] POINT = {-1.2, 1};
  private static final double[] VECTOR = {1, 2};

  private final CountingMeter meter = new CountingMeter();
  private final Objective rosenbrock =
      Functions.rosenbrock().objective().offering(Set.of()).metered(meter);

  private Curvature start(Scheme scheme) {
    return new FiniteDifferenceHessian(new Config(scheme)).start(rosenbrock, new TestContext(0));
  }

  @Test
  void central_products_cost_two_gradients_and_come_close() {
    SymmetricOperator operator = start(Scheme.CENTRAL).at(rosenbrock.at(POINT));
    assertEquals(0, meter.gradients);
    // eps^(2/3) = 4e-11 of the scale of the gradient over the step, which is about 1e3.
    assertArrayEquals(new double[] {2290, 880}, OperatorLaws.applied(operator, VECTOR), 1e-6);
    assertEquals(2, meter.gradients);
    assertEquals(0, meter.products);
  }

  @Test
  void forward_products_cost_one_gradient_besides_the_one_here() {
    Evaluation here = rosenbrock.at(POINT);
    here.gradient();
    SymmetricOperator operator = start(Scheme.FORWARD).at(here);
    // Half of h times the third derivative: 1e-8 times 1e3.
    assertArrayEquals(new double[] {2290, 880}, OperatorLaws.applied(operator, VECTOR), 1e-3);
    assertEquals(2, meter.gradients);
  }

  @Test
  void the_dense_matrix_costs_2_n_gradients_once_and_then_serves_products() {
    Curvature curvature = start(Scheme.CENTRAL);
    Evaluation here = rosenbrock.at(POINT);
    double[] dense = curvature.at(here).toDense().values();
    assertArrayEquals(new double[] {1330, 480, 480, 200}, dense, 1e-6);
    assertEquals(dense[1], dense[2]);
    OperatorLaws.applied(curvature.at(here), VECTOR);
    curvature.at(here).toDense();
    assertEquals(4, meter.gradients);
  }

  @Test
  void operator_laws_hold_to_the_error_of_differences() {
    OperatorLaws.assertHold(start(Scheme.CENTRAL).at(rosenbrock.at(POINT)), 1e-8);
  }

  @Test
  void needs_no_structure_and_promises_to_be_exact() {
    FiniteDifferenceHessian hessian = FiniteDifferenceHessian.withDefaults();
    assertTrue(hessian.requires().structures().isEmpty());
    assertEquals(Set.of(Trait.EXACT), hessian.traits(rosenbrock));
  }

  @Test
  void a_dense_matrix_beyond_the_heap_is_refused_before_the_first_gradient() {
    int n = 1_000_000;
    Objective large =
        new SmoothFunction(n, x -> 0, double[]::clone, x -> new double[0], Set.of()).metered(meter);
    SymmetricOperator operator = start(Scheme.CENTRAL).at(large.at(new double[n]));
    assertThrows(NumericalFailureException.class, operator::toDense);
    assertEquals(0, meter.gradients);
  }
}
