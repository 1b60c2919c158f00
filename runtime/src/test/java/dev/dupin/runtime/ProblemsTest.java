package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {

  @Test
  void six_mistakes_of_six_kinds_are_six_located_problems() {
    List<String> problems =
        Specs.problems(
            """
            name: six
            sede: 42
            objective: {type: bowl, dimension: 0, curvature: high}
            hessian: {type: exat}
            step: {type: alternating}
            stop: {maxIterations: 5, maxIterations: 6}
            """);
    assertEquals(
        List.of(
            "spec.yaml:2:1: error: unknown key 'sede', at sede; did you mean 'seed'; known: analyze,"
                + " batch, checkpoint, hessian, name, objective, observe, seed, start, step, stop, sweep",
            "spec.yaml:3:36: error: 0 is out of range [1, inf), at objective.dimension",
            "spec.yaml:3:50: error: expected a number in (0, 10], found 'high', at"
                + " objective.curvature",
            "spec.yaml:4:17: error: unknown hessian 'exat', at hessian; did you mean 'exact'; known:"
                + " by-layers, exact, needs-key, scaled",
            "spec.yaml:5:7: error: missing key 'odd', at step; it is a step (its name, or {type:"
                + " name, …})",
            "spec.yaml:6:26: error: duplicate key 'maxIterations', at stop.maxIterations; it was"
                + " first given at spec.yaml:6:8"),
        problems);
  }

  @Test
  void what_is_wrong_beside_other_mistakes_is_found_as_well(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("data.txt"), "1\n2\nthree\n");
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        objective: {type: decorated, of: {type: mean-of-squares, data: {type: numbers, path: data.txt}}}
        hessian: {type: scaled, scale: -1}
        step: {type: alternating, odd: {type: trust-region, shrink: 2}, even: newtn}
        start: {type: normal, scale: x}
        """);
    Composition composition = Specs.DUPIN.compose(spec, List.of("batch.size=-1", "nothing"));
    List<String> problems = composition.problems().stream().map(Problem::toString).toList();
    String data = folder.resolve("data.txt").toString();
    assertEquals(
        List.of(
            spec + ":2:32: error: -1 is out of range (0, inf), at hessian.scale",
            spec + ":3:61: error: 2 is out of range (0, 1), at step.odd.shrink",
            spec
                + ":3:71: error: unknown step 'newtn', at step.even; known: alternating, by-layers,"
                + " definite, trust-region",
            spec + ":4:30: error: expected a number in (0, inf), found 'x', at start.scale",
            "command line: nothing: error: this is no override; write PATH=VALUE, as in"
                + " step.initialRadius=0.5",
            "command line: batch.size=-1: error: -1 is out of range [1, inf), at batch.size",
            data + ":3:1: error: 'three' is no number, at objective.of.data"),
        problems);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "crossed, low: 2 | spec.yaml:1:33: error: low (2.0) must be below high (1.0), at objective.low",
        "crossed, high: 101 | spec.yaml:1:34: error: high is 101.0, which is ridiculous, at objective.high",
        "crossed, high: -1 | spec.yaml:1:12: error: low (0.0) must be below high (-1.0), at objective",
        "exclusive | spec.yaml:1:12: error: give one of matrix, eigenvalues; found none, at objective",
        "bowl, dimension: 1.5 | spec.yaml:1:36: error: expected a whole number in [1, inf), found '1.5', at objective.dimension",
        "bowl, dimension: 3000000000 | spec.yaml:1:36: error: '3000000000' does not fit into int, at objective.dimension",
        "bowl, dimension: 1e999999999 | spec.yaml:1:36: error: expected a whole number in [1, inf), found '1e999999999', at objective.dimension",
        "bowl, dimension: inf | spec.yaml:1:36: error: expected a whole number in [1, inf), found 'inf', at objective.dimension",
        "bowl, dimension: .nan | spec.yaml:1:36: error: expected a whole number in [1, inf), found '.nan', at objective.dimension",
        "bowl, dimension: '2' | spec.yaml:1:36: error: expected a whole number in [1, inf), found the text '2', at objective.dimension",
        "bowl, dimension: | spec.yaml:1:35: error: expected a whole number in [1, inf), found nothing, at objective.dimension",
        "every-type, real: 1e999 | spec.yaml:1:37: error: expected a number in (0, 1), found '1e999', at objective.real",
        "every-type, flag: yes | spec.yaml:1:37: error: expected true or false, found 'yes', at objective.flag",
        "every-type, text: [a] | spec.yaml:1:37: error: expected text, found a list, at objective.text",
        "every-type, nested: 3 | spec.yaml:1:39: error: expected a map of the keys width, colour, found '3', at objective.nested",
        "every-type, hidden: 3 | spec.yaml:1:39: error: expected a list, each item a whole number, found '3', at objective.hidden",
        "every-type, vector: [1, -2] | spec.yaml:1:43: error: -2 is out of range [0, inf), at objective.vector[1]",
        "every-type, parameters: {b1: x} | spec.yaml:1:48: error: expected a number, found 'x', at objective.parameters.b1",
        "every-type, hessians: [{type: scaled, scale: 0}] | spec.yaml:1:64: error: 0 is out of range (0, inf), at objective.hessians[0].scale",
        "every-type, hessian: 7 | spec.yaml:1:40: error: expected a hessian (its name, or {type: name, …}), found '7', at objective.hessian",
        "every-type, maybeStep: {initialRadius: 1} | spec.yaml:1:42: error: missing key 'type', at objective.maybeStep; known: alternating, by-layers, definite, trust-region",
        "every-type, path: '' | spec.yaml:1:37: error: expected a path, found the text '', at objective.path",
        "every-type, search: hager-zhang | spec.yaml:1:39: error: unknown word 'hager-zhang', at objective.search; known: backtracking, strong-wolfe",
        "every-type, search: strongwolfe | spec.yaml:1:39: error: unknown word 'strongwolfe', at objective.search; did you mean 'strong-wolfe'; known: backtracking, strong-wolfe",
        "trust-region | spec.yaml:1:19: error: unknown objective 'trust-region', at objective; there is a step of that name; known: asks-too-much, bad-default, bad-schema, bowl, buggy, crossed, decorated, every-type, exclusive, keyless, mean-of-squares, served",
        "keyless, size: 3 | spec.yaml:1:28: error: unknown key 'size', at objective.size; objective 'keyless' has no keys",
      })
  void a_mistake_in_a_part_is_told_with_its_place(String keys, String problem) {
    assertEquals(problem, Specs.problem("objective: {type: " + keys + "}\nhessian: scaled"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "why?; 3:13",
        "'why?'; 3:14",
        "\"why?\"; 3:14",
        "\"ein Grüß 𝜋?\"; 3:21",
        "why? # a comment; 3:13",
        "why~    not?; 4:8",
        "\"why~    not?\"; 4:8",
        "|~    why,~    not?; 5:8",
        "|-~~    why,~~    so?; 7:7",
        ">~    why~    not?; 5:8",
        "&anchor why?; 3:10",
        "\"w\\x68y?\"; 3:10"
      })
  void a_value_that_is_refused_is_pointed_into(String label, String place) {
    String spec = "objective:\n  type: crossed\n  label: " + label.replace("~", "\n");
    assertEquals(
        "spec.yaml:" + place + ": error: a question, at objective.label",
        Specs.problem(spec + "\nhessian: scaled"));
  }

  @Test
  void a_value_of_the_command_line_that_is_refused_is_told_there() {
    assertEquals(
        "command line: objective.label=why?: error: a question, at objective.label",
        Specs.problem("objective: crossed\nhessian: scaled", "objective.label=why?"));
  }

  /** Not even where it is the default; which an effective spec leaves out then. */
  @Test
  void a_key_is_not_given_beside_what_replaces_it() {
    String spec = "objective: {type: exclusive, matrix: [1], units: m";
    assertEquals(
        "spec.yaml:1:53: error: 'scale' says nothing beside 'units': give one of them, at"
            + " objective.scale",
        Specs.problem(spec + ", scale: 1}"));
    assertFalse(Specs.run(spec + "}").effectiveSpec().contains("scale"));
    String usual = "objective: {type: exclusive, matrix: [1]}";
    assertTrue(Specs.run(usual).effectiveSpec().contains("scale"));
  }

  @Test
  void exactly_one_of_exclusive_keys_is_given() {
    assertEquals(
        "spec.yaml:1:43: error: give one of matrix, eigenvalues; found matrix and eigenvalues, at"
            + " objective",
        Specs.problem("objective: {type: exclusive, matrix: [1], eigenvalues: [1]}"));
    assertEquals(
        2, Specs.run("objective: {type: exclusive, matrix: [1, 2]}").objective().dimension());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "buggy | spec.yaml:1:12: error: objective 'buggy' cannot be built: java.lang.IllegalStateException: somebody forgot something, at objective; this is a bug of class TestParts",
        "bad-schema | spec.yaml:1:12: error: objective 'bad-schema' cannot be used: the key 'numbers' is wrong: java.util.Map cannot be a key, at objective; its author must mend dev.dupin.runtime.parts.Bugs$BadSchema in class TestParts",
        "bad-default | spec.yaml:1:12: error: the default is wrong: expected a number, found 'much', at objective.amount",
      })
  void a_mistake_of_the_author_names_the_plugin(String type, String problem) {
    assertEquals(problem, Specs.problem("objective: " + type + "\nhessian: scaled"));
  }

  @Test
  void a_bug_in_a_constructor_keeps_its_stack_trace() {
    Composition composition = Specs.compose("objective: buggy");
    assertEquals(1, composition.failures().size());
    assertEquals("somebody forgot something", composition.failures().get(0).getMessage());
    assertFalse(composition.pluginMissing());
  }

  @Test
  void a_part_that_asks_for_what_nobody_has_is_told() {
    String problem = Specs.problem("objective: asks-too-much");
    assertTrue(
        problem.startsWith(
            "spec.yaml:1:12: error: objective 'asks-too-much' cannot be built: it asks for"),
        problem);
    assertTrue(problem.contains("java.lang.Runnable"), problem);
  }

  @Test
  void data_that_are_wrong_are_told_at_their_own_place(@TempDir Path folder) throws Exception {
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec, "objective: {type: mean-of-squares, data: {type: numbers, path: none.txt}}");
    Problem problem = Specs.DUPIN.compose(spec, List.of()).problems().get(0);
    assertEquals(
        folder.resolve("none.txt") + ": error: there is no such file, at objective.data",
        problem.toString());
  }

  @Test
  void the_objective_is_required() {
    assertEquals(
        "spec.yaml:1:1: error: missing key 'objective'; it is an objective (its name, or {type:"
            + " name, …})",
        Specs.problem("name: x"));
  }

  @Test
  void batches_need_a_finite_sum_with_enough_terms(@TempDir Path folder) throws Exception {
    assertEquals(
        "spec.yaml:2:8: error: objective 'bowl' is no finite sum, so it has no batches, at batch",
        Specs.problem("objective: {type: bowl, dimension: 2}\nbatch: {size: 2}"));
    Files.writeString(folder.resolve("data.txt"), "1\n2\n");
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        "objective: {type: mean-of-squares, data: {type: numbers, path: data.txt}}\n"
            + "batch: {size: 3, curvatureSize: 4}");
    String more = " is more than the 2 terms of objective 'mean-of-squares', at batch.";
    assertEquals(
        List.of(
            spec + ":2:15: error: 3" + more + "size",
            spec + ":2:33: error: 4" + more + "curvatureSize"),
        problems(spec));
    assertEquals(
        List.of("command line: batch.curvatureSize=3: error: 3" + more + "curvatureSize"),
        problems(spec, "batch.size=2", "batch.curvatureSize=3"));
    assertEquals(
        List.of(
            "command line: batch.curvatureSize=0: error: 0 is out of range [1, inf), at"
                + " batch.curvatureSize"),
        problems(spec, "batch.size=2", "batch.curvatureSize=0"));
    assertEquals(List.of(), problems(spec, "batch.size=1", "batch.curvatureSize=2"));
  }

  private static List<String> problems(Path spec, String... overrides) {
    return Specs.DUPIN.compose(spec, List.of(overrides)).problems().stream()
        .map(Problem::toString)
        .toList();
  }

  @Test
  void a_start_has_as_many_coordinates_as_the_objective_has_variables() {
    assertEquals(
        "spec.yaml:2:8: error: the start has 3 coordinates, but the objective has 2 variables, at"
            + " start",
        Specs.problem("objective: keyless\nstart: [1, 2, 3]"));
  }

  @Test
  void the_trace_cannot_be_switched_off() {
    assertEquals(
        "spec.yaml:2:18: error: the trace cannot be switched off, at observe.trace",
        Specs.problem("objective: keyless\nobserve: {trace: none}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n...\n"})
  void an_empty_spec_is_told(String yaml) {
    assertEquals(
        "spec.yaml:1:1: error: the spec is empty; it needs at least an objective",
        Specs.problem(yaml));
  }

  @Test
  void files_that_are_no_specs_are_told(@TempDir Path folder) throws Exception {
    Path binary = folder.resolve("binary.yaml");
    Files.write(binary, new byte[] {'a', '\n', (byte) 0x89, 'P', 'N', 'G'});
    assertEquals(
        binary + ":2: error: this is no text: byte 0x89 at offset 2 is not UTF-8", only(binary));
    Path empty = Files.createFile(folder.resolve("empty.yaml"));
    assertEquals(
        empty
            + ": error: the file is empty; a spec has at least an objective, as in objective: rosenbrock",
        only(empty));
    Path missing = folder.resolve("missing.yaml");
    assertEquals(missing + ": error: there is no such file", only(missing));
    assertEquals(folder + ": error: this is a folder, not a spec", only(folder));
    Path large = folder.resolve("large.yaml");
    Files.write(large, new byte[SpecText.LARGEST + 1]);
    assertEquals(
        large + ": error: the file has 1048577 bytes, but a spec has at most 1048576", only(large));
    Path control = folder.resolve("control.yaml");
    Files.writeString(control, "a: 1\nb: \u0001\n");
    assertEquals(
        control + ":2:4: error: this is no text: it has the character U+0001", only(control));
  }

  private static String only(Path spec) {
    Composition composition = Specs.DUPIN.compose(spec, List.of());
    assertEquals(1, composition.problems().size());
    assertTrue(composition.runs().isEmpty());
    return composition.problems().get(0).toString();
  }

  @Test
  void a_byte_order_mark_is_passed_over(@TempDir Path folder) throws Exception {
    Path spec = folder.resolve("spec.yaml");
    Files.write(spec, "\uFEFFobjective: keyless".getBytes(StandardCharsets.UTF_8));
    assertEquals(1, Specs.DUPIN.compose(spec, List.of()).runs().size());
  }

  @Test
  void long_and_strange_words_are_cut_in_messages() {
    String problem = Specs.problem("objective: \"" + "x".repeat(5000) + "\\e[31m\"");
    assertTrue(problem.length() < 400, problem);
    assertFalse(Specs.problem("objective: \"a\\e[31m\"").contains("\u001b"));
  }
}
