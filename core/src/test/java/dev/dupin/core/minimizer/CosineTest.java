package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The scale-free gradient test of sums of squares. */
class CosineTest {

  /**
   * r = (x - 1, x - 2, x - 4) times a scale, f = sum of squares / 2: the mean 7/3 is the minimum,
   * residuals stay.
   */
  private record Mean(double scale) implements Objective {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public Set<Class<? extends Structure>> structures() {
      return Set.of(Residuals.class);
    }

    @Override
    public Evaluation at(double[] x) {
      double[] r = {scale * (x[0] - 1), scale * (x[0] - 2), scale * (x[0] - 4)};
      Objective of = this;
      return new Evaluation() {
        @Override
        public Objective objective() {
          return of;
        }

        @Override
        public double[] point() {
          return x;
        }

        @Override
        public double value() {
          return 0.5 * Vectors.dot(r, r);
        }

        @Override
        public double[] gradient() {
          return new double[] {scale * (r[0] + r[1] + r[2])};
        }

        @Override
        public <S extends Structure> Optional<S> structure(Class<S> kind) {
          return Optional.of(kind.cast(residuals()));
        }

        private Residuals residuals() {
          return new Residuals() {
            @Override
            public double scale() {
              return 0.5;
            }

            @Override
            public double[] values() {
              return r;
            }

            @Override
            public void jacobian(double[] v, double[] result) {
              java.util.Arrays.fill(result, scale * v[0]);
            }

            @Override
            public void transposed(double[] u, double[] result) {
              result[0] = scale * (u[0] + u[1] + u[2]);
            }

            @Override
            public double[] jacobianMatrix() {
              return new double[] {scale, scale, scale};
            }
          };
        }
      };
    }
  }

  @Test
  void the_test_holds_at_the_same_point_whatever_the_scale() {
    for (double scale : new double[] {1e-8, 1, 1e8}) {
      Result result =
          Minimizer.of(new Mean(scale))
              .hessian(SmallParts.identity())
              .step(SmallParts.fixed(0.3 / (scale * scale)))
              .stop(Stop.gradientNorm(0), Stop.gradientCosine(1e-6))
              .run();
      assertEquals(Status.CONVERGED_GRADIENT, result.status());
      assertTrue(result.message().startsWith("gradient cosine"), result.message());
      assertEquals(7 / 3.0, result.point()[0], 1e-5);
      assertEquals(7, result.iterations());
    }
  }

  /** An absolute norm depends on the units: 1e-6 holds at the start of tiny residuals. */
  @Test
  void it_alone_decides_unless_a_norm_is_set() {
    Minimizer minimizer =
        Minimizer.of(new Mean(1e-8)).hessian(SmallParts.identity()).step(SmallParts.fixed(0.3e16));
    Result usual = minimizer.run();
    assertTrue(usual.message().startsWith("gradient cosine"), usual.message());
    assertEquals(7 / 3.0, usual.point()[0], 1e-9);
    Result set = minimizer.stop(Stop.gradientNorm(1e-6)).run();
    assertTrue(set.message().startsWith("gradient norm"), set.message());
    assertEquals(0, set.iterations());
    Result off =
        Minimizer.of(new Mean(1e-8))
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.3e16))
            .stop(Stop.gradientCosine(0))
            .run();
    assertTrue(off.message().endsWith("<= 1.00e-06"), off.message());
  }

  @Test
  void it_is_on_for_sums_of_squares_and_zero_switches_it_off() {
    Minimizer minimizer =
        Minimizer.of(new Mean(1e6)).hessian(SmallParts.identity()).step(SmallParts.fixed(0.3e-12));
    Result usual = minimizer.stop(Stop.gradientNorm(0)).run();
    assertTrue(usual.message().contains("<= 1.00e-10"), usual.message());
    Result off = minimizer.stop(Stop.gradientCosine(0), Stop.maxIterations(9)).run();
    assertEquals(Status.MAX_ITERATIONS, off.status());
  }

  @Test
  void rosenbrock_without_residuals_is_not_asked() {
    Result result =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(SmallParts.exact())
            .step(SmallParts.newton2())
            .stop(Stop.gradientCosine(1e6))
            .run();
    assertTrue(result.message().startsWith("gradient norm"), result.message());
  }
}
