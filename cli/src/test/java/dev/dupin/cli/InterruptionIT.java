package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InterruptionIT {
  @TempDir Path folder;

  /**
   * The signal that asks a process to end goes the same way through the virtual machine as Ctrl-C;
   * unlike that one it is never ignored, however this test was started.
   */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void a_process_that_is_asked_to_end_writes_its_results_first() throws Exception {
    Path spec =
        Files.writeString(
            folder.resolve("spec.yaml"),
            """
            objective: rosenbrock
            hessian: identity
            step: {type: fixed-step, learningRate: 1.0e-9}
            stop: {maxIterations: 1000000000000}
            observe: {trace: {every: 100000}}
            """);
    Path out = folder.resolve("out");
    Command command = Command.start(folder, "run", spec, "-o", out);
    Path trace = out.resolve("trace.csv");
    while (Files.notExists(trace) || Files.size(trace) == 0) {
      assertTrue(command.process().isAlive(), command::err);
      Thread.sleep(50);
    }
    command.process().destroy();
    assertEquals(128 + 15, command.exitCode(), command::err);
    JsonNode result = JsonMapper.shared().readTree(out.resolve("result.json"));
    assertEquals("INTERRUPTED", result.get("status").asString());
    List<String> rows = Files.readAllLines(trace);
    String last = rows.get(rows.size() - 1);
    assertEquals(
        result.get("trials").asString(), last.split(",")[1], "the last row is the last trial");
    assertTrue(command.out().contains("INTERRUPTED"), command::out);
  }
}
