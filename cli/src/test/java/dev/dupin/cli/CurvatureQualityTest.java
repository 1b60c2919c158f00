package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Comparing Hessians from a spec: by name, refused in time, and without changing the run. */
class CurvatureQualityTest {

  private static final String DIGITS =
      Path.of(System.getProperty("dupin.root", ".."))
          .toAbsolutePath()
          .normalize()
          .resolve("experiments/data/digits.svm")
          .toString();

  @TempDir Path folder;

  private final Screen screen = Screen.plain();

  private Path spec(String text) throws IOException {
    return Files.writeString(folder.resolve("spec.yaml"), text);
  }

  @Test
  void a_list_is_named_by_its_types_and_becomes_rows() throws IOException {
    Path spec =
        spec(
            """
            objective: {type: rosenbrock, dimension: 4}
            stop: {maxIterations: 5}
            analyze:
              verdict: none
              curvature-quality:
                every: 5
                hessian: [bfgs, {type: l-bfgs, memory: 2}, {type: l-bfgs, memory: 3}]
            """);
    Path out = folder.resolve("out");
    assertEquals(0, screen.run("run", spec, "-o", out), screen::err);
    JsonNode rows =
        JsonMapper.shared()
            .readTree(out.resolve("result.json"))
            .get("analyses")
            .get("curvature-quality");
    List<String> names = new ArrayList<>();
    rows.forEach(row -> names.add(row.get("iteration") + " " + row.get("hessian").asString()));
    assertEquals(
        List.of("0 bfgs", "0 l-bfgs", "0 l-bfgs-2", "5 bfgs", "5 l-bfgs", "5 l-bfgs-2"), names);
    assertTrue(rows.get(5).get("relativeError").asDouble() > 0);
    assertTrue(screen.out().lines().anyMatch(line -> line.matches("  l-bfgs-2 .*°.* to .*")));
    assertTrue(screen.out().lines().allMatch(line -> line.length() <= 80), screen::out);
  }

  @Test
  void hessians_that_do_not_fit_are_refused_where_they_stand() throws IOException {
    Path spec =
        spec(
            """
            objective: rosenbrock
            analyze:
              curvature-quality: {hessian: [bfgs, empirical-fisher, block-diagonal]}
            """);
    assertEquals(2, screen.run("run", spec, "-o", folder.resolve("out")));
    String place = "spec.yaml:3:39: error: hessian 'empirical-fisher' needs term-gradients; ";
    assertTrue(screen.err().contains(place), screen::err);
    assertTrue(screen.err().contains("spec.yaml:3:57: error: hessian 'block-diagonal' needs"));
    assertTrue(screen.err().contains("hessians that work here: adagrad, adam,"), screen::err);
    assertEquals(2, screen.run("run", spec, "analyze.curvature-quality.hessian=[]"));
    assertTrue(screen.err().contains("there is no hessian to compare"), screen::err);
    assertEquals(0, screen.run("validate", spec, "analyze.curvature-quality.hessian=bfgs"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "batch: {size: 100}"})
  void a_run_is_the_same_with_shadows_and_without(String batch) throws IOException {
    Path spec =
        spec(
            """
            objective: {type: softmax-regression, data: {type: libsvm, path: '%s'}, l2: 0.01}
            hessian: adam
            step: {type: fixed-step, learningRate: 0.01}
            stop: {maxIterations: 25}
            analyze: {verdict: none}
            """
                    .formatted(DIGITS)
                + batch);
    Path alone = folder.resolve("alone");
    Path watched = folder.resolve("watched");
    assertEquals(0, screen.run("run", spec, "-o", alone), screen::err);
    String hessians = "analyze.curvature-quality={hessian: [k-fac, l-bfgs, shampoo], every: 10,";
    String cheaply = hessians + " denseLimit: 0, probes: 3, lanczosSteps: 3}";
    assertEquals(0, screen.run("run", spec, "-o", watched, cheaply), screen::err);
    assertEquals(trace(alone), trace(watched));
    JsonNode one = JsonMapper.shared().readTree(alone.resolve("result.json"));
    JsonNode other = JsonMapper.shared().readTree(watched.resolve("result.json"));
    for (String field : List.of("status", "point", "value", "evaluations")) {
      assertEquals(one.get(field), other.get(field), field);
    }
    assertEquals(12, other.get("analyses").get("curvature-quality").size());
  }

  /** All but the time. */
  private static List<String> trace(Path out) throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("trace.csv"));
    int seconds = List.of(lines.get(0).split(",")).indexOf("seconds");
    return lines.stream()
        .map(
            line -> {
              List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
              cells.remove(seconds);
              return cells.stream().collect(Collectors.joining(","));
            })
        .toList();
  }
}
