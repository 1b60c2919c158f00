package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Rules 1, 5, 6, 8 and 11: who is called when, and what becomes of a trial. */
class LoopTest {

  private static final SmallObjective BOWL = SmallObjective.quadratic(new double[] {1, 4}, 3, -2);

  /** Tries steps 4, 2, 1 along the first axis, and takes the third. */
  private static final class ThirdTime implements Stepper {
    final List<Model> models = new ArrayList<>();
    int refusals;

    @Override
    public Proposal propose(Model model) {
      models.add(model);
      return new Proposal(new double[] {-4.0 / (1 << refusals), 0}, 1, Double.NaN);
    }

    @Override
    public Decision judge(Trial trial) {
      if (refusals < 2) {
        refusals++;
        return Decision.REJECT;
      }
      refusals = 0;
      return Decision.accept(trial.there());
    }
  }

  /** Writes down every call. */
  private static final class Diary implements HessianProvider {
    final List<String> entries = new ArrayList<>();
    final List<Evaluation> points = new ArrayList<>();
    boolean learnsFromRefusals;

    @Override
    public Curvature start(dev.dupin.core.objective.Objective objective, RunContext context) {
      Curvature exact = SmallParts.exact().start(objective, context);
      return new Curvature() {
        @Override
        public SymmetricOperator at(Evaluation here) {
          entries.add("at");
          points.add(here);
          return exact.at(here);
        }

        @Override
        public void accepted(Evaluation from, Evaluation to) {
          entries.add("accepted");
          assertSame(points.get(points.size() - 1), from);
          points.add(to);
        }

        @Override
        public boolean rejected(Evaluation from, Evaluation to) {
          entries.add("rejected");
          return learnsFromRefusals;
        }
      };
    }
  }

  @Test
  void an_iteration_has_one_curvature_and_one_model_and_the_accepted_point_is_the_next() {
    Diary diary = new Diary();
    ThirdTime stepper = new ThirdTime();
    Result result =
        Minimizer.of(BOWL)
            .hessian(diary)
            .step(context -> stepper)
            .stop(Stop.maxIterations(2))
            .run();
    assertEquals(
        List.of("at", "rejected", "rejected", "accepted", "at", "rejected", "rejected", "accepted"),
        diary.entries);
    assertSame(diary.points.get(1), diary.points.get(2), "the accepted point is the next iterate");
    assertSame(stepper.models.get(0), stepper.models.get(1));
    assertSame(stepper.models.get(0), stepper.models.get(2));
    assertNotSame(stepper.models.get(2), stepper.models.get(3));
    assertEquals(2, result.iterations());
    assertEquals(6, result.trials());
    // Gradients: at the start and at both accepted points; no refused trial pays one.
    assertEquals(3, result.evaluations().gradient());
  }

  @Test
  void a_curvature_that_learns_from_a_refusal_is_asked_again_at_the_same_point() {
    Diary diary = new Diary();
    diary.learnsFromRefusals = true;
    ThirdTime stepper = new ThirdTime();
    Minimizer.of(BOWL).hessian(diary).step(context -> stepper).stop(Stop.maxIterations(1)).run();
    assertEquals(List.of("at", "rejected", "at", "rejected", "at", "accepted"), diary.entries);
    assertNotSame(stepper.models.get(0), stepper.models.get(1));
    assertSame(stepper.models.get(0).here(), stepper.models.get(1).here());
  }

  @Test
  void an_earlier_trial_of_the_iteration_may_be_taken() {
    List<Evaluation> tried = new ArrayList<>();
    Stepper secondThoughts =
        new Stepper() {
          @Override
          public Proposal propose(Model model) {
            return new Proposal(new double[] {tried.isEmpty() ? -3 : -1, 0}, 1, Double.NaN);
          }

          @Override
          public Decision judge(Trial trial) {
            tried.add(trial.there());
            return tried.size() == 1 ? Decision.REJECT : Decision.accept(tried.get(0));
          }
        };
    List<double[]> rows = new ArrayList<>();
    Result result =
        Minimizer.of(BOWL)
            .hessian(SmallParts.identity())
            .step(context -> secondThoughts)
            .stop(Stop.maxIterations(1))
            .observe(
                event ->
                    rows.add(
                        new double[] {
                          event.accepted() ? 1 : 0, event.number("value"), event.number("stepNorm")
                        }))
            .run();
    assertArrayEquals(new double[] {0, -2}, result.point());
    assertArrayEquals(new double[] {1, 8, 3}, rows.get(2));
  }

  @Test
  void a_point_from_elsewhere_cannot_be_accepted() {
    Stepper cheat =
        new Stepper() {
          @Override
          public Proposal propose(Model model) {
            return new Proposal(new double[] {1, 1}, 1, Double.NaN);
          }

          @Override
          public Decision judge(Trial trial) {
            return Decision.accept(BOWL.at(new double[] {0, 0}));
          }
        };
    Result result = Minimizer.of(BOWL).hessian(SmallParts.identity()).step(context -> cheat).run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertTrue(result.message().contains("no trial of this iteration"), result.message());
  }

  @Test
  void a_saddle_is_left_by_a_strategy_that_can_escape() {
    // x^2 - y^2 + y^4 at (0, 0): the gradient is zero and the curvature along y is -2.
    SmallObjective saddle = fourth();
    Result result =
        Minimizer.of(saddle).hessian(SmallParts.exact()).step(SmallParts.escaping()).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(-0.25, result.value(), 1e-10);
    Result stays =
        Minimizer.of(saddle).hessian(SmallParts.exact()).step(SmallParts.newton2()).run();
    assertEquals(Status.CONVERGED_GRADIENT, stays.status());
    assertArrayEquals(new double[2], stays.point());
  }

  @Test
  void limits_come_before_an_escape_but_after_convergence() {
    Result result =
        Minimizer.of(fourth())
            .hessian(SmallParts.exact())
            .step(SmallParts.escaping())
            .stop(Stop.maxIterations(0))
            .run();
    assertEquals(
        Status.MAX_ITERATIONS, result.status(), "an escape is known, so this is not converged");
  }

  @Test
  void an_escape_that_finds_nothing_is_exhausted_and_the_run_converges() {
    // The Hessian lies: it claims negative curvature where f rises both ways.
    SmallObjective liar =
        new SmallObjective(
            new double[] {0, 0}, BOWL.value(), BOWL.gradient(), x -> new double[] {1, 0, 0, -1});
    Result result =
        Minimizer.of(liar).hessian(SmallParts.exact()).step(SmallParts.escaping()).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(10, result.trials(), "lengths 1, 1/2, ..., 2^-9 were tried");
  }

  @Test
  void an_escape_too_short_to_change_the_point_leaves_the_run_converged() {
    StepStrategy tiny =
        context ->
            new Stepper() {
              @Override
              public Proposal propose(Model model) {
                throw new AssertionError("the gradient test holds");
              }

              @Override
              public Optional<Proposal> escape(Model model) {
                return Optional.of(new Proposal(new double[] {1e-40, 0}, 1, Double.NaN));
              }

              @Override
              public Decision judge(Trial trial) {
                throw new AssertionError("nothing was tried");
              }
            };
    SmallObjective off =
        new SmallObjective(
            new double[] {1, 1}, x -> 0, x -> new double[2], x -> new double[] {-1, 0, 0, -1});
    Result result = Minimizer.of(off).hessian(SmallParts.exact()).step(tiny).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
  }

  @Test
  void without_convergence_the_point_with_the_smallest_value_is_kept() {
    Result result =
        Minimizer.of(BOWL)
            .hessian(SmallParts.identity())
            .step(SmallParts.fixed(0.6)) // 1 - 0.6 * 4 < -1: the second coordinate diverges
            .stop(Stop.maxIterations(50))
            .run();
    assertEquals(Status.MAX_ITERATIONS, result.status());
    assertTrue(result.value() <= 12.5, "the start is better than where the run went");
  }

  private static SmallObjective fourth() {
    return new SmallObjective(
        new double[] {0, 0},
        x -> x[0] * x[0] - x[1] * x[1] + Math.pow(x[1], 4),
        x -> new double[] {2 * x[0], -2 * x[1] + 4 * Math.pow(x[1], 3)},
        x -> new double[] {2, 0, 0, -2 + 12 * x[1] * x[1]});
  }

  @Test
  void strategies_are_recipes_so_two_runs_share_nothing() {
    StepStrategy step = SmallParts.descent();
    Minimizer minimizer =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(SmallParts.identity())
            .step(step)
            .stop(Stop.maxIterations(200));
    Result first = minimizer.run();
    Result second = minimizer.run();
    assertArrayEquals(first.point(), second.point());
    assertEquals(first.evaluations(), second.evaluations());
    assertEquals(Optional.empty(), second.failure());
  }
}
