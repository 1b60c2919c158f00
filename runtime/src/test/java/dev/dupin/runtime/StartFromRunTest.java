package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code start: {type: run, …}}. */
class StartFromRunTest {
  private static final String BOWL = "objective: {type: bowl, dimension: 2}\n";
  private static final String RESULT =
      "{'point': [0.1, -2e-300], 'verdict': {'kind': 'SADDLE',"
          + " 'witness': {'point': [3, 4.5], 'value': -1, 'valueHere': 0}}}";

  @TempDir Path folder;

  @BeforeEach
  void earlierRun() throws IOException {
    write("earlier", RESULT);
  }

  private void write(String run, String json) throws IOException {
    Path path = Files.createDirectories(folder.resolve(run));
    Files.writeString(path.resolve("result.json"), json.replace('\'', '"'));
  }

  /** The spec lies in a folder of its own, beside the folders of the runs. */
  private Composition compose(String yaml, String... overrides) throws IOException {
    Path specs = Files.createDirectories(folder.resolve("specs"));
    Path spec = Files.writeString(specs.resolve("spec.yaml"), yaml);
    return Specs.DUPIN.compose(spec, List.of(overrides));
  }

  private PreparedRun run(String yaml, String... overrides) throws IOException {
    Composition composition = compose(yaml, overrides);
    assertEquals(List.of(), composition.problems());
    return composition.runs().get(0);
  }

  private PreparedRun stopped(String yaml, String... overrides) throws IOException {
    return run(yaml + "\nstop: {maxIterations: 0}", overrides);
  }

  /** The end of a run without an iteration is its start. */
  private static double[] start(PreparedRun run) {
    return run.minimizer().run().point();
  }

  private List<String> problems(String start, String... overrides) throws IOException {
    String folderOf = folder + "/";
    return compose(BOWL + "start: " + start + "\n", overrides).problems().stream()
        .map(problem -> problem.toString().replace(folderOf, ""))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../earlier", "../earlier/", "../earlier/result.json", "../x/../earlier"})
  void the_folder_or_its_result_relative_to_the_spec(String path) throws IOException {
    PreparedRun run = stopped(BOWL + "start: {type: run, path: " + path + "}");
    assertArrayEquals(new double[] {0.1, -2e-300}, start(run));
  }

  @Test
  void an_absolute_path() throws IOException {
    PreparedRun run =
        stopped(BOWL + "start: {type: run, path: '" + folder.resolve("earlier") + "'}");
    assertArrayEquals(new double[] {0.1, -2e-300}, start(run));
  }

  @ParameterizedTest
  @CsvSource({"end, 0.1", "witness, 3"})
  void the_end_or_the_witness(String point, double first) throws IOException {
    PreparedRun run = stopped(BOWL + "start: {type: run, path: ../earlier, point: " + point + "}");
    assertEquals(first, start(run)[0]);
  }

  @Test
  void the_seed_does_not_move_it() throws IOException {
    String spec = BOWL + "start: {type: run, path: ../earlier}";
    assertArrayEquals(start(stopped(spec, "seed=1")), start(stopped(spec, "seed=2")));
  }

  @Test
  void the_effective_spec_starts_at_the_same_point_from_any_folder() throws IOException {
    PreparedRun run = stopped(BOWL + "start: {type: run, path: ../earlier, point: witness}");
    String effective = run.effectiveSpec();
    assertTrue(effective.contains("path: " + folder.resolve("earlier")), effective);
    assertTrue(effective.contains("point: witness"), effective);
    PreparedRun again = Specs.run(effective);
    assertEquals(effective, again.effectiveSpec());
    assertEquals(run.specHash(), again.specHash());
    assertArrayEquals(start(run), start(again));
  }

  @Test
  void the_hash_knows_which_point() throws IOException {
    String spec = BOWL + "start: {type: run, path: ../earlier}";
    assertNotEquals(run(spec).specHash(), run(spec, "start.point=witness").specHash());
  }

  @Test
  void each_trial_of_a_sweep_starts_there() throws IOException {
    write("other", RESULT.replace("0.1", "0.7"));
    Composition sweep =
        compose(
            BOWL + "start: {type: run, path: ../earlier}\nstop: {maxIterations: 0}",
            "start.path=../earlier,../other",
            "start.point=end,witness");
    assertEquals(List.of(), sweep.problems());
    List<Double> first =
        sweep.runs().stream().map(run -> start(run)[0]).sorted(Double::compare).toList();
    assertEquals(List.of(0.1, 0.7, 3.0, 3.0), first);
  }

  @Test
  void a_missing_folder_or_an_unfinished_run_is_told_at_the_start() throws IOException {
    assertEquals(
        List.of(
            "specs/spec.yaml:2:8: error: there is no result of a finished run: nowhere does not"
                + " exist, at start"),
        problems("{type: run, path: ../nowhere}"));
    Files.createDirectories(folder.resolve("unfinished"));
    assertEquals(
        List.of(
            "specs/spec.yaml:2:8: error: there is no result of a finished run:"
                + " unfinished/result.json does not exist, at start"),
        problems("{type: run, path: ../unfinished}"));
  }

  @Test
  void the_folder_of_a_sweep_is_none_of_a_run() throws IOException {
    Files.createDirectories(folder.resolve("sweep"));
    Files.writeString(folder.resolve("sweep/summary.csv"), "trial\n");
    assertEquals(
        List.of(
            "specs/spec.yaml:2:8: error: sweep holds a sweep; name the folder of one of its"
                + " trials, at start"),
        problems("{type: run, path: ../sweep}"));
  }

  @Test
  void no_witness() throws IOException {
    for (String verdict : List.of("null", "{'witness': null}", "{}", "3")) {
      write("plain", "{'point': [1, 2], 'verdict': " + verdict + "}");
      assertEquals(
          List.of(
              "specs/spec.yaml:2:8: error: the verdict of the run in plain has no lower point; use"
                  + " point: end, at start"),
          problems("{type: run, path: ../plain, point: witness}"));
    }
  }

  @Test
  void a_wrong_dimension_is_told_together_with_other_errors() throws IOException {
    write("long", "{'point': [1, 2, 3]}");
    assertEquals(
        List.of(
            "specs/spec.yaml:2:8: error: the point of the run in long has 3 coordinates, but the"
                + " objective has 2 variables, at start",
            "command line: batch.size=3: error: objective 'bowl' is no finite sum, so it has no"
                + " batches, at batch"),
        problems("{type: run, path: ../long}", "batch.size=3"));
  }

  @Test
  void keys_are_checked_like_those_of_any_part() throws IOException {
    List<String> problems = problems("{type: run, point: top, pat: x}");
    assertEquals(3, problems.size(), problems::toString);
    String all = String.join("\n", problems);
    assertTrue(all.contains("missing key 'path', at start"), all);
    assertTrue(all.contains("unknown key 'pat', at start.pat; did you mean 'path'"), all);
    assertTrue(all.contains("at start.point"), all);
  }

  @Test
  void its_javadoc_is_its_documentation() {
    Part part =
        Specs.DUPIN.catalog().parts().stream()
            .filter(found -> found.kind().equals("start") && found.name().equals("run"))
            .findFirst()
            .orElseThrow();
    assertTrue(part.about().orElse("").startsWith("A point of an earlier run:"), part::toString);
    assertEquals(List.of("path", "point"), part.keys().stream().map(Part.Key::name).toList());
    part.keys().forEach(key -> assertTrue(key.about().isPresent(), key::toString));
    assertTrue(part.keys().get(0).isRequired());
    assertEquals("end", part.keys().get(1).usual().orElseThrow());
  }
}
