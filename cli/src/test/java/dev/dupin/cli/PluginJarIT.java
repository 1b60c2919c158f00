package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plugin that was built by itself, as a jar in a folder: each of its parts in a spec. */
class PluginJarIT {
  private static final Path PLUGINS =
      Path.of(System.getProperty("dupin.plugins", "target/plugins"));
  private static final Path JAR = PLUGINS.resolve("acme.jar");

  @TempDir Path folder;

  private final Screen screen = Screen.plain();
  private Path out = Path.of("");

  @BeforeEach
  void chooseFolder() {
    out = folder.resolve("out");
  }

  private static Path spec(String name) {
    Path root = Path.of(System.getProperty("dupin.root", ".."));
    return root.resolve("plugins-example").resolve("experiments").resolve(name + ".yaml");
  }

  private JsonNode result() {
    return JsonMapper.shared().readTree(out.resolve("result.json"));
  }

  @ParameterizedTest
  @CsvSource({
    "double-well, -1.0466805, 0",
    "diagonal-secant, 1, -2",
    "cautious-newton, 1, 1",
  })
  void each_part_is_used_from_a_spec(String name, double x, double y) {
    assertEquals(0, screen.run("run", spec(name), "-P", PLUGINS, "-o", out), screen::err);
    assertEquals("", screen.err());
    assertAnEndAt(x, y);
  }

  private void assertAnEndAt(double x, double y) {
    JsonNode result = result();
    assertEquals("CONVERGED_GRADIENT", result.get("status").asString());
    assertEquals("MINIMUM", result.get("verdict").get("kind").asString());
    // The specs ask for gradients of 1e-8 and less, and no eigenvalue is below 0.3.
    assertEquals(x, result.get("point").get(0).asDouble(), 1e-7);
    assertEquals(y, result.get("point").get(1).asDouble(), 1e-7);
    JsonNode plugin =
        result
            .get("plugins")
            .valueStream()
            .filter(used -> used.get("jar").asString().equals("acme.jar"))
            .findFirst()
            .orElseThrow();
    assertTrue(plugin.get("sha256").asString().matches("[0-9a-f]{64}"));
  }

  @Test
  void a_jar_may_be_named_itself() {
    assertEquals(0, screen.run("run", spec("double-well"), "-P", JAR, "-o", out), screen::err);
  }

  @Test
  void the_packed_command_does_the_same_in_a_process_of_its_own() throws Exception {
    Command command = Command.start(folder, "run", spec("double-well"), "-P", PLUGINS, "-o", out);
    assertEquals(0, command.exitCode(), command::err);
    assertEquals("", command.err());
    assertTrue(command.out().contains("MINIMUM"), command::out);
    assertAnEndAt(-1.0466805, 0);
  }

  @Test
  void a_corrupt_jar_is_named_and_the_others_load() throws IOException {
    Path plugins = withCorruptJar();
    assertEquals(0, screen.run("run", spec("double-well"), "-P", plugins, "-o", out), screen::err);
    assertEquals(1, screen.errLines().size(), screen::err);
    assertTrue(screen.err().contains("broken.jar"), screen.err());
  }

  @Test
  void only_a_spec_that_needs_the_corrupt_jar_exits_3() throws IOException {
    Path plugins = withCorruptJar();
    Object[] missing = {
      "run", spec("double-well"), "objective={type: triple-well}", "-P", plugins, "-o", out
    };
    assertEquals(3, screen.run(missing), screen::err);
    assertTrue(screen.err().contains("triple-well"), screen.err());
    assertTrue(Files.notExists(out));
  }

  private Path withCorruptJar() throws IOException {
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    Files.copy(JAR, plugins.resolve("acme.jar"));
    byte[] bytes = Files.readAllBytes(JAR);
    Files.write(plugins.resolve("broken.jar"), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    return plugins;
  }

  @Test
  void a_spec_that_names_a_part_without_the_plugin_is_told_so() {
    assertEquals(2, screen.run("run", spec("double-well"), "-o", out));
    assertTrue(screen.err().contains("unknown objective 'double-well'"), screen.err());
  }

  @Test
  void its_parts_are_listed_with_their_keys() {
    assertEquals(0, screen.run("plugins", "cautious-newton", "-P", PLUGINS), screen::err);
    assertTrue(screen.out().contains("com.acme.dupin.CautiousNewton"), screen.out());
    assertTrue(screen.out().contains("shrink"), screen.out());
  }
}
