package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.LoadingListener;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.StopConditions;
import dev.dupin.runtime.parts.Decorated;
import dev.dupin.runtime.parts.EveryType;
import dev.dupin.runtime.parts.Hessians;
import dev.dupin.runtime.parts.Served;
import dev.dupin.runtime.parts.Steps;
import dev.dupin.runtime.parts.Watchers;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunTest {

  @Test
  void a_composed_run_runs() {
    PreparedRun run =
        Specs.run("objective: {type: bowl, dimension: 3}\nstop: {gradientNorm: 1e-8}");
    Result result = run.minimizer().run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertTrue(result.gradientNorm() <= 1e-8);
    assertTrue(result.finding(Watchers.Verdict.Finding.class).isPresent());
  }

  @Test
  void the_spec_reaches_the_minimizer() {
    PreparedRun run =
        Specs.run(
            """
            name: all of it
            seed: 7
            objective: {type: bowl, dimension: 2}
            start: [3, 4]
            hessian: {type: scaled, scale: 2}
            step: {type: trust-region, initialRadius: 0.1}
            stop: {maxIterations: 100, rules: [{type: after, trials: 3}]}
            analyze: {verdict: none, early: {type: spectrum, pairs: 2}, spectrum: }
            observe: {trace: {every: 4}, counter: {}}
            """);
    assertEquals("all of it", run.name());
    assertEquals("", run.trial());
    assertEquals(7, run.seed());
    assertEquals(4, run.traceEvery());
    assertEquals("bowl", run.objectiveType());
    assertEquals("scaled", run.hessianType());
    assertEquals("trust-region", run.stepType());
    Result result = run.minimizer().run();
    assertEquals(Status.STOP_RULE, result.status());
    assertEquals(3, result.trials());
    assertEquals(
        Map.of(
            "early",
            new Watchers.Spectrum.Finding(2),
            "spectrum",
            new Watchers.Spectrum.Finding(5)),
        result.findings());
    double left = Math.pow(0.9, 3);
    assertArrayEquals(new double[] {3 * left, 4 * left}, result.point(), 1e-15);
  }

  @Test
  void an_override_below_a_word_adds_to_it() {
    PreparedRun run = Specs.run("objective: keyless\nanalyze: verdict", "analyze.spectrum.pairs=3");
    assertEquals(
        List.of("verdict", "spectrum"), List.copyOf(run.minimizer().run().findings().keySet()));
    assertEquals(
        "command line: step.shrnk=1: error: unknown key 'shrnk', at step.shrnk; did you mean"
            + " 'shrink'; known: initialRadius, shrink",
        Specs.problem("objective: keyless", "step.shrnk=1"));
    assertEquals(
        "command line: hessian.scale=2: error: missing key 'type', at hessian; known: by-layers,"
            + " exact, needs-key, scaled",
        Specs.problem("objective: keyless", "hessian.scale=2"));
  }

  @Test
  void plugins_are_told_once() {
    PreparedRun run = Specs.run("objective: {type: bowl, dimension: 2}");
    assertEquals(List.of(new PluginInfo("TestParts", "-", "-", "-")), run.plugins());
  }

  @Test
  void keys_of_every_type_have_their_defaults() {
    PreparedRun run = Specs.run("objective: every-type");
    EveryType.Config config = assertInstanceOf(EveryType.class, run.objective()).config();
    assertEquals(0.5, config.real());
    assertEquals(0.25f, config.single());
    assertEquals(3, config.whole());
    assertEquals(Long.MAX_VALUE, config.limit());
    assertTrue(config.flag());
    assertEquals("some text", config.text());
    assertEquals(",", config.separator());
    assertEquals("", config.nothing());
    assertEquals(EveryType.Search.STRONG_WOLFE, config.search());
    assertEquals(Path.of("data.csv"), config.path());
    assertArrayEquals(new double[] {1, 2.5}, config.vector());
    assertArrayEquals(new double[] {3, 4}, config.matrix()[1]);
    assertEquals(List.of(64, 32), config.hidden());
    assertEquals(Map.of("b1", 500.0, "b2", 1e-4), config.parameters());
    assertEquals(new EveryType.Nested(2.5, "red"), config.nested());
    assertEquals(
        List.of(new EveryType.Nested(1, "red"), new EveryType.Nested(2.5, "red")),
        config.several());
    assertTrue(config.maybeText().isEmpty());
    assertTrue(config.maybeNested().isEmpty());
    assertTrue(config.maybeReal().isEmpty());
    assertTrue(config.maybeWhole().isEmpty());
    assertTrue(config.maybeLimit().isEmpty());
    assertTrue(config.maybeStep().isEmpty());
    assertInstanceOf(Hessians.Exact.class, config.hessian());
    assertEquals(2, config.hessians().size());
    assertTrue(config.steps().isEmpty());
  }

  @Test
  void keys_of_every_type_can_be_set() {
    PreparedRun run =
        Specs.run(
            """
            objective:
              type: every-type
              real: 1e-3
              single: .75
              whole: 1e4
              limit: 9
              flag: false
              text: 42
              separator: "\\t"
              nothing: ~x
              search: backtracking
              path: sub/../other.csv
              vector: [inf, 0.]
              matrix: []
              hidden: []
              parameters: {x: -inf}
              nested: {colour: "null"}
              several: []
              maybeText: "true"
              maybeNested: {width: 3}
              maybeReal: 1
              maybeWhole: 2
              maybeLimit: inf
              maybeStep: definite
              hessian: {type: scaled, scale: 5}
              hessians: [exact]
              steps: {a: {type: trust-region, initialRadius: 2}, b: trust-region}
            """,
            "objective.vector=[0, 7]");
    EveryType.Config config = assertInstanceOf(EveryType.class, run.objective()).config();
    assertEquals(1e-3, config.real());
    assertEquals(0.75f, config.single());
    assertEquals(10_000, config.whole());
    assertEquals(9, config.limit());
    assertEquals("42", config.text());
    assertEquals("\t", config.separator());
    assertEquals("~x", config.nothing());
    assertEquals(EveryType.Search.BACKTRACKING, config.search());
    assertEquals(Path.of("other.csv"), config.path());
    assertArrayEquals(new double[] {0, 7}, config.vector());
    assertEquals(0, config.matrix().length);
    assertEquals(Map.of("x", Double.NEGATIVE_INFINITY), config.parameters());
    assertEquals("null", config.nested().colour());
    assertEquals("true", config.maybeText().orElseThrow());
    assertEquals(new EveryType.Nested(3, "red"), config.maybeNested().orElseThrow());
    assertEquals(1, config.maybeReal().orElseThrow());
    assertEquals(2, config.maybeWhole().orElseThrow());
    assertEquals(Long.MAX_VALUE, config.maybeLimit().orElseThrow());
    assertInstanceOf(Steps.Definite.class, config.maybeStep().orElseThrow());
    assertEquals(5, assertInstanceOf(Hessians.Scaled.class, config.hessian()).scale());
    assertEquals(2.0, ((Steps.Plain) config.steps().values().iterator().next()).initialRadius());
  }

  @Test
  void only_keys_that_are_left_out_are_not_shown() {
    String spec = Specs.run("objective: every-type").effectiveSpec();
    for (RecordComponent key : EveryType.Config.class.getRecordComponents()) {
      boolean optional = key.getName().startsWith("maybe");
      assertEquals(!optional, spec.contains("\n  " + key.getName() + ":"), key.getName());
    }
  }

  @Test
  void two_instances_of_one_type_do_not_clash() {
    PreparedRun run =
        Specs.run(
            """
            objective: {type: decorated, of: {type: decorated, of: keyless}}
            hessian: scaled
            step:
              type: alternating
              odd: {type: trust-region, initialRadius: 0.25}
              even: {type: alternating, odd: {type: trust-region, initialRadius: 0.75}}
            """);
    Decorated outer = assertInstanceOf(Decorated.class, run.objective());
    assertNotSame(outer, assertInstanceOf(Decorated.class, outer.inside()));
    String spec = run.effectiveSpec();
    assertTrue(spec.contains("initialRadius: 0.25"), spec);
    assertTrue(spec.contains("initialRadius: 0.75"), spec);
    assertTrue(spec.contains("initialRadius: 0.5"), spec);
  }

  @Test
  void constructors_may_ask_for_services() {
    PreparedRun run = Specs.run("objective: served");
    Served served = assertInstanceOf(Served.class, run.objective());
    assertEquals(Path.of(""), served.folder());
    assertEquals(Runtime.getRuntime().availableProcessors(), served.threads());
    assertSame(LoadingListener.NONE, served.listener());
  }

  @Test
  void who_listens_is_told_to_the_parts() {
    LoadingListener listener =
        new LoadingListener() {
          @Override
          public void read(String origin, long bytes, long total) {}

          @Override
          public void end(String origin) {}
        };
    SpecText spec = new SpecText("spec.yaml", "objective: served");
    PreparedRun run = Specs.DUPIN.listening(listener).compose(spec, List.of()).runs().get(0);
    assertSame(listener, assertInstanceOf(Served.class, run.objective()).listener());
  }

  @Test
  void a_run_can_be_run_twice() {
    PreparedRun run = Specs.run("objective: {type: bowl, dimension: 2}\nstart: normal");
    Result first = run.minimizer().run();
    Result second = run.minimizer().run();
    assertArrayEquals(first.point(), second.point());
    assertEquals(first.trials(), second.trials());
  }

  @Test
  void starts_are_those_of_the_spec() {
    assertArrayEquals(new double[] {1, 1}, start("default", 1));
    assertArrayEquals(new double[] {0, 0}, start("zeros", 1));
    assertArrayEquals(new double[] {-1.5, 2}, start("[-1.5, 2]", 1));
    double[] normal = start("{type: normal, scale: 2}", 1);
    assertArrayEquals(normal, start("{type: normal, scale: 2}", 1));
    assertEquals(normal[0] / 2, start("normal", 1)[0]);
    assertNotEquals(normal[0], start("{type: normal, scale: 2}", 2)[0]);
  }

  private static double[] start(String start, long seed) {
    PreparedRun run =
        Specs.run(
            "objective: keyless\nstop: {maxIterations: 0}\nseed: " + seed + "\nstart: " + start);
    return run.minimizer().run().point();
  }

  @Test
  void stop_keys_have_the_defaults_of_the_minimizer() {
    String spec = Specs.run("objective: keyless").effectiveSpec();
    String all = spec.substring(spec.indexOf("stop:"), spec.indexOf("analyze:"));
    StopConditions usual = StopConditions.DEFAULTS;
    assertEquals(
        String.join(
            "\n",
            "stop:",
            "  gradientNorm: " + StopConditions.USUAL_NORM,
            "  relativeGradientNorm: " + usual.relativeGradientNorm(),
            "  maxIterations: " + usual.maxIterations(),
            "  maxTrials: .inf",
            "  maxEvaluations: .inf",
            "  maxSeconds: .inf",
            "  maxEpochs: .inf",
            "  rules: []",
            ""),
        all);
    assertEquals(Long.MAX_VALUE, usual.maxTrials());
    assertEquals(Double.POSITIVE_INFINITY, usual.maxEvaluations());
    assertEquals(Double.POSITIVE_INFINITY, usual.maxSeconds());
    assertEquals(Long.MAX_VALUE, usual.maxEpochs());
    assertTrue(usual.gradientCosine().isEmpty());
    assertTrue(usual.unboundedBelow().isEmpty());
  }
}
