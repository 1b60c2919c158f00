package dev.dupin.objectives;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Meter;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.testkit.TestFunctions;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharpnessAwareTest {

  private static SharpnessAware aware(double radius, boolean adaptive, Objective of) {
    return new SharpnessAware(new SharpnessAware.Config(radius, adaptive, 0.01, of));
  }

  /** ORACLES: on lambda x^2 / 2 the iterates end in a 2-cycle of known amplitude. */
  @Test
  void gradient_descent_on_a_parabola_ends_in_the_cycle_of_known_amplitude() {
    double lambda = 3;
    double rate = 0.2;
    double radius = 0.05;
    Objective objective = aware(radius, false, TestFunctions.quadratic(new double[] {lambda}, 1));
    double x = 1;
    for (int k = 0; k < 200; k++) {
      x -= rate * objective.at(new double[] {x}).gradient()[0];
    }
    double amplitude = rate * lambda * radius / (2 - rate * lambda);
    double next = x - rate * objective.at(new double[] {x}).gradient()[0];
    assertEquals(amplitude, Math.abs(x), 1e-14);
    assertEquals(-x, next, 1e-14);
  }

  @Test
  void value_and_gradient_are_those_at_the_worst_point() {
    Rosenbrock of = Rosenbrock.withDefaults();
    double[] x = {-1.2, 1};
    double[] g = of.at(x).gradient();
    double norm = Math.hypot(g[0], g[1]);
    double[] worst = {x[0] + 0.1 * g[0] / norm, x[1] + 0.1 * g[1] / norm};
    Evaluation here = aware(0.1, false, of).at(x);
    assertEquals(of.at(worst).value(), here.value(), 1e-12 * here.value());
    assertArrayEquals(of.at(worst).gradient(), here.gradient(), 1e-10);
    assertSame(x, here.point());
    assertArrayEquals(new double[] {-1.2, 1}, x, 0);
    double[] expected = of.at(worst).structure(HessianMatrix.class).orElseThrow().matrix().values();
    double[] hessian = here.structure(HessianMatrix.class).orElseThrow().matrix().values();
    assertArrayEquals(expected, hessian, 1e-9);
  }

  @Test
  void the_adaptive_form_measures_each_parameter_by_its_size() {
    Objective of = TestFunctions.quadratic(new double[] {1, 4}, 0, 0);
    double[] x = {2, -0.5}; // g = (2, -2), T = (2.01, 0.51)
    double norm = Math.hypot(2.01 * 2, 0.51 * 2);
    double first = 2 + 0.3 * 2.01 * 2.01 * 2 / norm;
    double second = -0.5 - 0.3 * 0.51 * 0.51 * 2 / norm;
    assertArrayEquals(
        new double[] {first, 4 * second}, aware(0.3, true, of).at(x).gradient(), 1e-14);
  }

  /** f(D x) with the point at x / D has, without eta, the same worst value. */
  @Test
  void the_adaptive_form_does_not_see_the_scale_of_parameters() {
    Objective of = TestFunctions.quadratic(new double[] {1, 3}, 0, 0);
    Objective scaled = TestFunctions.quadratic(new double[] {100, 3 * 0.25}, 0, 0);
    SharpnessAware.Config config = new SharpnessAware.Config(0.2, true, 1e-300, of);
    SharpnessAware.Config other = new SharpnessAware.Config(0.2, true, 1e-300, scaled);
    double value = new SharpnessAware(config).at(new double[] {2, 5}).value();
    assertEquals(value, new SharpnessAware(other).at(new double[] {0.2, 10}).value(), 1e-12);
  }

  @Test
  void radius_0_is_the_wrapped_objective_bit_for_bit() {
    Rosenbrock of = new Rosenbrock(new Rosenbrock.Config(5));
    SharpnessAware aware = aware(0, false, of);
    assertFalse(aware.gradientIsSurrogate());
    assertTrue(aware(0.1, false, of).gradientIsSurrogate());
    SplittableRandom random = new SplittableRandom(4);
    for (int draw = 0; draw < 20; draw++) {
      double[] x = random.doubles(5, -2, 2).toArray();
      assertEquals(of.at(x).value(), aware.at(x).value());
      assertArrayEquals(of.at(x).gradient(), aware.at(x).gradient());
    }
  }

  @Test
  void without_a_gradient_there_is_no_worst_direction() {
    Evaluation here =
        SharpnessAware.withDefaults(Rosenbrock.withDefaults()).at(new double[] {1, 1});
    assertEquals(0, here.value());
    assertArrayEquals(new double[] {0, 0}, here.gradient());
  }

  @Test
  void outside_the_domain_it_is_nan() {
    Objective walled = TestFunctions.walled();
    assertTrue(Double.isNaN(aware(0.1, false, walled).at(new double[] {-1, 0}).value()));
  }

  @Test
  void a_gradient_costs_two_of_the_wrapped_objective() {
    int[] counts = new int[2];
    Meter meter =
        new Meter() {
          @Override
          public void value() {
            counts[0]++;
          }

          @Override
          public void gradient() {
            counts[1]++;
          }

          @Override
          public void hessianProduct() {}

          @Override
          public void hessian() {}
        };
    Objective metered = SharpnessAware.withDefaults(Rosenbrock.withDefaults()).metered(meter);
    Evaluation here = metered.at(new double[] {0, 3});
    assertArrayEquals(new int[] {0, 0}, counts);
    assertTrue(here.value() > 0);
    assertArrayEquals(new int[] {2, 1}, counts);
    assertEquals(2, here.gradient().length);
    assertEquals(2, here.gradient().length);
    assertArrayEquals(new int[] {2, 2}, counts);
    assertSame(metered, here.objective());
  }

  /** (x - term)^2 / 2, for two terms; its metrics tell the point. */
  private record Distances(double... terms) implements Objective {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public Evaluation at(double[] x) {
      return new Evaluation() {
        @Override
        public Objective objective() {
          return Distances.this;
        }

        @Override
        public double[] point() {
          return x;
        }

        @Override
        public double value() {
          double sum = 0;
          for (double term : terms) {
            sum += (x[0] - term) * (x[0] - term) / 2;
          }
          return sum / terms.length;
        }

        @Override
        public double[] gradient() {
          double sum = 0;
          for (double term : terms) {
            sum += x[0] - term;
          }
          return new double[] {sum / terms.length};
        }

        @Override
        public <S extends Structure> Optional<S> structure(Class<S> kind) {
          return kind == Metrics.class
              ? Optional.of(kind.cast((Metrics) () -> Map.of("x", x[0])))
              : Optional.empty();
        }
      };
    }

    @Override
    public Optional<FiniteSum> sum() {
      return Optional.of(
          new FiniteSum() {
            @Override
            public int terms() {
              return terms.length;
            }

            @Override
            public Objective batch(int[] chosen) {
              double[] some = new double[chosen.length];
              for (int i = 0; i < some.length; i++) {
                some[i] = terms[chosen[i]];
              }
              return new Distances(some);
            }
          });
    }
  }

  @Test
  void a_batch_seeks_its_own_worst_point() {
    FiniteSum sum = aware(0.5, false, new Distances(-3, 1)).sum().orElseThrow();
    assertEquals(2, sum.terms());
    Evaluation first = sum.batch(new int[] {0}).at(new double[] {0});
    assertArrayEquals(new double[] {3.5}, first.gradient());
    Evaluation second = sum.batch(new int[] {1}).at(new double[] {0});
    assertArrayEquals(new double[] {-1.5}, second.gradient());
    assertTrue(first.objective().gradientIsSurrogate());
  }

  @Test
  void metrics_are_those_of_the_point_and_the_plain_objective_is_judged() {
    Distances of = new Distances(-3, 1);
    SharpnessAware aware = aware(0.5, false, of);
    Metrics metrics = aware.at(new double[] {7}).structure(Metrics.class).orElseThrow();
    assertEquals(Map.of("x", 7.0), metrics.values());
    assertSame(of, aware.judged());
  }
}
