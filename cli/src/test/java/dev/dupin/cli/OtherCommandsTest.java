package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Status;
import dev.dupin.curvature.Verdict;
import dev.dupin.runtime.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtherCommandsTest {
  @TempDir Path folder;

  private final Screen screen = Screen.plain();

  private Path spec() throws IOException {
    return Files.writeString(
        folder.resolve("spec.yaml"),
        """
        name: valley
        objective: rosenbrock
        start: [1, -2]
        step: {type: trust-region, initialRadius: 0.5}
        """);
  }

  @Test
  void validate_counts_the_runs_and_writes_nothing() throws IOException {
    Path spec = spec();
    assertEquals(0, screen.run("validate", spec, "hessian=exact,bfgs"));
    assertEquals(spec + ": valid, 2 runs\n", screen.out());
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void validate_tells_every_mistake() throws IOException {
    assertEquals(2, screen.run("validate", spec(), "hessian=nothing", "step.shrink=7"));
    assertEquals(3, screen.errLines().size(), screen::err);
  }

  @Test
  void show_says_where_each_value_came_from() throws IOException {
    Path spec = spec();
    assertEquals(0, screen.run("show", spec, "stop.maxIterations=7"), screen::err);
    assertLine("name: valley +# " + spec + ":1:7");
    assertLine("  initialRadius: 0.5 +# " + spec + ":4:43");
    assertLine("  maxIterations: 7 +# command line: stop.maxIterations=7");
    assertLine("  gradientNorm: 0.0 +# default");
    assertLine("  - -2.0 +# " + spec + ":3:12");
  }

  private void assertLine(String pattern) {
    assertTrue(screen.out().lines().anyMatch(line -> line.matches(pattern)), screen.out());
  }

  @Test
  void what_show_prints_is_a_spec_of_the_same_run() throws IOException {
    screen.run("show", spec());
    Path shown = Files.writeString(folder.resolve("shown.yaml"), screen.out());
    Screen again = Screen.plain();
    assertEquals(0, again.run("show", shown), again::err);
    assertEquals(withoutComments(screen), withoutComments(again));
  }

  private static List<String> withoutComments(Screen screen) {
    return screen.out().lines().map(line -> line.replaceAll(" +#.*", "")).toList();
  }

  @Test
  void show_prints_every_trial_of_a_sweep_as_a_document() throws IOException {
    screen.run("show", spec(), "hessian=exact,bfgs");
    assertLine("--- # trial 001-hessian-exact");
    assertLine("--- # trial 002-hessian-bfgs");
  }

  @Test
  void plugins_lists_every_part_under_its_kind() {
    assertEquals(0, screen.run("plugins"));
    List<String> lines = screen.out().lines().toList();
    assertTrue(lines.indexOf("step") >= 0, screen.out());
    assertLine("  trust-region +\\S.*");
    assertLine("  rosenbrock +\\S.*");
    assertFalse(screen.out().contains("cannot be used"), screen.out());
    assertEquals("", screen.err());
  }

  @Test
  void plugins_describes_a_part_with_its_keys() {
    assertEquals(0, screen.run("plugins", "trust-region"));
    assertLine("trust-region \\(step\\)");
    assertLine("  A trust-region method: minimises the model within a radius.*");
    assertLine("  subproblem: default steihaug-cg");
    assertLine("      minimises the model within the radius");
    assertLine("  shrink: default 0.25");
    assertLine("      a number in \\(0, 1\\)");
  }

  /** What a part is, what it costs and whose idea it was stands in its Javadoc, and so here. */
  @Test
  void plugins_explains_every_part_and_every_key_in_lines_that_fit() {
    for (Part part : dev.dupin.runtime.Dupin.load(List.of()).catalog().parts()) {
      String name = part.kind() + " " + part.name();
      if (part.type().matches("dev\\.dupin\\.(curvature|optimizers|objectives)\\..*")) {
        assertTrue(part.about().isPresent(), name);
        part.keys().forEach(key -> assertTrue(key.about().isPresent(), name + ": " + key.name()));
      }
    }
    assertEquals(0, screen.run("plugins", "hessian"));
    screen.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void plugins_describes_all_parts_of_a_kind() {
    assertEquals(0, screen.run("plugins", "hessian"));
    assertLine("bfgs \\(hessian\\)");
    assertLine("exact \\(hessian\\)");
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void explain_knows_every_status(Status status) {
    assertEquals(0, screen.run("explain", status));
    String text = screen.out().replaceAll("\\s+", " ");
    assertTrue(text.startsWith(status + " (status, " + status.category() + ") "), text);
    assertTrue(text.contains(status.meaning()), text);
    assertTrue(text.contains(status.advice()), text);
  }

  @Test
  void explain_knows_every_kind_of_verdict() {
    assertEquals(
        Arrays.stream(Verdict.Kind.values()).map(Enum::name).sorted().toList(),
        Arrays.stream(VerdictKind.values()).map(Enum::name).sorted().toList());
    assertEquals(0, screen.run("explain", "gradient-flat"));
    assertTrue(screen.out().startsWith("GRADIENT_FLAT (verdict)"), screen.out());
  }

  @Test
  void explain_without_a_word_lists_all_and_with_a_part_of_one_those() {
    assertEquals(0, screen.run("explain"));
    assertLine("SADDLE {17}A negative and a positive eigenvalue.*");
    assertTrue(screen.out().lines().allMatch(line -> line.length() <= 80));
    Screen some = Screen.plain();
    some.run("explain", "converged");
    assertEquals(2, some.out().lines().filter(line -> line.startsWith("CONVERGED_")).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "explain --help", "--version", "run --version"})
  void help_and_version_are_not_errors(String arguments) {
    assertEquals(0, screen.run((Object[]) arguments.split(" ")));
    assertFalse(screen.out().isBlank());
    assertEquals("", screen.err());
    assertTrue(screen.out().lines().allMatch(line -> line.length() <= 80), screen.out());
  }

  @Test
  void the_version_is_that_of_the_build() {
    screen.run("--version");
    assertTrue(screen.out().matches("Dupin \\d+\\.\\d+.*\\n"), screen.out());
  }
}
