package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Meter;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import org.junit.jupiter.api.Test;

/** Rule 4 and the counts: everything is paid once, and a decorator meters what it decorates. */
class MeteringTest {

  private final Ledger ledger = new Ledger(2, new Gate(Double.POSITIVE_INFINITY, 0));
  private final Objective metered = SmallObjective.ROSENBROCK.metered(ledger);

  @Test
  void a_value_alone_counts_a_half_and_asking_twice_counts_once() {
    Evaluation here = metered.at(new double[] {0, 0});
    here.value();
    here.value();
    assertEquals(new Counts(1, 0, 0, 0, 0.5), ledger.counts());
  }

  @Test
  void a_gradient_counts_one_with_its_value_included_in_either_order() {
    Evaluation first = metered.at(new double[] {0, 0});
    first.value();
    assertSame(first.gradient(), first.gradient());
    assertEquals(new Counts(1, 1, 0, 0, 1.0), ledger.counts());
    Evaluation second = metered.at(new double[] {1, 0});
    second.gradient();
    second.value();
    assertEquals(new Counts(2, 2, 0, 0, 2.0), ledger.counts());
  }

  @Test
  void products_count_each_and_a_dense_hessian_counts_n_once() {
    Evaluation here = metered.at(new double[] {0, 0});
    HessianProducts products = here.structure(HessianProducts.class).orElseThrow();
    double[] result = new double[2];
    products.apply(new double[] {1, 0}, result);
    products.apply(new double[] {0, 1}, result);
    assertEquals(200, result[1]);
    HessianMatrix matrix = here.structure(HessianMatrix.class).orElseThrow();
    assertSame(matrix.matrix(), matrix.matrix());
    assertEquals(new Counts(0, 0, 2, 1, 4.0), ledger.counts());
  }

  @Test
  void two_parts_that_share_a_structure_pay_for_it_once() {
    Evaluation here = metered.at(new double[] {0, 0});
    here.structure(HessianMatrix.class).orElseThrow().matrix();
    here.structure(HessianMatrix.class).orElseThrow().matrix();
    assertEquals(1, ledger.counts().hessian());
  }

  @Test
  void an_evaluation_names_the_metered_function_so_that_differences_are_counted() {
    Evaluation here = metered.at(new double[] {0, 0});
    here.objective().at(new double[] {1e-6, 0}).gradient();
    assertEquals(1, ledger.counts().gradient());
  }

  @Test
  void a_batch_counts_by_its_share() {
    Meter share = ledger.share(0.25);
    share.value();
    share.gradient();
    share.hessianProduct();
    share.hessian();
    assertEquals(new Counts(1, 1, 1, 1, 0.25 * (1 + 1 + 2)), ledger.counts());
  }

  @Test
  void a_decorator_is_charged_for_what_it_asks_of_the_decorated() {
    Objective twice =
        new Objective() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public Evaluation at(double[] x) {
            return doubled(SmallObjective.ROSENBROCK, this, x);
          }

          @Override
          public Objective metered(Meter meter) {
            Objective inner = SmallObjective.ROSENBROCK.metered(meter);
            return new Objective() {
              @Override
              public int dimension() {
                return 2;
              }

              @Override
              public Evaluation at(double[] x) {
                return doubled(inner, this, x);
              }
            };
          }
        };
    twice.metered(ledger).at(new double[] {0, 0}).gradient();
    assertEquals(2, ledger.counts().gradient(), "two gradients a step, as sharpness-aware needs");
  }

  private static Evaluation doubled(Objective inner, Objective outer, double[] x) {
    return new Evaluation() {
      @Override
      public Objective objective() {
        return outer;
      }

      @Override
      public double[] point() {
        return x;
      }

      @Override
      public double value() {
        return inner.at(x).value();
      }

      @Override
      public double[] gradient() {
        double[] g = inner.at(x).gradient();
        return inner.at(new double[] {x[0] + g[0], x[1] + g[1]}).gradient();
      }
    };
  }

  @Test
  void a_jacobian_pair_counts_one_product_and_the_matrix_a_hessian() {
    Residuals residuals =
        new Residuals() {
          @Override
          public double scale() {
            return 0.5;
          }

          @Override
          public double[] values() {
            return new double[] {1, 2, 3};
          }

          @Override
          public void jacobian(double[] v, double[] result) {
            result[0] = v[0];
          }

          @Override
          public void transposed(double[] u, double[] result) {
            result[0] = u[0];
          }

          @Override
          public double[] jacobianMatrix() {
            return new double[] {3, 0, 4, 2, 0, 0};
          }
        };
    Residuals counted = (Residuals) residuals.metered(ledger);
    counted.jacobian(new double[2], new double[3]);
    counted.transposed(new double[3], new double[2]);
    counted.jacobianMatrix();
    counted.jacobianMatrix();
    assertEquals(new Counts(0, 0, 1, 1, 3.0), ledger.counts());
    assertEquals(5, counted.columnNorms()[0], 1e-15);
    assertEquals(2, counted.columnNorms()[1], 1e-15);
  }

  @Test
  void an_always_accepting_step_pays_one_gradient_an_iteration_and_nothing_else() {
    Result result =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(1e-3))
            .stop(Stop.maxIterations(100))
            .run();
    assertEquals(new Counts(101, 101, 0, 0, 101.0), result.evaluations());
    assertTrue(result.value() < 24.2);
  }
}
