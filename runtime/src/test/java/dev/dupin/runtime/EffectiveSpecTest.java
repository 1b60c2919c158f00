package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EffectiveSpecTest {

  private static final String BOWL = "objective: {type: bowl, dimension: 2}\n";

  @Test
  void every_default_is_shown() {
    assertEquals(
        """
        name: spec
        seed: 0
        objective:
          type: bowl
          dimension: 2
          curvature: 1.0
        start:
          type: default
        hessian:
          type: exact
        step:
          type: trust-region
          initialRadius: 0.5
          shrink: 0.25
        stop:
          gradientNorm: 1.0E-6
          relativeGradientNorm: 0.0
          maxIterations: 10000
          maxTrials: .inf
          maxEvaluations: .inf
          maxSeconds: .inf
          maxEpochs: .inf
          rules: []
        analyze:
          verdict: {}
        observe:
          trace:
            every: 1
        checkpoint:
          everySeconds: 30.0
        """,
        Specs.run(BOWL).effectiveSpec());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "objective: {type: bowl, dimension: 2}",
        "objective: every-type",
        "objective: {type: every-type, limit: inf, text: 'a: b # c', vector: [2e23, 1e-300, 0.1]}",
        "objective: {type: every-type, maybeNested: {}, maybeStep: definite, maybeLimit: 3}",
        "objective: {type: every-type, text: 'null', steps: {'a.b': definite, 'no': definite}}",
        "objective: keyless\nanalyze: {verdict: none, late: spectrum, spectrum: {pairs: 3}}",
        "objective: keyless\nanalyze: [spectrum, {type: spectrum, pairs: 2}, spectrum]",
        "objective: keyless\nanalyze: spectrum",
        "objective: keyless\nanalyze: none",
        "objective: keyless\nobserve: [counter, {type: trace, every: 3}]",
        "objective: keyless\nobserve: none",
        "objective: keyless\nstart: [1e-3, -0.0]\nseed: -5\nname: '1e3'",
        "objective: keyless\nstart: {type: normal, scale: 0.1}",
        "objective: keyless\nstop: {maxTrials: 7, unboundedBelow: -inf, gradientCosine: 0}",
        "objective: keyless\nstop: {rules: [{type: after, trials: 3}, {type: after, trials: 2}]}",
        "objective: keyless\ncheckpoint: {everySeconds: inf}",
        "objective: keyless\nhessian: {type: scaled}\nstep: {type: alternating, odd: definite}",
      })
  void it_composes_to_itself(String yaml) {
    PreparedRun run = Specs.run(yaml);
    PreparedRun again = Specs.run(run.effectiveSpec());
    assertEquals(run.effectiveSpec(), again.effectiveSpec());
    assertEquals(run.specHash(), again.specHash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " x",
        "x ",
        "~",
        "true",
        "No",
        "1",
        "0x1F",
        "1e-3",
        ".inf",
        "inf",
        "nan",
        "<<",
        "a: b",
        "a #b",
        "#a",
        "- a",
        "[a",
        "{a",
        "*a",
        "&a",
        "!a",
        "|a",
        ">a",
        "%a",
        "@a",
        "`a",
        "'a'",
        "\"a\"",
        "a\nb",
        "a\nb\n",
        "\n a\n  b\n\n",
        "a\tb",
        "é\u2028ü",
        "\u0085",
        "a\\b",
        "...",
        "---",
        "? a",
        "a,b",
        "a]",
        "=",
        ",",
        ",x",
        "\uD83D\uDE00"
      })
  void every_text_survives(String text) {
    String quoted = "\"" + escape(text) + "\"";
    PreparedRun run = Specs.run("objective: {type: every-type, text: " + quoted + "}");
    PreparedRun again = Specs.run(run.effectiveSpec());
    assertEquals(run.effectiveSpec(), again.effectiveSpec());
    assertEquals(run.specHash(), again.specHash());
    assertEquals(text, ((dev.dupin.runtime.parts.EveryType) again.objective()).config().text());
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) && c < 0x7f;
      escaped.append(
          plain || Character.isSurrogate(c)
              ? String.valueOf(c)
              : String.format("\\u%04x", (int) c));
    }
    return escaped.toString();
  }

  @Test
  void origins_tell_where_each_value_came_from() {
    PreparedRun run =
        Specs.run(
            """
            objective: {type: bowl, dimension: 2}
            step: {type: trust-region, shrink: 0.5}
            analyze: {verdict: none}
            """,
            "step.initialRadius=2",
            "stop.maxIterations=5");
    Map<String, Origin> origins = run.origins();
    assertEquals("spec.yaml:1:36", String.valueOf(origins.get("objective.dimension")));
    assertEquals("default", String.valueOf(origins.get("objective.curvature")));
    assertEquals("spec.yaml:2:14", String.valueOf(origins.get("step.type")));
    assertEquals(
        "command line: step.initialRadius=2", String.valueOf(origins.get("step.initialRadius")));
    assertEquals("spec.yaml:2:36", String.valueOf(origins.get("step.shrink")));
    assertEquals("default", String.valueOf(origins.get("hessian.type")));
    assertEquals("default", String.valueOf(origins.get("name")));
    assertEquals("default", String.valueOf(origins.get("stop.maxTrials")));
    assertEquals("spec.yaml:3:20", String.valueOf(origins.get("analyze.verdict")));
    assertEquals("default", String.valueOf(origins.get("observe.trace.every")));
  }

  @Test
  void the_hash_is_that_of_the_meaning() {
    String hash = Specs.run(BOWL).specHash();
    assertEquals(64, hash.length());
    assertEquals(hash, Specs.run("# a comment\nstep: trust-region\n" + BOWL).specHash());
    assertEquals(hash, Specs.run(BOWL + "name: another\nseed: 0x0", "seed=0").specHash());
    assertEquals(hash, Specs.run(BOWL, "stop.maxIterations=3", "stop.maxSeconds=1").specHash());
    assertEquals(hash, Specs.run(BOWL, "observe=[counter, {type: trace, every: 9}]").specHash());
    assertEquals(hash, Specs.run(BOWL, "stop.gradientNorm=0.000001").specHash());
    assertNotEquals(hash, Specs.run(BOWL, "stop.gradientNorm=1e-7").specHash());
    assertNotEquals(hash, Specs.run(BOWL, "seed=1").specHash());
    assertNotEquals(hash, Specs.run(BOWL, "step.shrink=0.3").specHash());
    assertNotEquals(hash, Specs.run(BOWL, "hessian=scaled").specHash());
  }

  @Test
  void files_count_by_their_content(@TempDir Path folder) throws Exception {
    Files.createDirectories(folder.resolve("a"));
    Files.createDirectories(folder.resolve("b"));
    String spec = "objective: {type: mean-of-squares, data: {type: numbers, path: data.txt}}";
    for (String place : List.of("a", "b")) {
      Files.writeString(folder.resolve(place).resolve("data.txt"), "1\n2\n");
      Files.writeString(folder.resolve(place).resolve("spec.yaml"), spec);
    }
    PreparedRun here = compose(folder.resolve("a/spec.yaml"));
    assertEquals(here.specHash(), compose(folder.resolve("b/spec.yaml")).specHash());

    String absolute = folder.resolve("a").resolve("data.txt").toAbsolutePath().toString();
    assertTrue(here.effectiveSpec().contains(absolute), here.effectiveSpec());
    Path effective = folder.resolve("effective.yaml");
    Files.writeString(effective, here.effectiveSpec());
    PreparedRun again = compose(effective);
    assertEquals(here.specHash(), again.specHash());
    assertEquals(here.effectiveSpec(), again.effectiveSpec());
    assertTrue(here.effectiveSpec().contains("gradientCosine: 1.0E-10"), here.effectiveSpec());
    assertTrue(here.effectiveSpec().contains("gradientNorm: 0.0"), here.effectiveSpec());

    Files.writeString(folder.resolve("b/data.txt"), "1\n3\n");
    assertNotEquals(here.specHash(), compose(folder.resolve("b/spec.yaml")).specHash());
  }

  private static PreparedRun compose(Path spec) {
    Composition composition = Specs.DUPIN.compose(spec, List.of());
    assertEquals(List.of(), composition.problems());
    return composition.runs().get(0);
  }

  @Test
  void a_number_stands_for_the_part_that_its_key_names() {
    String spec = "objective: keyless\nhessian: scaled\nstep: {type: alternating, odd: definite";
    String spelledOut = ", even: {type: trust-region, initialRadius: 0.75}}";
    assertEquals(
        Specs.run(spec + spelledOut).effectiveSpec(),
        Specs.run(spec + ", even: 0.75}").effectiveSpec());
    assertEquals(
        Specs.run(spec + spelledOut).effectiveSpec(),
        Specs.run(spec + ", even: {initialRadius: 0.75}}").effectiveSpec());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1  | spec.yaml:3:48: error: -1 is out of range (0, inf), at step.even.initialRadius",
        "[1] | spec.yaml:3:48: error: expected a step (its name, or {type: name, …}, or a number: the"
            + " initialRadius of trust-region), found a list, at step.even",
      })
  void a_number_that_stands_for_a_part_is_checked(String even, String problem) {
    String spec = "objective: keyless\nhessian: scaled\nstep: {type: alternating, odd: definite";
    assertEquals(problem, Specs.problem(spec + ", even: " + even + "}"));
  }
}
