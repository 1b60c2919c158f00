package dev.dupin.curvature;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;

/**
 * Says what kind of point a run ended at: see {@link Verdict}. It looks at the objective's true
 * Hessian, never at the approximation that drove the run: the dense one, else n products, else
 * differences of gradients with their error.
 *
 * <p>Up to {@code denseLimit} variables it takes two dense Hessians (four, and 6 n gradients
 * instead, by differences), their eigenvalues, and about five matrices of n x n doubles. Above it,
 * only the gradient is judged.
 */
public final class VerdictAnalysis implements Analysis {

  /** The largest n whose n x n entries fit an array. */
  private static final int LARGEST = 46_340;

  /**
   * The keys of {@code verdict}.
   *
   * @param denseLimit the most variables for which all eigenvalues are computed; their time grows
   *     as n^3, about half a second at 1000
   * @param probes at a degenerate point, the number of directions in the null space along which f
   *     is probed, each both ways; 0 probes nothing
   */
  public record Config(
      @Default("1000") @Range("[0, 46340]") int denseLimit,
      @Default("16") @Range("[0, 1000000]") int probes) {
    public Config {
      if (denseLimit < 0 || denseLimit > LARGEST) {
        throw new IllegalArgumentException(
            "denseLimit is " + denseLimit + ", but must be in [0, " + LARGEST + "]");
      }
      if (probes < 0 || probes > 1_000_000) {
        throw new IllegalArgumentException("probes is " + probes + ", but must be in [0, 1000000]");
      }
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public VerdictAnalysis(Config config) {
    this.config = config;
  }

  /** Returns this analysis with its default keys. */
  public static VerdictAnalysis withDefaults() {
    return new VerdictAnalysis(new Config(1000, 16));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Analyser start(Objective judged, RunContext context) {
    return new Analyser() {
      @Override
      public Verdict findings(Evaluation here) {
        return new VerdictJudge(config, context, here).verdict();
      }
    };
  }
}
