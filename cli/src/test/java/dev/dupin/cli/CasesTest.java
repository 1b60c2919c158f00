package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Specs that once ended wrongly, restated from public reports, each with what is right: the command
 * runs them, and every field of {@code cases.json} is compared with {@code result.json}.
 */
class CasesTest {
  /** The folders of {@code cases} that are run; {@code fits} and {@code misc} may join them. */
  private static final Set<String> FOLDERS = Set.of("verdict");

  /** As the cases' description has it: f to 1e-8, estimates to 1e-5, a distance to 0.1 %. */
  private static final double VALUE = 1e-8;

  private static final double ESTIMATE = 1e-5;

  private static final double DISTANCE = 1e-3;

  @TempDir Path folder;

  /**
   * One spec and what is right.
   *
   * @param file below {@code cases}
   * @param right the fields
   */
  record Case(String file, JsonNode right) {

    List<String> words(String field) {
      return right.path(field).valueStream().map(JsonNode::asString).toList();
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Case> cases() throws IOException {
    try (InputStream list = CasesTest.class.getResourceAsStream("/cases/cases.json")) {
      return JsonMapper.shared()
          .readTree(list)
          .valueStream()
          .map(node -> new Case(node.get("file").asString(), node))
          .filter(one -> FOLDERS.contains(one.file().replaceFirst("/.*", "")))
          .toList()
          .stream();
    }
  }

  @Test
  void every_spec_of_the_folders_has_its_answer() throws Exception {
    List<String> listed = cases().map(Case::file).sorted().toList();
    List<String> there = new ArrayList<>();
    for (String name : FOLDERS) {
      Path directory = Path.of(CasesTest.class.getResource("/cases/" + name).toURI());
      try (Stream<Path> files = Files.list(directory)) {
        files.forEach(file -> there.add(name + "/" + file.getFileName()));
      }
    }
    assertEquals(there.stream().sorted().toList(), listed);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void each_ends_as_it_should(Case one) throws IOException {
    Path spec = folder.resolve("spec.yaml");
    try (InputStream yaml = CasesTest.class.getResourceAsStream("/cases/" + one.file())) {
      Files.write(spec, yaml.readAllBytes());
    }
    Path out = folder.resolve("out");
    Screen screen = Screen.plain();
    int exit = screen.run("run", spec, "-o", out);
    if (one.right().has("exit")) {
      assertEquals(one.right().get("exit").asInt(), exit, screen::err);
    }
    Path document = out.resolve("result.json");
    if (exit != 2) {
      assertTrue(Files.exists(document), screen::err);
      check(one, JsonMapper.shared().readTree(document));
    } else {
      assertTrue(one.right().has("exit"), screen::err);
    }
  }

  private static void check(Case one, JsonNode result) {
    List<Executable> checks = new ArrayList<>();
    words(one, result, checks);
    values(one, result, checks);
    verdict(one, result.path("verdict"), checks);
    estimates(one, result, checks);
    warnings(one, result, checks);
    counts(one, result, checks);
    String right = one.right().get("right").asString();
    String context = one + ": " + right + "\n" + result.toPrettyString();
    assertAll(context, checks);
  }

  private static void words(Case one, JsonNode result, List<Executable> checks) {
    String kind = result.path("verdict").path("kind").asString("none");
    String category = result.get("category").asString();
    allowed(one, "verdict", kind, checks);
    allowed(one, "category", category, checks);
    allowed(one, "status", result.get("status").asString(), checks);
    forbidden(one, "never", kind, checks);
    forbidden(one, "neverCategory", category, checks);
  }

  private static void allowed(Case one, String field, String told, List<Executable> checks) {
    List<String> right = one.words(field);
    checks.add(() -> assertTrue(right.isEmpty() || right.contains(told), field + " is " + told));
  }

  private static void forbidden(Case one, String field, String told, List<Executable> checks) {
    checks.add(() -> assertFalse(one.words(field).contains(told), field + " is " + told));
  }

  private static void values(Case one, JsonNode result, List<Executable> checks) {
    double value = result.get("value").asDouble(Double.NaN);
    if (one.right().has("value")) {
      checks.add(() -> near("value", one.right().get("value").asDouble(), value, VALUE));
    }
    boolean claimed =
        result.get("category").asString().equals("CONVERGED")
            || result.path("verdict").path("kind").asString("none").equals("MINIMUM");
    if (one.right().has("values") && claimed) {
      boolean isOne =
          one.right()
              .get("values")
              .valueStream()
              .mapToDouble(JsonNode::asDouble)
              .anyMatch(right -> Math.abs(value - right) <= VALUE * Math.max(1, Math.abs(right)));
      checks.add(() -> assertTrue(isOne, "f is " + value));
    }
  }

  private static void near(String what, double right, double told, double relative) {
    assertEquals(right, told, relative * Math.abs(right), what);
  }

  private static void verdict(Case one, JsonNode verdict, List<Executable> checks) {
    for (String field : List.of("index", "nullity")) {
      if (one.right().has(field)) {
        int right = one.right().get(field).asInt();
        checks.add(() -> assertEquals(right, verdict.path(field).asInt(-1), field));
      }
    }
    if (one.right().has("decreaseFound")) {
      boolean right = one.right().get("decreaseFound").asBoolean();
      checks.add(() -> assertEquals(right, verdict.path("decreaseFound").asBoolean(), "decrease"));
    }
    if (one.right().has("newtonDistance")) {
      double right = one.right().get("newtonDistance").asDouble();
      double told = verdict.path("newtonDistance").asDouble(Double.NaN);
      checks.add(() -> near("newtonDistance", right, told, DISTANCE));
    }
  }

  private static void estimates(Case one, JsonNode result, List<Executable> checks) {
    named(one, "point", result, "value", checks);
    named(one, "standardErrors", result, "standardError", checks);
    for (String name : one.words("standardErrorsKnown")) {
      JsonNode error = estimate(result, name).path("standardError");
      checks.add(() -> assertTrue(error.isNumber(), "the standard error of " + name));
    }
    for (String name : one.words("standardErrorsNull")) {
      JsonNode error = estimate(result, name).path("standardError");
      checks.add(() -> assertTrue(error.isNull(), "the standard error of " + name + " " + error));
    }
    JsonNode list = one.right().path("pointList");
    for (int i = 0; i < list.size(); i++) {
      double told = result.path("point").path(i).asDouble(Double.NaN);
      double right = list.get(i).asDouble();
      checks.add(() -> near("point", right, told, ESTIMATE));
    }
  }

  private static void named(
      Case one, String field, JsonNode result, String component, List<Executable> checks) {
    one.right()
        .path(field)
        .properties()
        .forEach(
            entry -> {
              double right = entry.getValue().asDouble();
              double told = estimate(result, entry.getKey()).path(component).asDouble(Double.NaN);
              checks.add(() -> near(component + " of " + entry.getKey(), right, told, ESTIMATE));
            });
  }

  private static JsonNode estimate(JsonNode result, String name) {
    return result
        .path("estimates")
        .valueStream()
        .filter(estimate -> estimate.get("name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no estimate of " + name));
  }

  /** A name counts as told where it stands as a word of its own in some warning. */
  private static void warnings(Case one, JsonNode result, List<Executable> checks) {
    String told =
        result
            .get("warnings")
            .valueStream()
            .map(JsonNode::asString)
            .collect(Collectors.joining("\n"));
    for (String name : one.words("warns")) {
      boolean isTold = List.of(told.split("\\W+")).contains(name);
      checks.add(() -> assertTrue(isTold, "a warning names " + name));
    }
  }

  private static void counts(Case one, JsonNode result, List<Executable> checks) {
    if (one.right().has("degreesOfFreedom")) {
      double right = one.right().get("degreesOfFreedom").asDouble();
      double told = result.path("metrics").path("degreesOfFreedom").asDouble(Double.NaN);
      checks.add(() -> assertEquals(right, told, "degrees of freedom"));
    }
    if (one.right().has("gradientEquivalents")) {
      double most = one.right().get("gradientEquivalents").asDouble();
      double told = result.path("evaluations").path("gradientEquivalents").asDouble(Double.NaN);
      checks.add(() -> assertTrue(told <= most, told + " gradient equivalents"));
    }
  }
}
