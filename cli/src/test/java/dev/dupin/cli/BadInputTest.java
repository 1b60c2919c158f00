package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes of people: each is told with its place, and nothing is written. */
class BadInputTest {
  private static final String LOGISTIC =
      "objective: {type: logistic-regression, data: {type: %s}, l2: 0.1}\n";

  @TempDir Path folder;

  private final Screen screen = Screen.plain();

  /** Runs, and expects the exit code, no results, and a count in the last line of stderr. */
  private List<String> refused(int code, Path spec, Object... more) {
    Path out = folder.resolve("out");
    Object[] arguments = new Object[more.length + 4];
    arguments[0] = "run";
    arguments[1] = spec;
    System.arraycopy(more, 0, arguments, 2, more.length);
    arguments[arguments.length - 2] = "-o";
    arguments[arguments.length - 1] = out;
    assertEquals(code, screen.run(arguments), screen::err);
    assertFalse(Files.exists(out), "nothing is written");
    assertEquals("", screen.out());
    List<String> lines = screen.errLines();
    int errors = lines.size() - 1;
    assertEquals(errors == 1 ? "1 error" : errors + " errors", lines.get(errors));
    assertFalse(screen.err().contains("\tat "), screen.err());
    return lines.subList(0, errors);
  }

  private void refusedOnce(Path spec, String start, String part) {
    List<String> errors = refused(2, spec);
    assertEquals(1, errors.size(), screen::err);
    assertTrue(errors.get(0).startsWith(start), errors.get(0));
    assertTrue(errors.get(0).contains(part), errors.get(0));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void both_formulas_of_a_fit_are_wrong_at_once() throws IOException {
    Path spec =
        write(
            "spec.yaml",
            """
            objective:
              type: curve-fit
              model: "a * xx"
              response: log(yy)
              parameters: {a: 1}
              data: {type: inline, columns: {x: [1, 2], y: [3, 4]}}
            """);
    List<String> errors = refused(2, spec);
    assertEquals(2, errors.size(), screen::err);
    assertTrue(errors.get(0).contains("spec.yaml:3:15: error: unknown name 'xx'"), screen::err);
    assertTrue(errors.get(1).contains("spec.yaml:4:17: error: unknown name 'yy'"), screen::err);
  }

  @Test
  void six_mistakes_of_six_kinds_are_six_located_errors() throws IOException {
    Path spec =
        write(
            "spec.yaml",
            """
            name: six
            objective: {type: rosenbrok, dimension: 2}
            step:
              type: trust-region
              initialRadius: -1
              shrinc: 0.5
            seed: soon
            stop:
              gradientNorm: 1.0e-8
              gradientNorm: 1.0e-9
            analyze: {verdict: {}, verdikt: {}}
            """);
    List<String> errors = refused(2, spec);
    List<String> expected =
        List.of(
            ":2:19: error: unknown objective 'rosenbrok', at objective; did you mean 'rosenbrock'",
            ":5:18: error: -1 is out of range (0, inf), at step.initialRadius",
            ":6:3: error: unknown key 'shrinc', at step.shrinc; did you mean 'shrink'",
            ":7:7: error: expected a whole number, found 'soon', at seed",
            ":10:3: error: duplicate key 'gradientNorm', at stop.gradientNorm",
            ":11:24: error: unknown analysis 'verdikt', at analyze.verdikt; did you mean 'verdict'");
    assertEquals(expected.size(), errors.size(), screen::err);
    for (int i = 0; i < expected.size(); i++) {
      assertTrue(errors.get(i).startsWith(spec + expected.get(i)), errors.get(i));
    }
  }

  @Test
  void a_missing_file() {
    Path spec = folder.resolve("nowhere.yaml");
    refusedOnce(spec, spec + ": error: ", "no such file");
  }

  @Test
  void an_empty_file() throws IOException {
    Path spec = write("spec.yaml", "");
    refusedOnce(spec, spec + ": error: ", "empty");
  }

  @Test
  void a_binary_file() throws IOException {
    Path spec = Files.write(folder.resolve("spec.yaml"), new byte[] {'a', '\n', (byte) 0xff, 0});
    refusedOnce(spec, spec + ":2: error: ", "UTF-8");
  }

  @Test
  void data_that_are_not_there() throws IOException {
    Path spec = write("spec.yaml", String.format(LOGISTIC, "libsvm, path: nowhere.svm"));
    List<String> errors = refused(2, spec);
    assertEquals(1, errors.size(), screen::err);
    assertTrue(errors.get(0).contains("nowhere.svm"), errors.get(0));
  }

  @Test
  void a_data_row_with_a_letter_in_it() throws IOException {
    Path data = write("data.svm", "1 1:0.5\n-1 1:x\n");
    Path spec = write("spec.yaml", String.format(LOGISTIC, "libsvm, path: data.svm"));
    refusedOnce(spec, data + ":2:", "x");
  }

  @Test
  void a_label_that_is_no_class() throws IOException {
    Path data = write("data.svm", "1 1:0.5\n-1 1:1\n0.5 1:2\n");
    Path spec = write("spec.yaml", String.format(LOGISTIC, "libsvm, path: data.svm"));
    List<String> errors = refused(2, spec);
    assertEquals(1, errors.size(), screen::err);
    assertTrue(errors.get(0).startsWith(data + ":"), errors.get(0));
  }

  @Test
  void a_csv_cell_with_a_letter_in_it() throws IOException {
    Path data = write("data.csv", "a,y\n0.5,1\nz,0\n");
    Path spec = write("spec.yaml", String.format(LOGISTIC, "csv, path: data.csv, target: y"));
    refusedOnce(spec, data + ":3:", "z");
  }

  @Test
  void an_override_of_a_path_that_is_not_there() throws IOException {
    Path spec = write("spec.yaml", "objective: rosenbrock\n");
    List<String> errors = refused(2, spec, "step.initialRadios=1");
    assertEquals(1, errors.size(), screen::err);
    assertTrue(errors.get(0).contains("command line"), errors.get(0));
    assertTrue(errors.get(0).contains("initialRadius"), errors.get(0));
  }

  @Test
  void a_trial_that_is_wrong_keeps_all_others_from_running() throws IOException {
    Path spec = write("spec.yaml", "objective: rosenbrock\n");
    List<String> errors = refused(2, spec, "hessian=exact,bfgz");
    assertTrue(errors.get(0).contains("did you mean 'bfgs'"), errors.get(0));
  }

  @Test
  void parts_that_do_not_go_together() throws IOException {
    Path spec = write("spec.yaml", "objective: slow\nhessian: exact\n");
    List<String> errors = refused(2, spec);
    assertTrue(errors.get(0).contains("hessians that work here: "), errors.get(0));
  }

  @Test
  void a_dense_matrix_that_does_not_fit() throws IOException {
    Path spec =
        write(
            "spec.yaml",
            """
            objective: {type: rosenbrock, dimension: 1000000}
            step: {type: trust-region, subproblem: more-sorensen}
            """);
    List<String> errors = refused(2, spec);
    assertTrue(
        errors.get(0).contains("step 'trust-region' needs 16000.0 GB for 2 dense matrices of"),
        errors.get(0));
    assertTrue(errors.get(0).contains("steps that work here: "), errors.get(0));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void a_part_under_another_control_is_named_as_it_was_typed() throws IOException {
    Path spec = write("spec.yaml", "objective: rosenbrock\nstep: {type: trust-region}\n");
    assertEquals(
        List.of(
            "command line: step.subproblem=damped: error: subproblem 'damped': trust-region works"
                + " with a radius, but this subproblem with a damping, at step.subproblem"),
        refused(2, spec, "step.subproblem=damped"));
  }

  @Test
  void two_parts_of_two_controls() throws IOException {
    Path spec =
        write(
            "spec.yaml",
            """
            objective: rosenbrock
            step:
              type: composed
              globalizer: backtracking
              subproblem: {type: steihaug-cg, tolerance: 0.2}
            """);
    refusedOnce(
        spec,
        spec + ":5:22: error: subproblem 'steihaug-cg': this subproblem works with a radius, ",
        "but the globalizer with a step length: choose two of one kind, at step.subproblem");
  }

  @Test
  void a_search_that_is_none() throws IOException {
    Path spec =
        write(
            "spec.yaml",
            "objective: rosenbrock\nstep: {type: line-search, search: ratio-radius}\n");
    refusedOnce(
        spec,
        spec + ":2:35: error: globalizer 'ratio-radius': line-search works with a step length, ",
        "but this search with a radius, at step.search");
  }

  private Path batched(String keys) throws IOException {
    write("data.svm", "1 1:0.5\n-1 1:1\n1 1:2\n");
    String logistic = String.format(LOGISTIC, "libsvm, path: data.svm");
    return write("spec.yaml", logistic + "batch: {" + keys + "}\n");
  }

  @Test
  void batches_of_more_terms_than_there_are() throws IOException {
    Path spec = batched("size: 4, curvatureSize: 5");
    String more = " is more than the 3 terms of objective 'logistic-regression', at batch.";
    assertEquals(
        List.of(
            spec + ":2:15: error: 4" + more + "size",
            spec + ":2:33: error: 5" + more + "curvatureSize"),
        refused(2, spec));
  }

  @Test
  void batches_of_no_terms() throws IOException {
    Path spec = batched("size: 0, curvatureSize: 0, evaluateEvery: 0");
    String range = ": error: 0 is out of range [1, inf), at batch.";
    assertEquals(
        List.of(
            spec + ":2:15" + range + "size",
            spec + ":2:33" + range + "curvatureSize",
            spec + ":2:51" + range + "evaluateEvery"),
        refused(2, spec));
  }

  @Test
  void batches_of_what_is_no_sum() throws IOException {
    Path spec = write("spec.yaml", "objective: rosenbrock\nbatch: {size: 1, curvatureSize: 1}\n");
    refusedOnce(
        spec,
        spec + ":2:8: error: ",
        "objective 'rosenbrock' is no finite sum, so it has no batches, at batch");
  }

  @Test
  void a_step_that_factors_the_residuals_at_hand_is_refused_curvature_of_other_batches()
      throws IOException {
    write("data.csv", "x,y\n1,2\n2,3\n3,5\n");
    Path spec =
        write(
            "spec.yaml",
            """
            objective: {type: linear-regression, data: {type: csv, path: data.csv, target: y}}
            step: {type: levenberg-marquardt, subproblem: {type: damped, solver: qr}}
            batch: {size: 2}
            """);
    Screen valid = Screen.plain();
    assertEquals(0, valid.run("validate", spec), valid::err);
    List<String> errors = refused(2, spec, "batch.curvatureSize=2", "hessian=gauss-newton");
    assertTrue(errors.get(0).contains("needs a gauss-newton hessian"), errors.get(0));
  }

  @Test
  void a_part_that_throws_while_it_is_built() throws IOException {
    Path spec = write("spec.yaml", "objective: unbuildable\n");
    assertEquals(2, screen.run("run", spec, "-o", folder.resolve("out")));
    assertTrue(screen.err().contains("a library is missing"), screen.err());
    assertTrue(screen.err().contains("TestPlugin"), "the plugin's author sees the frames");
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void a_part_of_a_plugin_shows_its_author_their_frames_and_no_others() throws IOException {
    Path spec = write("spec.yaml", "objective: unbuildable\n");
    screen.run("validate", spec);
    assertFalse(screen.err().contains("com.google.inject"), screen.err());
    assertTrue(screen.err().contains("\t... (the wiring)"), screen.err());
  }

  @Test
  void a_formula_is_pointed_into() throws IOException {
    Path spec = write("spec.yaml", "objective: {type: formula, expression: \"x^2 + + z * * 2\"}\n");
    refusedOnce(spec, spec + ":1:53: error: expected a number", "at objective.expression");
  }

  @Test
  void results_that_cannot_be_written() throws IOException {
    Path spec = write("spec.yaml", "objective: rosenbrock\n");
    assertEquals(2, screen.run("run", spec, "-o", spec));
    assertEquals(
        List.of("dupin run: error: cannot write results: " + spec + " is a file, not a folder"),
        screen.errLines());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rum",
        "run",
        "run spec.yaml --quite",
        "run spec.yaml -o",
        "show",
        "validate",
        "explain NOTHING",
        "plugins nothing"
      })
  void a_command_line_that_is_wrong_is_2(String arguments) {
    Object[] words = arguments.isEmpty() ? new Object[0] : arguments.split(" ");
    assertEquals(2, screen.run(words));
    assertTrue(screen.errLines().get(0).matches("dupin.*: error: .*"), screen.err());
    assertEquals(2, screen.errLines().size(), screen::err);
    assertEquals("", screen.out());
  }

  @Test
  void a_mistyped_command_or_option_is_told_the_right_one() {
    screen.run("rum");
    screen.run("run", "spec.yaml", "--quite");
    assertTrue(screen.err().contains("dupin run"), screen.err());
    assertTrue(screen.err().contains("--quiet"), screen.err());
  }
}
