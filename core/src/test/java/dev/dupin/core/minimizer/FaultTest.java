package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Faults of analyses and objectives that must neither escape from a run nor be passed over. */
class FaultTest {

  private static final SmallObjective BOWL = SmallObjective.quadratic(new double[] {1, 4}, 3, -2);

  private static Minimizer on(Objective objective) {
    return Minimizer.of(objective).hessian(SmallParts.identity()).step(SmallParts.descent());
  }

  @Test
  void an_error_of_the_virtual_machine_in_an_analysis_is_its_finding() {
    Result result =
        on(BOWL)
            .analyze(
                "deep",
                (judged, context) ->
                    here -> {
                      throw new StackOverflowError();
                    })
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(new AnalysisFailure("StackOverflowError"), result.findings().get("deep"));
  }

  /** A bowl whose metrics are counted when they are read, and cannot be. */
  private record Measured(SmallObjective bowl) implements Objective {

    @Override
    public int dimension() {
      return bowl.dimension();
    }

    @Override
    public double[] start(RandomGenerator random) {
      return bowl.start(random);
    }

    @Override
    public Set<Class<? extends Structure>> structures() {
      return Set.of(Metrics.class);
    }

    @Override
    public Evaluation at(double[] x) {
      Evaluation plain = bowl.at(x);
      return new Evaluation() {
        @Override
        public Objective objective() {
          return Measured.this;
        }

        @Override
        public double[] point() {
          return x;
        }

        @Override
        public double value() {
          return plain.value();
        }

        @Override
        public double[] gradient() {
          return plain.gradient();
        }

        @Override
        public <S extends Structure> Optional<S> structure(Class<S> kind) {
          Metrics broken =
              () -> {
                throw new IllegalStateException("no test set");
              };
          return kind == Metrics.class ? Optional.of(kind.cast(broken)) : Optional.empty();
        }
      };
    }
  }

  @Test
  void metrics_that_throw_when_they_are_read_are_told_among_the_findings() {
    Result result = on(new Measured(BOWL)).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertTrue(result.metrics().isEmpty());
    assertEquals(
        new AnalysisFailure("IllegalStateException: no test set"),
        result.findings().get("metrics"));
  }

  /** A bowl that says wrongly where to start. */
  private record Misplaced(SmallObjective bowl, Supplier<double[]> from) implements Objective {

    @Override
    public int dimension() {
      return bowl.dimension();
    }

    @Override
    public double[] start(RandomGenerator random) {
      return from.get();
    }

    @Override
    public Evaluation at(double[] x) {
      return bowl.at(x);
    }
  }

  @Test
  void a_start_of_a_wrong_length_is_the_plugins_fault_and_the_result_is_there() {
    Result result = on(new Misplaced(BOWL, () -> new double[3])).run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertTrue(result.message().contains("3 coordinates"), result.message());
    assertEquals(2, result.point().length);
  }

  @Test
  void an_error_of_the_virtual_machine_in_the_start_is_the_plugins_fault_too() {
    Result result =
        on(new Misplaced(
                BOWL,
                () -> {
                  throw new StackOverflowError();
                }))
            .run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertEquals(2, result.point().length);
  }

  @Test
  void a_value_that_does_not_follow_the_gradient_stalls() {
    // Slopes promise a decrease at every step that is too short to be seen; f never moves.
    Result result = on(BOWL.withValue(x -> 1)).run();
    assertEquals(Status.STALLED, result.status());
    assertTrue(result.trials() < 500, "trials: " + result.trials());
  }

  @Test
  void what_an_honest_value_cannot_show_is_still_won_by_slopes() {
    Result result =
        on(BOWL.withValue(x -> 1e8 + BOWL.value().applyAsDouble(x)))
            .stop(Stop.gradientNorm(1e-12))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
  }

  @Test
  void an_exception_before_the_last_accepted_step_is_not_told_of_a_stall() {
    int[] calls = new int[1];
    SmallObjective once =
        BOWL.withValue(
            x -> {
              if (++calls[0] == 2) {
                throw new IllegalArgumentException("only once");
              }
              return calls[0] < 5 ? BOWL.value().applyAsDouble(x) : Double.NaN;
            });
    Result result = on(once).run();
    assertEquals(Status.STALLED, result.status());
    assertTrue(result.iterations() > 0);
    assertFalse(result.message().contains("only once"), result.message());
  }

  @Test
  void a_numerical_failure_names_what_the_objective_threw() {
    SmallObjective once =
        BOWL.withGradient(
            x -> {
              if (x[0] != 3) {
                throw new IllegalArgumentException("not here");
              }
              return new double[] {3, -8};
            });
    Result result =
        Minimizer.of(once)
            .hessian(
                SmallParts.provider(
                    here -> {
                      double[] beside = {here.point()[0] + 1e-6, here.point()[1]};
                      if (!Vectors.isFinite(here.objective().at(beside).gradient())) {
                        throw new NumericalFailureException("no difference of gradients");
                      }
                      return Operators.dense(
                          new DenseSymmetric(2, new double[] {1, 0, 0, 4}),
                          Set.of(Trait.POSITIVE_DEFINITE));
                    }))
            .step(SmallParts.descent())
            .run();
    assertEquals(Status.NUMERICAL_FAILURE, result.status());
    assertTrue(result.message().contains("IllegalArgumentException: not here"), result.message());
  }
}
