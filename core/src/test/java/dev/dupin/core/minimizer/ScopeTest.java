package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.run.RunContext;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Rule 3: random streams restart at every iteration from (seed, path, axis, iteration). */
class ScopeTest {

  private final Gate gate = new Gate(Double.POSITIVE_INFINITY, 0);

  @Test
  void a_stream_restarts_and_another_draw_changes_no_other_stream() {
    RunScope scope = new RunScope(7, gate, 1e-6);
    RunContext part = scope.part("step");
    long first = part.random("probe").nextLong();
    part.random("escape").nextLong();
    assertEquals(first, part.random("probe").nextLong());
    scope.iteration(1);
    assertNotEquals(first, part.random("probe").nextLong());
    scope.iteration(0);
    assertEquals(first, part.random("probe").nextLong());
  }

  @Test
  void every_seed_path_axis_and_iteration_has_a_stream_of_its_own() {
    Set<Long> draws = new HashSet<>();
    String[] paths = {"step", "hessian", "step.subproblem", "stepx", ""};
    String[] axes = {"probe", "batch", "robe", ""};
    for (long seed = -2; seed < 3; seed++) {
      for (String path : paths) {
        for (String axis : axes) {
          for (long iteration = 0; iteration < 20; iteration++) {
            draws.add(RunScope.stream(seed, path, axis, iteration).nextLong());
          }
        }
      }
    }
    assertEquals(5 * 5 * 4 * 20, draws.size());
  }

  @Test
  void a_nested_part_has_the_nested_path() {
    RunScope scope = new RunScope(7, gate, 1e-6);
    assertEquals(
        scope.part("step.subproblem").random("probe").nextLong(),
        scope.part("step").part("subproblem").random("probe").nextLong());
  }

  @Test
  void streams_of_neighbouring_iterations_are_unrelated() {
    double sum = 0;
    int count = 4000;
    for (int k = 0; k < count; k++) {
      double a = RunScope.stream(1, "step", "probe", k).nextDouble() - 0.5;
      double b = RunScope.stream(1, "step", "probe", k + 1L).nextDouble() - 0.5;
      sum += a * b;
    }
    // The product of two independent uniforms has standard deviation 1/12: five of its standard
    // errors.
    assertEquals(0, sum / count, 5 / (12 * Math.sqrt(count)));
  }

  @Test
  void a_context_tells_when_the_run_is_over() {
    RunContext part = new RunScope(7, gate, 1e-6).part("step");
    assertFalse(part.cancelled());
    gate.interrupt();
    assertTrue(part.cancelled());
  }
}
