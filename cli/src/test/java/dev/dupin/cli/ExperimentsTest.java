package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.all.PlateauTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The specs that come with Dupin, and the ends that their comments promise. */
class ExperimentsTest {
  private static final Path EXPERIMENTS =
      Path.of(System.getProperty("dupin.root", "..")).resolve("experiments");

  @TempDir Path folder;

  private final Screen screen = Screen.plain();

  static Stream<Path> specs() throws IOException {
    try (Stream<Path> files = Files.list(EXPERIMENTS)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("specs")
  void each_is_valid_and_says_how_it_ends(Path spec) throws IOException {
    assertEquals(0, screen.run("validate", spec), screen::err);
    assertTrue(Files.readString(spec).contains("# Ends "), "a comment promises the end");
  }

  private JsonNode run(String name) {
    Path out = folder.resolve("out");
    Path spec = EXPERIMENTS.resolve(name + ".yaml");
    assertEquals(0, screen.run("run", spec, "-o", out), screen::err);
    JsonNode result = JsonMapper.shared().readTree(out.resolve("result.json"));
    assertEquals("CONVERGED_GRADIENT", result.get("status").asString());
    return result;
  }

  private static void assertVerdict(
      JsonNode result, String kind, double smallest, double largest, double tolerance) {
    JsonNode verdict = result.get("verdict");
    assertEquals(kind, verdict.get("kind").asString());
    assertEquals(smallest, verdict.get("smallestEigenvalue").asDouble(), tolerance);
    assertEquals(largest, verdict.get("largestEigenvalue").asDouble(), tolerance);
  }

  @Test
  void quickstart() {
    JsonNode result = run("quickstart");
    assertEquals(0.05983, result.get("value").asDouble(), 5e-6);
    assertEquals("MINIMUM", result.get("verdict").get("kind").asString());
    assertEquals("all eigenvalues, dense", result.get("verdict").get("certificate").asString());
    assertTrue(result.get("metrics").get("trainAccuracy").asDouble() > 0.98, result::toString);
  }

  @Test
  void softmax_digits() {
    JsonNode result = run("softmax-digits");
    assertEquals(0.26186, result.get("value").asDouble(), 5e-6);
    assertEquals("DEGENERATE", result.get("verdict").get("kind").asString());
    assertEquals(1, result.get("verdict").get("nullity").asInt());
    assertEquals(0.979, result.get("metrics").get("trainAccuracy").asDouble(), 5e-4);
  }

  @Test
  void poisson() {
    JsonNode result = run("poisson");
    assertEquals(0.7305, result.get("value").asDouble(), 5e-5);
    assertEquals("MINIMUM", result.get("verdict").get("kind").asString());
    assertEquals(56.53, result.get("metrics").get("trainDeviance").asDouble(), 5e-3);
    JsonNode rain = result.get("estimates").get(1);
    assertEquals("rain", rain.get("name").asString());
    assertEquals(0.628, rain.get("value").asDouble(), 5e-4);
    assertEquals(0.229, rain.get("standardError").asDouble(), 5e-4);
    JsonNode influence = result.get("analyses").get("influence");
    assertEquals(81, influence.get("sumOfWeights").asDouble(), 1e-8);
    assertEquals(4, influence.get("sumOfLeverages").asDouble(), 1e-10);
    assertEquals(3, influence.get("largest").size());
    assertEquals(0, result.get("warnings").size());
  }

  @Test
  void saddle() {
    JsonNode result = run("saddle");
    assertEquals(-0.25, result.get("value").asDouble(), 1e-10);
    assertEquals(Math.sqrt(0.5), Math.abs(result.get("point").get(1).asDouble()), 1e-10);
    assertVerdict(result, "MINIMUM", 2, 4, 1e-9);
  }

  @Test
  void newton_saddle() {
    JsonNode result = run("newton-saddle");
    assertEquals(
        List.of(0.0, 0.0), result.get("point").valueStream().map(JsonNode::asDouble).toList());
    assertEquals(1, result.get("verdict").get("index").asInt());
    assertVerdict(result, "SADDLE", -2, 2, 1e-10);
  }

  @Test
  void rosenbrock() {
    JsonNode result = run("rosenbrock");
    assertEquals(0, result.get("value").asDouble(), 1e-18);
    assertTrue(result.get("iterations").asInt() < 40, result::toString);
    // The comment gives three digits.
    assertVerdict(result, "MINIMUM", 0.399, 1001.6, 0.05);
  }

  @Test
  void himmelblau() {
    JsonNode result = run("himmelblau");
    assertEquals(181.6165, result.get("value").asDouble(), 5e-5);
    assertVerdict(result, "MAXIMUM", -45.605, -16.067, 0.001);
  }

  @Test
  void more_garbow_hillstrom() {
    JsonNode result = run("more-garbow-hillstrom");
    assertEquals(0, result.get("value").asDouble(), 1e-18);
    assertVerdict(result, "MINIMUM", 0.7196, 1005.9, 0.05);
  }

  @Test
  void curve_fit() {
    JsonNode result = run("curve-fit");
    double[][] promised = {{2.499, 0.017}, {1.281, 0.019}, {0.390, 0.008}};
    for (int j = 0; j < promised.length; j++) {
      JsonNode estimate = result.get("estimates").get(j);
      // The comment gives three decimals.
      assertEquals(promised[j][0], estimate.get("value").asDouble(), 5e-4);
      assertEquals(promised[j][1], estimate.get("standardError").asDouble(), 5e-4);
    }
    assertEquals(0.026, result.get("metrics").get("residualStandardDeviation").asDouble(), 5e-4);
    assertEquals("MINIMUM", result.get("verdict").get("kind").asString());
  }

  @Test
  void network_digits() {
    JsonNode result = run("network-digits");
    // Which minimum is met depends on the last bits of the elementary functions; all are near this.
    assertEquals(0.133, result.get("value").asDouble(), 0.005);
    assertTrue(result.get("metrics").get("trainAccuracy").asDouble() > 0.99, result::toString);
    assertEquals("DEGENERATE", result.get("verdict").get("kind").asString());
    assertEquals(0, result.get("verdict").get("index").asInt());
    assertEquals(1, result.get("verdict").get("nullity").asInt());
  }

  /** A trust region with the same Hessian takes 1854 iterations, the work of 20 406 gradients. */
  @Test
  void k_fac_digits() {
    JsonNode result = run("k-fac-digits");
    assertEquals(0.26186, result.get("value").asDouble(), 5e-6);
    assertTrue(result.get("iterations").asLong() <= 60, result::toString);
    long products = result.get("evaluations").get("hessianProduct").asLong();
    assertTrue(products <= 60 * 12 + 20, products + " products: ten for K-FAC, two for the model");
  }

  @Test
  void adam() throws IOException {
    Path out = folder.resolve("out");
    Path spec = EXPERIMENTS.resolve("adam.yaml");
    assertEquals(0, screen.run("run", spec, "-o", out), screen::err);
    JsonNode result = JsonMapper.shared().readTree(out.resolve("result.json"));
    assertEquals("MAX_EPOCHS", result.get("status").asString());
    assertEquals(900, result.get("iterations").asInt());
    assertEquals(0.05984, result.get("value").asDouble(), 5e-6);
    assertEquals("NOT_CRITICAL", result.get("verdict").get("kind").asString());
  }

  @Test
  void stochastic_digits() throws IOException {
    Path out = folder.resolve("out");
    Path spec = EXPERIMENTS.resolve("stochastic-digits.yaml");
    assertEquals(0, screen.run("run", spec, "-o", out), screen::err);
    JsonNode result = JsonMapper.shared().readTree(out.resolve("result.json"));
    assertEquals("MAX_EPOCHS", result.get("status").asString());
    assertEquals(240, result.get("iterations").asInt());
    // Last bits of the elementary functions grow along the run; other seeds end within this.
    assertEquals(0.0144, result.get("value").asDouble(), 0.003);
    assertEquals(0.978, result.get("metrics").get("testAccuracy").asDouble(), 0.02);
    double gradients = result.get("evaluations").get("gradientEquivalents").asDouble();
    // The start and 20 passes; in each of 240 iterations one product over 512 of 1438 examples.
    assertEquals(20 + 128 / 1438.0 + 240 * 512 / 1438.0, gradients, 1e-9);
    List<String> rows = Files.readAllLines(out.resolve("trace.csv"));
    int column = List.of(rows.get(0).split(",")).indexOf("fullValue");
    double lowest =
        rows.stream()
            .skip(1)
            .map(row -> row.split(",", -1)[column])
            .filter(cell -> !cell.isEmpty())
            .mapToDouble(Double::parseDouble)
            .min()
            .orElseThrow();
    assertEquals(lowest, result.get("value").asDouble());
  }

  /** One of the two penalties, so that this stays quick. */
  @Test
  void layer_norm() throws IOException {
    Path out = folder.resolve("out");
    Path spec = EXPERIMENTS.resolve("layer-norm.yaml");
    assertEquals(0, screen.run("run", spec, "-o", out, "objective.l2=1e-3"), screen::err);
    List<String> rows = Files.readAllLines(out.resolve("summary.csv"));
    List<String> header = List.of(rows.get(0).split(","));
    int status = header.indexOf("status");
    int condition = header.indexOf("conditionNumber");
    String[] plain = rows.get(1).split(",");
    String[] normalized = rows.get(2).split(",");
    assertEquals("CONVERGED_GRADIENT", plain[status]);
    assertEquals("CONVERGED_GRADIENT", normalized[status]);
    // The comment gives two digits.
    assertEquals(1.4e3, Double.parseDouble(plain[condition]), 50);
    assertEquals(1.2e5, Double.parseDouble(normalized[condition]), 5e3);
  }

  /** What docs/deep-linear.md claims: who leaves the saddle, how fast, and for where. */
  @Test
  void deep_linear() throws IOException {
    Path out = folder.resolve("out");
    Path spec = EXPERIMENTS.resolve("deep-linear.yaml");
    assertEquals(0, screen.run("run", spec, "-o", out), screen::err);
    List<String> rows = Files.readAllLines(out.resolve("summary.csv"));
    assertEquals(7, rows.size());
    for (String row : rows.subList(1, rows.size())) {
      String trial = row.substring(0, row.indexOf(','));
      JsonNode result = JsonMapper.shared().readTree(out.resolve(trial).resolve("result.json"));
      assertEquals("CONVERGED_GRADIENT", result.get("status").asString(), trial);
      long plateau = PlateauTable.plateau(out.resolve(trial).resolve("trace.csv"), 1.75);
      if (trial.endsWith("newton") && !trial.contains("saddle-free")) {
        assertEquals(1.75, result.get("value").asDouble(), 1e-10);
        assertEquals("SADDLE", result.get("verdict").get("kind").asString());
        assertEquals(3, result.get("verdict").get("index").asInt());
      } else {
        // Half the squares of the singular values left out, 1 and 0.5.
        assertEquals(0.625, result.get("value").asDouble(), 1e-10, trial);
        boolean isDescent = trial.contains("fixed-step");
        assertTrue(isDescent ? plateau >= 40 : plateau <= 25, trial + ": " + plateau);
        assertTrue(isDescent == result.get("iterations").asInt() > 100, trial);
      }
    }
  }

  /** The start without its entries below 1e-5 is the saddle of index 3. */
  @Test
  void deep_linear_starts_near_a_saddle_of_index_3() throws IOException {
    Path out = folder.resolve("out");
    Path spec = EXPERIMENTS.resolve("deep-linear.yaml");
    assertEquals(
        0, screen.run("run", spec, "-o", out, "step=newton", "stop.maxIterations=0"), screen::err);
    JsonNode near = JsonMapper.shared().readTree(out.resolve("result.json"));
    List<Double> saddle =
        near.get("point")
            .valueStream()
            .map(entry -> (double) Math.round(entry.asDouble()))
            .toList();
    for (int i = 0; i < 16; i++) {
      assertEquals(saddle.get(i), near.get("point").get(i).asDouble(), 1e-5);
    }
    assertTrue(near.get("gradientNorm").asDouble() > 1e-6, near::toString);
    Path there = folder.resolve("there");
    assertEquals(
        0,
        screen.run(
            "run", spec, "-o", there, "step=newton", "stop.maxIterations=0", "start=" + saddle),
        screen::err);
    JsonNode result = JsonMapper.shared().readTree(there.resolve("result.json"));
    assertEquals(0, result.get("gradientNorm").asDouble());
    assertEquals(1.75, result.get("value").asDouble());
    assertEquals(3, result.get("verdict").get("index").asInt());
    assertVerdict(result, "SADDLE", -2.25, 8, 1e-10);
  }
}
