package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepTableTest {
  @Test
  void a_trial_is_a_row() {
    SweepTable table = new SweepTable();
    table.add(
        "001-hessian-exact",
        Results.of(Status.CONVERGED_GRADIENT, "", Map.of("verdict", Results.MINIMUM)));
    table.add("002-hessian-bfgs", Results.of(Status.STALLED, "", Map.of()));
    assertEquals(
        """
        trial             status                    f      |g| iterations work verdict
        001-hessian-exact CONVERGED_GRADIENT 1.25e-17 3.10e-11         21 50.5 MINIMUM
        002-hessian-bfgs  STALLED            1.25e-17 3.10e-11         21 50.5
        """,
        String.join("\n", table.lines(80)) + "\n");
  }

  @Test
  void the_name_of_the_trial_gives_way() {
    SweepTable table = new SweepTable();
    table.add(
        "001-hessian-exact-step.initialRadius-0.1-step.subproblem-more-sorensen",
        Results.of(Status.CONVERGED_AT_ROUNDING, "", Map.of("verdict", Results.MINIMUM)));
    List<String> lines = table.lines(80);
    assertEquals(80, lines.get(1).length());
    assertTrue(lines.get(1).startsWith("001-hes"), lines.get(1));
    assertTrue(lines.get(1).contains("… CONVERGED_AT_ROUNDING"), lines.get(1));
  }
}
