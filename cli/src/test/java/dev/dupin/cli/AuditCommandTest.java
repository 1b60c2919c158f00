package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  @TempDir Path folder;

  private final Screen screen = Screen.plain();

  private Path spec(String text) throws IOException {
    return Files.writeString(folder.resolve("spec.yaml"), text);
  }

  private void assertLine(String pattern) {
    assertTrue(screen.out().lines().anyMatch(line -> line.matches(pattern)), screen.out());
  }

  @Test
  void what_is_right_is_a_table_of_80_columns() throws IOException {
    Path spec = spec("objective: {type: rosenbrock, dimension: 4}\n");
    assertEquals(0, screen.run("audit", spec), screen::err);
    assertLine("spec: rosenbrock, 4 variables; at 4 points");
    assertLine("  gradient +differences of f +\\d\\S+ +right");
    assertLine("  jacobian J'u +J v +\\S+ +right");
    assertLine("    step +1e-01 .* 1e-08");
    assertLine("nothing wrong in \\d+ checks");
    assertTrue(screen.out().lines().allMatch(line -> line.length() <= 80), screen::out);
    assertEquals("", screen.err());
  }

  @Test
  void what_is_wrong_is_named_with_claim_measure_and_error() throws IOException {
    assertEquals(1, screen.run("audit", spec("objective: slightly-wrong\n")));
    assertLine("  gradient +differences of f +\\S+ +wrong");
    assertLine("    x2: claimed 1e-06, should be 0, off by 1.00e-06, at the start");
    assertFalse(screen.out().contains("    x1:"), screen::out);
    assertLine("1 wrong of \\d+ checks");
    assertTrue(screen.out().lines().allMatch(line -> line.length() <= 80), screen::out);
  }

  @Test
  void a_start_outside_the_domain_is_wrong() throws IOException {
    assertEquals(1, screen.run("audit", spec("objective: nowhere\n")));
    assertLine("    f is NaN, at the start");
  }

  @Test
  void what_the_objective_throws_is_told() throws IOException {
    assertEquals(1, screen.run("audit", spec("objective: throwing\n")));
    assertLine("    throws java.lang.IllegalStateException: no value, at the start");
  }

  @Test
  void a_surrogate_says_so() throws IOException {
    Path spec = spec("objective: {type: sharpness-aware, of: rosenbrock}\n");
    assertEquals(0, screen.run("audit", spec), screen::out);
    assertTrue(screen.out().contains("surrogate"), screen::out);
    assertFalse(screen.out().contains("differences of f"), screen::out);
  }

  @Test
  void the_start_and_the_number_of_points_are_those_asked_for() throws IOException {
    Path spec = spec("objective: rosenbrock\nstart: [3, 4]\n");
    assertEquals(0, screen.run("audit", spec, "--points", 0));
    assertLine("spec: rosenbrock, 2 variables; at 1 point");
    assertEquals(2, screen.run("audit", spec, "--points", -1));
    assertEquals(2, screen.run("audit", spec, "objective=nothing"));
    assertTrue(screen.err().contains("--points must be at least 0"), screen::err);
  }

  @Test
  void the_trials_of_a_sweep_are_audited_where_the_objective_differs() throws IOException {
    Path spec = spec("objective: {type: rosenbrock, dimension: 2}\n");
    assertEquals(0, screen.run("audit", spec, "hessian=exact,bfgs", "objective.dimension=2,3"));
    long tables = screen.out().lines().filter(line -> line.contains("; at 4 points")).count();
    assertEquals(2, tables, screen::out);
  }
}
