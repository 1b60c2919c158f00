package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.AnalysisFailure;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultTableTest {
  private static final Path FILES = Path.of("runs", "valley");

  private static List<String> lines(Result result, Screen screen) {
    return ResultTable.lines("valley", result, FILES, screen.terminal());
  }

  @Test
  void shows_the_end_of_a_run() {
    Result result =
        Results.of(
            Status.CONVERGED_GRADIENT,
            "gradient norm 3.1e-11 <= 1e-10",
            Map.of("verdict", Results.MINIMUM));
    assertEquals(
        """
        valley  CONVERGED_GRADIENT
          gradient norm 3.1e-11 <= 1e-10

          f              1.25e-17
          |g|            3.10e-11
          x              1, 0.99999999
          iterations     21 (25 trials)
          evaluations    26 values, 22 gradients, 1 Hessian product; the work of 50.5
                         gradients
          time           0.041 s
          verdict        MINIMUM, index 0, nullity 0
                         eigenvalues 0.399 to 1002, condition number 2508
                         certificate: all eigenvalues, dense
          b1             238.9421292 +- 2.707
          trainAccuracy  0.98
          results        runs/valley
        """,
        String.join("\n", lines(result, Screen.plain())) + "\n");
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void no_line_is_longer_than_the_terminal(Status status) {
    String message = "f = 1.2345678901234567e300 at a point ".repeat(9) + "x".repeat(200);
    for (String line : lines(Results.of(status, message, Map.of()), Screen.plain())) {
      assertTrue(line.length() <= 80, line);
    }
  }

  @Test
  void a_run_that_did_not_converge_is_told_what_to_try() {
    Result result = Results.of(Status.MAX_ITERATIONS, "iterations 21 >= 21", Map.of());
    assertTrue(String.join("\n", lines(result, Screen.plain())).contains("Raise stop.maxIter"));
  }

  @Test
  void warnings_stand_below_the_message() {
    Result result =
        Results.of(
            Status.CONVERGED_GRADIENT, "small", Map.of(), List.of("f has no minimum", "nor has g"));
    List<String> lines = lines(result, Screen.plain());
    int message = lines.indexOf("  small");
    assertEquals(
        List.of("  warning: f has no minimum", "  warning: nor has g", ""),
        lines.subList(message + 1, message + 4));
  }

  @Test
  void a_verdict_without_eigenvalues_has_no_numbers() {
    Record unresolved =
        new Results.Verdict(
            "UNRESOLVED", 0, 0, Double.NaN, Double.NaN, Double.NaN, "none: f is not finite");
    Result result = Results.of(Status.STALLED, "", Map.of("verdict", unresolved));
    String text = String.join("\n", lines(result, Screen.plain()));
    String shown = "verdict        UNRESOLVED\n                 certificate: none: f is not finite";
    assertTrue(text.contains(shown), text);
  }

  @Test
  void a_singular_hessian_has_no_condition_number() {
    Record degenerate =
        new Results.Verdict("DEGENERATE", 0, 1, 0, 2, Double.POSITIVE_INFINITY, "dense");
    Result result = Results.of(Status.CONVERGED_GRADIENT, "", Map.of("verdict", degenerate));
    assertTrue(lines(result, Screen.plain()).contains("                 eigenvalues 0 to 2"));
  }

  @Test
  void a_verdict_that_could_not_be_made_says_why() {
    Result result =
        Results.of(
            Status.CONVERGED_GRADIENT,
            "",
            Map.of("verdict", new AnalysisFailure("IllegalStateException: no")));
    assertTrue(
        lines(result, Screen.plain()).contains("  verdict        none: IllegalStateException: no"));
  }

  @Test
  void colours_are_for_terminals() {
    Result result = Results.of(Status.CONVERGED_GRADIENT, "", Map.of("verdict", Results.MINIMUM));
    assertTrue(String.join("", lines(result, Screen.interactive(true))).contains("\u001B[32m"));
    assertFalse(String.join("", lines(result, Screen.interactive(false))).contains("\u001B"));
  }
}
