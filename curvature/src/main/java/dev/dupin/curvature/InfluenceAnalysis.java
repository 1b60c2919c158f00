package dev.dupin.curvature;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.ExampleCurvature;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Says which examples of a regression shape its Hessian: each one's curvature weight and leverage
 * (Pregibon 1981, "Logistic regression diagnostics"). Takes a dense Hessian and its factor, and N
 * n^2 / 2 multiply-adds.
 */
public final class InfluenceAnalysis implements Analysis {

  /**
   * The keys of {@code influence}.
   *
   * @param top how many of the most influential examples are told
   */
  public record Config(@Default("10") @Range("[1, 1000000]") int top) {
    public Config {
      if (top < 1 || top > 1_000_000) {
        throw new IllegalArgumentException("top is " + top + ", but must be in [1, 1000000]");
      }
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public InfluenceAnalysis(Config config) {
    this.config = config;
  }

  /** Returns this analysis with its default keys. */
  public static InfluenceAnalysis withDefaults() {
    return new InfluenceAnalysis(new Config(10));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Analyser start(Objective judged, RunContext context) {
    return new Analyser() {
      @Override
      public Influence findings(Evaluation here) {
        return influence(here);
      }
    };
  }

  private Influence influence(Evaluation here) {
    Optional<ExampleCurvature> curvature = here.structure(ExampleCurvature.class);
    if (curvature.isEmpty()) {
      String note = "the objective offers no example-curvature; the regressions do";
      return new Influence(0, Double.NaN, Double.NaN, List.of(), note);
    }
    double[] weights = curvature.get().weights();
    double[] leverages = curvature.get().leverages();
    double sumOfLeverages = Arrays.stream(leverages).sum();
    boolean isKnown = !Double.isNaN(sumOfLeverages);
    String note = isKnown ? "" : "no leverages: the Hessian is singular to working precision";
    return new Influence(
        weights.length,
        Arrays.stream(weights).sum(),
        sumOfLeverages,
        largest(weights, leverages, isKnown ? leverages : weights),
        note);
  }

  /** Of equals, the one that comes first. */
  private List<Influence.Example> largest(double[] weights, double[] leverages, double[] by) {
    return IntStream.range(0, by.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -by[i]))
        .limit(config.top())
        .map(i -> new Influence.Example(i, weights[i], leverages[i]))
        .toList();
  }
}
