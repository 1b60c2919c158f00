package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rule 12: watchers change nothing; and what observers and analyses see. */
class WatcherTest {

  /** What {@link #counting} finds. */
  record Seen(long steps, double tolerance, double drawn) {}

  /** Pays gradients along the way and a random number at the end. */
  private static Analysis counting() {
    return (judged, context) ->
        new Analysis.Analyser() {
          private long steps;

          @Override
          public void accepted(Evaluation from, Evaluation to) {
            from.gradient();
            to.gradient();
            steps++;
          }

          @Override
          public Record findings(Evaluation here) {
            here.gradient();
            return new Seen(
                steps, context.gradientTolerance(), context.random("probe").nextDouble());
          }

          @Override
          public void exchange(State state) {
            steps = state.exchange("steps", steps);
          }
        };
  }

  private static Minimizer plain() {
    return Minimizer.of(SmallObjective.ROSENBROCK)
        .hessian(SmallParts.exact())
        .step(SmallParts.newton2())
        .stop(Stop.gradientNorm(1e-8));
  }

  @Test
  void an_analysis_pays_on_its_own_ledger_and_changes_nothing() {
    Result alone = plain().run();
    Result watched = plain().analyze("seen", counting()).run();
    assertArrayEquals(alone.point(), watched.point());
    assertEquals(alone.evaluations(), watched.evaluations());
    long looked = alone.analysisEvaluations().gradient(); // before it was called converged
    assertTrue(looked <= 25, "the last look costs " + looked + " gradients");
    Seen seen = watched.finding(Seen.class).orElseThrow();
    assertEquals(watched.iterations(), seen.steps());
    // Every iterate once: `to` of one step is `from` of the next; the end is evaluated anew.
    assertEquals(watched.iterations() + 2 + looked, watched.analysisEvaluations().gradient());
    assertEquals(1e-8, seen.tolerance());
  }

  @Test
  void two_analyses_have_streams_of_their_own() {
    Result result = plain().analyze("a", counting()).analyze("b", counting()).run();
    assertEquals(List.of("a", "b"), List.copyOf(result.findings().keySet()));
    Seen a = (Seen) Objects.requireNonNull(result.findings().get("a"));
    Seen b = (Seen) Objects.requireNonNull(result.findings().get("b"));
    assertTrue(a.drawn() != b.drawn());
  }

  @Test
  void where_another_test_than_the_absolute_one_held_the_tolerance_follows() {
    Result result =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(SmallParts.exact())
            .step(SmallParts.newton2())
            .stop(Stop.gradientNorm(0), Stop.relativeGradientNorm(1e-3))
            .analyze("seen", counting())
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertTrue(result.finding(Seen.class).orElseThrow().tolerance() >= result.gradientNorm());
  }

  @Test
  void an_analysis_that_throws_loses_its_own_findings_only() {
    Analysis broken =
        (judged, context) ->
            here -> {
              throw new IllegalStateException("no eigenvalues today");
            };
    Result result = plain().analyze("broken", broken).analyze("seen", counting()).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(
        new AnalysisFailure("IllegalStateException: no eigenvalues today"),
        result.findings().get("broken"));
    assertTrue(result.finding(Seen.class).isPresent());
  }

  @Test
  void an_analysis_whose_class_cannot_be_linked_keeps_the_result_from_nobody() {
    Analysis broken =
        (judged, context) ->
            here -> {
              throw new NoClassDefFoundError("acme/Lost");
            };
    Result result = plain().analyze("broken", broken).analyze("seen", counting()).run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertEquals(
        new AnalysisFailure("NoClassDefFoundError: acme/Lost"), result.findings().get("broken"));
    assertTrue(result.finding(Seen.class).isPresent());
  }

  @Test
  void analyses_have_their_say_after_a_time_limit_too() {
    Result result = plain().stop(Stop.maxSeconds(0)).analyze("seen", counting()).run();
    assertEquals(Status.MAX_SECONDS, result.status());
    assertTrue(result.finding(Seen.class).isPresent(), result.findings().toString());
    assertTrue(result.gradientNorm() > 0);
  }

  @Test
  void the_trace_has_the_start_and_one_row_a_trial() {
    List<List<Double>> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    Result result =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(SmallParts.identity())
            .step(SmallParts.descent())
            .stop(Stop.maxTrials(30))
            .observe(
                event -> {
                  if (columns.isEmpty()) {
                    columns.addAll(event.columns());
                  }
                  List<Double> row = new ArrayList<>();
                  for (int i = 0; i < columns.size(); i++) {
                    row.add(event.number(i));
                    assertEquals(event.number(i), event.number(columns.get(i)));
                  }
                  rows.add(row);
                  assertTrue(Double.isNaN(event.number("no such column")));
                })
            .run();
    assertEquals(
        List.of(
            "iteration",
            "trial",
            "accepted",
            "value",
            "gradientNorm",
            "stepNorm",
            "predictedReduction",
            "actualReduction",
            "valueCalls",
            "gradientCalls",
            "hessianProducts",
            "hessians",
            "seconds",
            "length"),
        columns);
    assertEquals(31, rows.size());
    assertEquals(24.2, rows.get(0).get(3), 1e-12);
    for (int k = 0; k < rows.size(); k++) {
      List<Double> row = rows.get(k);
      assertEquals(k, row.get(1));
      boolean accepted = row.get(2) == 1;
      assertEquals(!accepted, Double.isNaN(row.get(4)), "a refused trial pays no gradient");
      if (accepted && k > 0) {
        assertTrue(row.get(7) > 0);
      }
    }
    assertEquals((double) result.iterations(), rows.get(30).get(0));
  }

  @Test
  void parts_that_report_other_names_later_are_told() {
    int[] calls = {0};
    Result result =
        Minimizer.of(SmallObjective.ROSENBROCK)
            .hessian(SmallParts.identity())
            .step(
                context ->
                    new dev.dupin.core.step.Stepper() {
                      @Override
                      public dev.dupin.core.step.Proposal propose(dev.dupin.core.step.Model model) {
                        return new dev.dupin.core.step.Proposal(new double[] {0.1, 0}, 1, 1);
                      }

                      @Override
                      public dev.dupin.core.step.Decision judge(dev.dupin.core.step.Trial trial) {
                        return dev.dupin.core.step.Decision.accept(trial.there());
                      }

                      @Override
                      public void report(java.util.function.ObjDoubleConsumer<String> out) {
                        out.accept("name" + Math.min(1, calls[0]++), 1);
                      }
                    })
            .observe(event -> {})
            .run();
    assertEquals(Status.PLUGIN_EXCEPTION, result.status());
    assertTrue(result.message().contains("names must always be the same"), result.message());
  }
}
