package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gradient that vanishes where f has a slope is seen before the run is called converged. */
class ContradictionTest {

  private static final double[] DIAGONAL = {1, 4, 0.3};

  /** Right, but for what stands for the last entry of the gradient. */
  private static SmallObjective wrongAt(int entry, double offset, double... from) {
    SmallObjective right = SmallObjective.quadratic(DIAGONAL, from);
    return right
        .withValue(x -> offset + right.value().applyAsDouble(x))
        .withGradient(
            x -> {
              double[] gradient = right.gradient().apply(x);
              gradient[entry] = 0;
              return gradient;
            });
  }

  private static Result run(Objective objective) {
    return Minimizer.of(objective)
        .hessian(SmallParts.identity())
        .step(SmallParts.fixed(0.2))
        .stop(Stop.gradientNorm(1e-6))
        .run();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void an_entry_of_zero_is_seen_whichever_it_is(int entry) {
    for (double offset : new double[] {0, 1, -1e6}) {
      Result result = run(wrongAt(entry, offset, 1, -2, 3));
      assertEquals(Status.STALLED, result.status(), result.message());
      assertTrue(
          result.message().startsWith("f and its gradient contradict each other along a line")
              && result.message().endsWith("dupin audit"),
          result.message());
    }
  }

  @Test
  void what_noise_hides_is_no_contradiction() {
    // A slope of 1e-3 beside noise of 1 in f.
    SmallObjective right = SmallObjective.quadratic(DIAGONAL, 1, -2, 3e-3);
    SmallObjective noisy =
        right
            .withValue(x -> right.value().applyAsDouble(x) + noise(x[0] + x[1] + x[2]))
            .withGradient(x -> new double[] {x[0], 4 * x[1], 0});
    assertEquals(Status.CONVERGED_GRADIENT, run(noisy).status());
  }

  /** As good as random between neighbouring doubles, from 0 to 1. */
  private static double noise(double x) {
    return new SplittableRandom(Double.doubleToRawLongBits(x)).nextDouble();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 1, 1e8})
  void right_gradients_raise_no_alarm_at_any_scale(double scale) {
    for (double offset : new double[] {0, 1, 1e9}) {
      SmallObjective bowl = SmallObjective.quadratic(DIAGONAL, scale, -2 * scale, 3 * scale);
      SmallObjective lifted =
          bowl.withValue(
                  x -> offset + bowl.value().applyAsDouble(new double[] {x[0] - scale, x[1], x[2]}))
              .withGradient(x -> new double[] {x[0] - scale, 4 * x[1], 0.3 * x[2]});
      Result result = run(lifted);
      assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    }
  }

  @Test
  void a_surrogate_is_not_compared() {
    SmallObjective wrong = wrongAt(1, 0, 1, -2, 3);
    Objective surrogate =
        new Objective() {
          @Override
          public int dimension() {
            return wrong.dimension();
          }

          @Override
          public double[] start(java.util.random.RandomGenerator random) {
            return wrong.start(random);
          }

          @Override
          public Evaluation at(double[] x) {
            return wrong.at(x);
          }

          @Override
          public boolean gradientIsSurrogate() {
            return true;
          }
        };
    Result result = run(surrogate);
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(Counts.NONE, result.analysisEvaluations());
  }
}
