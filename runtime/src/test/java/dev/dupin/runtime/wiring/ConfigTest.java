package dev.dupin.runtime.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.minimizer.Batching;
import dev.dupin.core.minimizer.StopConditions;
import dev.dupin.core.run.StopRule;
import dev.dupin.testkit.ConfigContract;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConfigTest {

  private static final StopRule NEVER = context -> event -> java.util.Optional.empty();

  private static RunSpec.StopKeys usual() {
    StopConditions usual = StopConditions.DEFAULTS;
    return new RunSpec.StopKeys(
        usual.gradientNorm(),
        usual.relativeGradientNorm(),
        usual.gradientCosine(),
        usual.maxIterations(),
        usual.maxTrials(),
        usual.maxEvaluations(),
        usual.maxSeconds(),
        usual.maxEpochs(),
        usual.unboundedBelow(),
        List.of());
  }

  @Test
  void stop_keys_keep_the_contract_and_have_the_defaults_of_the_minimizer() {
    double inf = Double.POSITIVE_INFINITY;
    ConfigContract.of(RunSpec.StopKeys.class)
        .optional("gradientNorm", 1e-3)
        .refuses("gradientNorm", -1, Double.NaN)
        .key("relativeGradientNorm", 0, 1e-3)
        .refuses("relativeGradientNorm", -1e-300)
        .optional("gradientCosine", 0)
        .refuses("gradientCosine", -1, inf)
        .key("maxIterations", 10_000, 0)
        .refuses("maxIterations", -1)
        .key("maxTrials", Long.MAX_VALUE, 5)
        .refuses("maxTrials", -1)
        .key("maxEvaluations", inf, 2.5)
        .refuses("maxEvaluations", -1)
        .key("maxSeconds", inf, 2.5)
        .refuses("maxSeconds", -1)
        .key("maxEpochs", Long.MAX_VALUE, 5)
        .refuses("maxEpochs", -1)
        .optional("unboundedBelow", -5)
        .refuses("unboundedBelow", inf)
        .key("rules", List.of(), List.of(NEVER))
        .withDefaults(usual())
        .check();
    assertEquals(StopConditions.DEFAULTS, usual().conditions());
  }

  @Test
  void every_stop_key_reaches_the_minimizer() {
    assertEquals(
        new StopConditions(
            OptionalDouble.of(1), 2, OptionalDouble.of(3), 4, 5, 6, 7, 8, OptionalDouble.of(9)),
        new RunSpec.StopKeys(
                OptionalDouble.of(1),
                2,
                OptionalDouble.of(3),
                4,
                5,
                6,
                7,
                8,
                OptionalDouble.of(9),
                List.of(NEVER))
            .conditions());
  }

  @Test
  void batches_keep_the_contract() {
    ConfigContract.of(RunSpec.Batch.class)
        .required("size", 3)
        .refuses("size", 0)
        .optional("curvatureSize", 5)
        .refuses("curvatureSize", 0)
        .key("evaluateEvery", 1L, 2L)
        .refuses("evaluateEvery", 0L)
        .key("testFullGradient", false, true)
        .check();
    assertEquals(
        new Batching(3, OptionalInt.of(5), 2, true),
        new RunSpec.Batch(3, OptionalInt.of(5), 2, true).batching());
  }

  @Test
  void starts_keep_the_contract() {
    ConfigContract.of(Starts.Normal.Config.class)
        .key("scale", 1, 0.1)
        .refuses("scale", 0, Double.POSITIVE_INFINITY)
        .check();
    ConfigContract.of(Starts.Point.Config.class)
        .required("coordinates", List.of(1, -2.5))
        .refuses("coordinates", List.of(0, Double.NaN), List.of(Double.NEGATIVE_INFINITY))
        .check();
  }

  @Test
  void the_trace_keeps_the_contract() {
    ConfigContract.of(Trace.Config.class).key("every", 1, 10).refuses("every", 0).check();
  }
}
