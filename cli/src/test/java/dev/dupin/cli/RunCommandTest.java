package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code dupin run}, with the built-in parts, as a user types it. */
class RunCommandTest {
  private static final String SADDLE =
      """
      name: saddle
      objective: {type: formula, variables: [x, y], expression: "x^2 - y^2 + y^4"}
      start: [0, 0]
      hessian: exact
      step: trust-region
      stop: {gradientNorm: 1.0e-10}
      """;

  @TempDir Path folder;

  private final Screen screen = Screen.plain();

  private Path spec(String yaml) throws IOException {
    return Files.writeString(folder.resolve("spec.yaml"), yaml);
  }

  private Path out() {
    return folder.resolve("out");
  }

  private static Set<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static JsonNode result(Path folder) {
    return JsonMapper.shared().readTree(folder.resolve("result.json"));
  }

  @Test
  void a_trust_region_leaves_an_exact_saddle_and_the_results_say_so() throws IOException {
    assertEquals(0, screen.run("run", spec(SADDLE), "-o", out()), screen::err);
    assertEquals(Set.of("spec.yaml", "trace.csv", "result.json"), names(out()));
    JsonNode result = result(out());
    assertEquals("saddle", result.get("name").asString());
    assertEquals("CONVERGED_GRADIENT", result.get("status").asString());
    assertEquals("CONVERGED", result.get("category").asString());
    assertEquals(-0.25, result.get("value").asDouble(), 1e-12);
    assertEquals("MINIMUM", result.get("verdict").get("kind").asString());
    assertEquals(4, result.get("verdict").get("largestEigenvalue").asDouble(), 1e-9);
    assertTrue(result.get("specHash").asString().matches("[0-9a-f]{64}"));
    assertTrue(result.get("environment").get("linearAlgebra").asString().startsWith("ojAlgo 5"));
    List<String> trace = Files.readAllLines(out().resolve("trace.csv"));
    assertEquals(result.get("trials").asInt() + 2, trace.size());
    assertTrue(trace.get(0).startsWith("iteration,trial,accepted,value,"), trace.get(0));
    assertTrue(trace.get(0).contains(",radius"), trace.get(0));
  }

  @Test
  void newton_stays_at_the_saddle_and_the_verdict_says_so() throws IOException {
    assertEquals(0, screen.run("run", spec(SADDLE), "step=newton", "-o", out()), screen::err);
    JsonNode verdict = result(out()).get("verdict");
    assertEquals("SADDLE", verdict.get("kind").asString());
    assertEquals(1, verdict.get("index").asInt());
    assertTrue(screen.out().contains("SADDLE (proven), index 1"), screen.out());
  }

  @Test
  void the_table_at_the_end_fits_and_holds_the_essentials() throws IOException {
    screen.run("run", spec(SADDLE), "-o", out());
    for (String part : List.of("CONVERGED_GRADIENT", "gradient norm", "MINIMUM", "f ", "|g| ")) {
      assertTrue(screen.out().contains(part), screen.out());
    }
    screen
        .out()
        .lines()
        .filter(line -> !line.contains(out().toString()))
        .forEach(line -> assertTrue(line.length() <= 80, line));
  }

  @Test
  void running_the_effective_spec_gives_the_same_trace() throws IOException {
    screen.run("run", spec(SADDLE), "-o", out());
    Path again = folder.resolve("again");
    assertEquals(0, screen.run("run", out().resolve("spec.yaml"), "-o", again), screen::err);
    assertEquals(withoutSeconds(out()), withoutSeconds(again));
    assertEquals(result(out()).get("specHash"), result(again).get("specHash"));
  }

  private static List<String> withoutSeconds(Path run) throws IOException {
    return Files.readAllLines(run.resolve("trace.csv")).stream()
        .map(row -> row.split(",", -1))
        .map(cells -> String.join(",", List.of(cells).subList(0, 12)))
        .toList();
  }

  @Test
  void quiet_prints_nothing() throws IOException {
    assertEquals(0, screen.run("run", spec(SADDLE), "-o", out(), "--quiet"));
    assertEquals("", screen.out() + screen.err());
  }

  @Test
  void results_are_kept_unless_overwriting_is_asked_for() throws IOException {
    screen.run("run", spec(SADDLE), "-o", out());
    JsonNode before = result(out());
    assertEquals(2, screen.run("run", spec(SADDLE), "-o", out()));
    assertTrue(screen.err().contains("--overwrite"), screen.err());
    assertEquals(before, result(out()));
    assertEquals(0, screen.run("run", spec(SADDLE), "-o", out(), "--overwrite"), screen::err);
  }

  @Test
  void a_folder_that_cannot_be_made_is_2() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertEquals(2, screen.run("run", spec(SADDLE), "-o", file.resolve("out")));
    assertTrue(screen.err().contains("cannot write results"), screen.err());
  }

  @Test
  void a_limit_is_0_and_with_require_convergence_4() throws IOException {
    Path spec = spec(SADDLE);
    assertEquals(0, screen.run("run", spec, "stop.maxIterations=1", "-o", out()));
    assertEquals("MAX_ITERATIONS", result(out()).get("status").asString());
    Object[] strict = {
      "run", spec, "stop.maxIterations=1", "-o", out(), "--overwrite", "--require-convergence"
    };
    assertEquals(4, screen.run(strict));
    assertEquals(0, screen.run("run", spec, "-o", out(), "--overwrite", "--require-convergence"));
  }

  @Test
  void a_start_outside_the_domain_is_1_and_leaves_results() throws IOException {
    Path spec =
        spec("objective: {type: formula, variables: [x], expression: log(x)}\nstart: [-1]\n");
    assertEquals(1, screen.run("run", spec, "-o", out()), screen::err);
    JsonNode result = result(out());
    assertEquals("NOT_FINITE_AT_START", result.get("status").asString());
    assertTrue(result.get("value").isNull());
    assertTrue(result.get("verdict").isNull());
  }

  @Test
  void an_exception_of_a_plugin_is_1_with_its_own_frames_on_stderr() throws IOException {
    assertEquals(1, screen.run("run", spec("objective: throwing\n"), "-o", out()));
    assertEquals("PLUGIN_EXCEPTION", result(out()).get("status").asString());
    List<String> err = screen.errLines();
    assertEquals("java.lang.IllegalStateException: no value", err.get(0));
    assertTrue(err.get(1).contains("TestPlugin"), screen.err());
    assertTrue(screen.err().contains("Caused by: java.lang.ArithmeticException: the cause"));
    assertFalse(screen.err().contains("core.minimizer"), screen.err());
  }

  @Test
  void an_interrupt_is_130_ends_the_sweep_and_leaves_results() throws Exception {
    Path spec =
        spec("objective: slow\nstep: {type: fixed-step, learningRate: 1}\nhessian: identity\n");
    int[] code = new int[1];
    Thread run =
        new Thread(() -> code[0] = screen.run("run", spec, "step.learningRate=1,2", "-o", out()));
    run.start();
    TestPlugin.Slow.STARTED.await();
    run.interrupt();
    run.join();
    assertEquals(130, code[0], screen::err);
    assertEquals(Set.of("001-learningRate-1", "summary.csv"), names(out()));
    JsonNode result = result(out().resolve("001-learningRate-1"));
    assertEquals("INTERRUPTED", result.get("status").asString());
    assertTrue(screen.out().contains("INTERRUPTED"), screen.out());
  }

  @Test
  void a_sweep_leaves_a_folder_a_trial_a_summary_and_a_table() throws IOException {
    Path spec = spec(SADDLE + "sweep:\n  step: [trust-region, newton]\n");
    assertEquals(0, screen.run("run", spec, "-o", out()), screen::err);
    assertEquals(Set.of("001-step-trust-region", "002-step-newton", "summary.csv"), names(out()));
    assertEquals(
        "SADDLE", result(out().resolve("002-step-newton")).get("verdict").get("kind").asString());
    List<String> summary = Files.readAllLines(out().resolve("summary.csv"));
    assertEquals(3, summary.size());
    assertTrue(
        summary.get(1).startsWith("001-step-trust-region,CONVERGED_GRADIENT,CONVERGED,-0.2"),
        summary.get(1));
    assertTrue(
        screen.out().contains("[2/2] 002-step-newton: CONVERGED_GRADIENT, f 0"), screen.out());
    assertTrue(
        screen
            .out()
            .lines()
            .anyMatch(line -> line.matches("002-step-newton +CONVERGED_GRADIENT .* SADDLE")),
        screen.out());
  }

  @Test
  void a_trial_that_fails_does_not_keep_the_next_from_running() throws IOException {
    Path spec =
        spec("objective: {type: formula, variables: [x], expression: log(x)^2}\nstart: [1]\n");
    assertEquals(1, screen.run("run", spec, "start=[-1],[3]", "-o", out()), screen::err);
    List<String> summary = Files.readAllLines(out().resolve("summary.csv"));
    assertTrue(summary.get(1).contains("NOT_FINITE_AT_START"), summary.get(1));
    assertTrue(summary.get(2).contains("CONVERGED_GRADIENT"), summary.get(2));
  }

  @Test
  void a_broken_plugin_is_named_and_harms_only_those_who_need_it() throws IOException {
    Path jar = Files.writeString(folder.resolve("broken.jar"), "this is no jar");
    assertEquals(0, screen.run("run", spec(SADDLE), "-o", out(), "-P", jar), screen::err);
    assertTrue(screen.err().contains("broken.jar"), screen.err());
    assertEquals(
        3, screen.run("run", spec(SADDLE), "step=cautious", "-o", folder.resolve("o2"), "-P", jar));
    assertFalse(Files.exists(folder.resolve("o2")));
  }
}
