package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.ExampleCurvature;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.testkit.TestContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InfluenceAnalysisTest {

  private static final double[] WEIGHTS = {0.25, 0.125, 0.25, 0.0625};

  /** A constant with examples of known influence. */
  private record Known(double[] leverages) implements Objective {

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public Set<Class<? extends Structure>> structures() {
      return Set.of(ExampleCurvature.class);
    }

    @Override
    public Evaluation at(double[] x) {
      return new Evaluation() {
        @Override
        public Objective objective() {
          return Known.this;
        }

        @Override
        public double[] point() {
          return x;
        }

        @Override
        public double value() {
          return 0;
        }

        @Override
        public double[] gradient() {
          return new double[1];
        }

        @Override
        public <S extends Structure> Optional<S> structure(Class<S> kind) {
          return kind == ExampleCurvature.class
              ? Optional.of(kind.cast(new Curvature(leverages)))
              : Optional.empty();
        }
      };
    }
  }

  private record Curvature(double[] leverages) implements ExampleCurvature {
    @Override
    public double[] weights() {
      return WEIGHTS;
    }
  }

  private static Influence influence(int top, Objective objective, double... point) {
    return (Influence)
        new InfluenceAnalysis(new InfluenceAnalysis.Config(top))
            .start(objective, new TestContext(1e-6))
            .findings(objective.at(point));
  }

  @Test
  void the_largest_leverages_come_first_and_of_equals_the_first() {
    Influence influence = influence(3, new Known(new double[] {0.25, 1, 0.5, 0.5}), 0);
    assertEquals(
        new Influence(
            4,
            0.6875,
            2.25,
            List.of(
                new Influence.Example(1, 0.125, 1),
                new Influence.Example(2, 0.25, 0.5),
                new Influence.Example(3, 0.0625, 0.5)),
            ""),
        influence);
  }

  @Test
  void where_no_leverage_is_known_the_weights_say() {
    double nan = Double.NaN;
    Influence influence = influence(2, new Known(new double[] {nan, nan, nan, nan}), 0);
    assertEquals(nan, influence.sumOfLeverages());
    assertEquals(
        List.of(new Influence.Example(0, 0.25, nan), new Influence.Example(2, 0.25, nan)),
        influence.largest());
    assertEquals("no leverages: the Hessian is singular to working precision", influence.note());
  }

  @Test
  void an_objective_without_examples_is_said_to_be_one() {
    Influence influence = influence(2, CriticalPoints.wood(), 1, 1, 1, 1);
    assertEquals(0, influence.examples());
    assertEquals(List.of(), influence.largest());
    assertEquals("the objective offers no example-curvature; the regressions do", influence.note());
  }

  @Test
  void a_top_below_one_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> new InfluenceAnalysis.Config(0));
  }
}
