package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.runtime.parts.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

  private static final String GRID =
      """
      name: grid
      objective: keyless
      sweep:
        hessian: [exact, {type: scaled, scale: 3}]
        step.initialRadius: [0.1, 1]
      """;

  @Test
  void a_sweep_is_the_grid_of_its_alternatives() {
    Composition composition = Specs.compose(GRID);
    assertEquals(List.of(), composition.problems());
    assertTrue(composition.isSweep());
    assertEquals("grid", composition.name());
    assertEquals(
        List.of(
            "001-hessian-exact-initialRadius-0.1",
            "002-hessian-exact-initialRadius-1",
            "003-hessian-scaled-scale-3-initialRadius-0.1",
            "004-hessian-scaled-scale-3-initialRadius-1"),
        composition.runs().stream().map(PreparedRun::trial).toList());
    PreparedRun third = composition.runs().get(2);
    assertEquals("grid/003-hessian-scaled-scale-3-initialRadius-0.1", third.name());
    assertTrue(third.effectiveSpec().contains("scale: 3.0"), third.effectiveSpec());
    assertTrue(third.effectiveSpec().contains("initialRadius: 0.1"), third.effectiveSpec());
    assertFalse(third.effectiveSpec().contains("sweep"), third.effectiveSpec());
    assertEquals(third.effectiveSpec(), Specs.run(third.effectiveSpec()).effectiveSpec());
  }

  @Test
  void a_comma_list_on_the_command_line_is_a_sweep() {
    Composition composition =
        Specs.compose("objective: keyless", "seed=1,2,3", "start=[1, 2],zeros");
    assertEquals(List.of(), composition.problems());
    assertEquals(6, composition.runs().size());
    assertEquals("002-seed-1-start-zeros", composition.runs().get(1).trial());
    assertEquals(3, composition.runs().get(5).seed());
  }

  @Test
  void the_command_line_takes_the_place_of_a_sweep() {
    assertEquals(2, Specs.runs(GRID, "hessian=scaled").size());
    assertEquals(1, Specs.runs(GRID, "hessian=scaled", "step=definite").size());
    assertEquals(6, Specs.runs(GRID, "step.initialRadius=1,2,3").size());
    List<PreparedRun> runs = Specs.runs(GRID, "hessian.type=scaled");
    assertEquals(4, runs.size());
    assertEquals("scaled", runs.get(0).hessianType());
  }

  @Test
  void a_sweep_with_one_trial_is_a_sweep() {
    Composition composition = Specs.compose("objective: keyless\nsweep: {hessian: [scaled]}");
    assertTrue(composition.isSweep());
    assertEquals("001-hessian-scaled", composition.runs().get(0).trial());
    assertFalse(Specs.compose("objective: keyless", "hessian=scaled").isSweep());
  }

  @Test
  void every_trial_is_checked_and_the_same_problem_is_told_once() {
    assertEquals(
        List.of(
            "spec.yaml:2:7: error: 9 is out of range (0, 1), at step.shrink",
            "spec.yaml:4:21: error: unknown hessian 'sr1', at hessian; known: by-layers, exact,"
                + " needs-key, scaled"),
        Specs.problems(
                """
                objective: keyless
                step: {type: trust-region, shrink: 9}
                sweep:
                  hessian: [scaled, sr1, exact]
                """)
            .stream()
            .map(problem -> problem.replace(":2:36:", ":2:7:"))
            .toList());
  }

  @Test
  void sweeps_that_are_none_are_told() {
    assertEquals(
        List.of(
            "spec.yaml:3:4: error: 'a b' is no path of a spec, at sweep.a b",
            "spec.yaml:4:13: error: expected a list of alternatives, found 'exact', at"
                + " sweep.hessian",
            "spec.yaml:5:10: error: expected a list of alternatives, found an empty one, at"
                + " sweep.seed"),
        Specs.problems("objective: keyless\nsweep:\n   a b: [1]\n   hessian: exact\n   seed: []")
            .stream()
            .map(problem -> problem)
            .toList());
    assertEquals(
        "spec.yaml:2:8: error: expected a map from paths to lists, found a list, at sweep",
        Specs.problem("objective: keyless\nsweep: [1]"));
    assertEquals(
        "command line: sweep.seed=1: error: a sweep is no value; list the values, as in"
            + " hessian=bfgs,exact",
        Specs.problem("objective: keyless", "sweep.seed=1"));
    String many = "1,2,3,4,5,6,7,8,9,10,11";
    assertEquals(
        "spec.yaml:1:1: error: the sweep has more than 10000 trials, at sweep; sweep over fewer"
            + " paths at once",
        Specs.problem("objective: keyless", "seed=" + many, "a=" + many, "b=" + many, "c=" + many));
  }

  @Test
  void equal_objectives_are_one_and_data_are_read_once(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("data.txt"), "1\n2\n");
    Path spec = folder.resolve("spec.yaml");
    Files.writeString(
        spec,
        """
        objective: {type: mean-of-squares, data: {type: numbers, path: data.txt}}
        sweep:
          objective.l2: [0, 0.5]
          hessian: [exact, scaled]
        """);
    int before = Numbers.READS.get();
    List<PreparedRun> runs = Specs.DUPIN.compose(spec, List.of()).runs();
    assertEquals(1, Numbers.READS.get() - before);
    assertSame(runs.get(0).objective(), runs.get(1).objective());
    assertNotSame(runs.get(0).objective(), runs.get(2).objective());
    assertEquals(3.0, curvature(runs.get(2)), 1e-15);
    assertEquals(2.5, curvature(runs.get(1)), 1e-15);
  }

  private static double curvature(PreparedRun run) {
    return run.objective().at(new double[] {1}).gradient()[0];
  }
}
