package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code dupin resume}, as a user types it. */
class ResumeCommandTest {

  private static final String VALLEY =
      """
      name: valley
      seed: 3
      objective: {type: rosenbrock, dimension: 6}
      hessian: HESSIAN
      step: STEP
      stop: {gradientNorm: 1.0e-8}
      """;

  @TempDir Path folder;

  private final Screen screen = Screen.plain();

  private Path spec(String hessian, String step) throws IOException {
    String yaml = VALLEY.replace("HESSIAN", hessian).replace("STEP", step);
    return Files.writeString(folder.resolve("valley.yaml"), yaml);
  }

  private Path out(String name) {
    return folder.resolve(name);
  }

  /** Returns a trace without its times. */
  private static List<String> trace(Path run) throws IOException {
    List<String> rows = new ArrayList<>();
    for (String line : Files.readAllLines(run.resolve("trace.csv"))) {
      String[] cells = line.split(",", -1);
      cells[12] = "";
      rows.add(String.join(",", cells));
    }
    return rows;
  }

  private static JsonNode result(Path run) {
    ObjectNode result = (ObjectNode) JsonMapper.shared().readTree(run.resolve("result.json"));
    result.remove("seconds");
    return result;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exact trust-region",
        "l-bfgs line-search",
        "bfgs {type: line-search, search: backtracking}",
        "exact {type: trust-region, subproblem: more-sorensen}"
      })
  void a_run_that_hit_a_limit_goes_on_to_the_same_bits(String pair) throws IOException {
    Path spec = spec(pair.substring(0, pair.indexOf(' ')), pair.substring(pair.indexOf(' ') + 1));
    assertEquals(0, screen.run("run", spec, "-o", out("whole")), screen::err);
    assertEquals(0, screen.run("run", spec, "stop.maxIterations=7", "-o", out("parts")));
    assertTrue(Files.exists(out("parts").resolve("checkpoint/state.bin")));
    assertEquals("MAX_ITERATIONS", result(out("parts")).get("status").asString());
    assertEquals(0, screen.run("resume", out("parts"), "stop.maxIterations=12"), screen::err);
    assertEquals("MAX_ITERATIONS", result(out("parts")).get("status").asString());
    assertEquals(0, screen.run("resume", out("parts"), "stop.maxIterations=10000"), screen::err);
    assertEquals(trace(out("whole")), trace(out("parts")));
    assertEquals(result(out("whole")), result(out("parts")));
    assertFalse(Files.exists(out("parts").resolve("checkpoint")), "converged: nothing to resume");
  }

  @Test
  void a_thinned_trace_is_the_same_too() throws IOException {
    Path spec = spec("exact", "trust-region");
    assertEquals(0, screen.run("run", spec, "observe.trace.every=5", "-o", out("whole")));
    assertEquals(
        0,
        screen.run(
            "run", spec, "observe.trace.every=5", "stop.maxIterations=7", "-o", out("parts")));
    assertEquals(0, screen.run("resume", out("parts"), "stop.maxIterations=10000"));
    assertEquals(trace(out("whole")), trace(out("parts")));
  }

  @Test
  void nothing_but_limits_may_change() throws IOException {
    Path spec = spec("exact", "trust-region");
    assertEquals(0, screen.run("run", spec, "stop.maxIterations=7", "-o", out("parts")));
    assertEquals(2, screen.run("resume", out("parts"), "seed=4"));
    assertTrue(screen.err().contains("the checkpoint is of another run"), screen::err);
    assertEquals(2, screen.run("resume", out("parts"), "stop.maxIterations=8,9"));
    assertTrue(screen.err().contains("the overrides ask for a sweep"), screen::err);
    assertEquals("MAX_ITERATIONS", result(out("parts")).get("status").asString(), "as it was");
  }

  @Test
  void what_cannot_be_resumed_is_refused_with_a_way_out() throws IOException {
    Path spec = spec("exact", "trust-region");
    assertEquals(2, screen.run("resume", folder));
    assertTrue(screen.err().contains("holds no run"), screen::err);
    assertEquals(0, screen.run("run", spec, "-o", out("done")));
    assertEquals(2, screen.run("resume", out("done")));
    assertTrue(screen.err().contains("has no checkpoint: the run converged"), screen::err);
    assertTrue(Files.exists(out("done").resolve("result.json")), "nothing was removed");
    assertEquals(
        0,
        screen.run("run", spec, "hessian=exact,bfgs", "stop.maxIterations=5", "-o", out("sweep")));
    assertEquals(2, screen.run("resume", out("sweep")));
    assertTrue(screen.err().contains("holds a sweep"), screen::err);
    Path trial = out("sweep").resolve("001-hessian-exact");
    assertEquals(0, screen.run("resume", trial, "stop.maxIterations=500"), screen::err);
    assertEquals("CONVERGED_GRADIENT", result(trial).get("status").asString());
  }

  @Test
  void a_broken_checkpoint_is_told() throws IOException {
    Path spec = spec("exact", "trust-region");
    assertEquals(0, screen.run("run", spec, "stop.maxIterations=7", "-o", out("parts")));
    Path state = out("parts").resolve("checkpoint/state.bin");
    byte[] bytes = Files.readAllBytes(state);
    bytes[bytes.length / 2] ^= 1;
    Files.write(state, bytes);
    assertEquals(2, screen.run("resume", out("parts")));
    assertTrue(screen.err().contains("its checksum is wrong"), screen::err);
  }
}
