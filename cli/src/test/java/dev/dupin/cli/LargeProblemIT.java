package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a million variables may cost in memory. */
class LargeProblemIT {

  private static final Path SPEC =
      Path.of(System.getProperty("dupin.root", ".."))
          .toAbsolutePath()
          .resolve("experiments/large-rosenbrock.yaml");

  @TempDir Path folder;

  /**
   * The heap of the whole process is 280 MiB: 32 vectors of a million doubles are 244 of them, the
   * objective's own point and gradient 15, and the rest is about what Java, Dupin and the halves of
   * the young generation take, which differs from one version of Java to the next.
   */
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void l_bfgs_with_ten_pairs_converges_in_32_vectors() throws Exception {
    Path out = folder.resolve("out");
    Command command =
        Command.start(folder, List.of("-Xmx280m", "-XX:+UseSerialGC"), "run", SPEC, "-o", out);
    assertEquals(0, command.exitCode(), command::err);
    JsonNode result = JsonMapper.shared().readTree(out.resolve("result.json"));
    assertEquals("CONVERGED_GRADIENT", result.get("status").asString());
    assertEquals(1_000_000, result.get("dimension").asInt());
    assertEquals(0, result.get("value").asDouble(), 1e-12);
  }
}
