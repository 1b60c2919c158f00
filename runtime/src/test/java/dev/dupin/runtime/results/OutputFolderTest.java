package dev.dupin.runtime.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Counts;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFolderTest {
  private static final LocalDateTime NOW = LocalDateTime.of(2026, 11, 21, 9, 5, 7);
  private static final Provenance PROVENANCE =
      new Provenance("n", 1, "h", List.of(), new Environment("j", "o", 1, "l"));

  private record Verdict(
      String kind,
      int index,
      double smallestEigenvalue,
      double largestEigenvalue,
      double conditionNumber) {}

  @TempDir Path temporary;

  private static Result result(int n, Map<String, Record> findings) {
    return new Result(
        Status.MAX_ITERATIONS,
        "iterations 3 >= 3",
        new double[n],
        0.5,
        Double.NaN,
        3,
        4,
        0.25,
        new Counts(5, 4, 3, 2, 17.5),
        findings,
        Map.of(),
        List.of(),
        List.of(),
        Counts.NONE,
        Optional.empty());
  }

  private static Set<String> names(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private void finish(RunFolder run, int n) throws IOException {
    run.writeSpec("name: n\n");
    run.openTrace(1).close();
    run.writeResult(PROVENANCE, result(n, Map.of()));
  }

  @Test
  void a_fresh_folder_is_named_by_run_and_time_and_never_shared() throws IOException {
    Path runs = temporary.resolve("runs");
    assertEquals(
        runs.resolve("wells-20261121-090507"), OutputFolder.fresh(runs, "wells", NOW).path());
    assertEquals(
        runs.resolve("wells-20261121-090507-2"), OutputFolder.fresh(runs, "wells", NOW).path());
  }

  @Test
  void names_become_harmless_file_names() {
    assertEquals("a-b", OutputFolder.fileName("../a/b"));
    assertEquals(
        "hessian=exact-step.initialRadius=0.1",
        OutputFolder.fileName("hessian=exact,step.initialRadius=0.1"));
    assertEquals("Täler-ü", OutputFolder.fileName("Täler ü"));
    assertEquals("run", OutputFolder.fileName("…/…"));
  }

  @Test
  void a_run_leaves_spec_trace_and_result_and_no_temporary_file() throws IOException {
    Path path = temporary.resolve("out");
    finish(OutputFolder.at(path, false).single(), 2);
    assertEquals(Set.of("spec.yaml", "trace.csv", "result.json"), names(path));
    assertEquals("name: n\n", Files.readString(path.resolve("spec.yaml")));
  }

  @Test
  void a_long_point_stands_in_a_file_of_its_own() throws IOException {
    Path path = temporary.resolve("out");
    finish(OutputFolder.at(path, false).single(), 10_001);
    assertEquals(Set.of("spec.yaml", "trace.csv", "result.json", "point.npy"), names(path));
  }

  @Test
  void results_are_not_overwritten_unasked() throws IOException {
    Path path = temporary.resolve("out");
    finish(OutputFolder.at(path, false).single(), 10_001);
    IOException refused =
        assertThrows(OutputFolder.OccupiedException.class, () -> OutputFolder.at(path, false));
    assertTrue(refused.toString().contains("--overwrite"), refused::toString);
    assertTrue(refused.toString().contains("-o"), refused::toString);
    assertTrue(Files.exists(path.resolve("result.json")));
  }

  @Test
  void overwriting_removes_the_old_result_before_the_new_run_starts() throws IOException {
    Path path = temporary.resolve("out");
    finish(OutputFolder.at(path, false).single(), 10_001);
    Files.writeString(path.resolve("notes.txt"), "mine");
    OutputFolder.at(path, true).single();
    assertEquals(Set.of("notes.txt"), names(path));
  }

  @Test
  void what_a_run_that_died_left_is_no_obstacle() throws IOException {
    Path path = temporary.resolve("out");
    RunFolder died = OutputFolder.at(path, false).single();
    died.openTrace(1).close();
    finish(OutputFolder.at(path, false).single(), 2);
    assertTrue(Files.exists(path.resolve("result.json")));
  }

  @Test
  void a_sweep_leaves_a_folder_a_trial_and_a_summary() throws IOException {
    Path path = temporary.resolve("out");
    OutputFolder output = OutputFolder.at(path, false);
    try (SweepSummary summary = output.openSummary()) {
      finish(output.trial("hessian=exact"), 2);
      summary.add("hessian=exact", result(2, Map.of()));
      finish(output.trial("start=[1,2]"), 2);
      summary.add(
          "start=[1,2]", result(2, Map.of("verdict", new Verdict("SADDLE", 1, -2, 2, Double.NaN))));
    }
    assertEquals(Set.of("hessian=exact", "start=-1-2", "summary.csv"), names(path));
    assertEquals(
        List.of(
            "trial,status,category,value,gradientNorm,iterations,trials,valueCalls,gradientCalls,"
                + "hessianProducts,hessians,gradientEquivalents,seconds,verdict,index,"
                + "smallestEigenvalue,largestEigenvalue,conditionNumber",
            "hessian=exact,MAX_ITERATIONS,LIMIT,0.5,,3,4,5,4,3,2,17.5,0.25,,,,,",
            "\"start=[1,2]\",MAX_ITERATIONS,LIMIT,0.5,,3,4,5,4,3,2,17.5,0.25,SADDLE,1,-2,2,"),
        Files.readAllLines(path.resolve("summary.csv")));
  }

  @Test
  void trials_whose_names_become_the_same_file_name_keep_apart() throws IOException {
    OutputFolder output = OutputFolder.at(temporary.resolve("out"), false);
    finish(output.trial("a b"), 2);
    finish(output.trial("a/b"), 2);
    assertEquals(Set.of("a-b", "a-b-2"), names(output.path()));
  }

  @Test
  void an_old_sweep_is_no_more_overwritten_than_a_run() throws IOException {
    Path path = temporary.resolve("out");
    OutputFolder output = OutputFolder.at(path, false);
    finish(output.trial("a"), 2);
    finish(output.trial("b"), 2);
    Files.writeString(path.resolve("b").resolve("notes.txt"), "mine");
    assertThrows(OutputFolder.OccupiedException.class, () -> OutputFolder.at(path, false));

    OutputFolder.at(path, true);
    assertFalse(Files.exists(path.resolve("a")));
    assertEquals(Set.of("notes.txt"), names(path.resolve("b")));
  }
}
