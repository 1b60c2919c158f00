package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** Composes specs that are written in tests. */
final class Specs {

  /** The parts of the tests alone. */
  static final Dupin DUPIN = Dupin.load(List.of());

  private Specs() {}

  static Composition compose(String yaml, String... overrides) {
    return DUPIN.compose(new SpecText("spec.yaml", yaml), List.of(overrides));
  }

  /** Returns the only run of a spec that must be right. */
  static PreparedRun run(String yaml, String... overrides) {
    List<PreparedRun> runs = runs(yaml, overrides);
    assertEquals(1, runs.size());
    return runs.get(0);
  }

  static List<PreparedRun> runs(String yaml, String... overrides) {
    Composition composition = compose(yaml, overrides);
    assertEquals(List.of(), composition.problems());
    return composition.runs();
  }

  static List<String> problems(String yaml, String... overrides) {
    Composition composition = compose(yaml, overrides);
    assertEquals(composition.problems().isEmpty(), !composition.runs().isEmpty());
    return composition.problems().stream().map(Problem::toString).toList();
  }

  static String problem(String yaml, String... overrides) {
    List<String> problems = problems(yaml, overrides);
    assertEquals(1, problems.size(), () -> String.join("\n", problems));
    return problems.get(0);
  }
}
