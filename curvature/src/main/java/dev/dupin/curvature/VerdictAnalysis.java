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
 * <p>Up to {@code denseLimit} variables it takes three dense Hessians with the errors of one (five,
 * and 8 n gradients instead, by differences), their eigenvalues, and about nine matrices of n x n
 * doubles. Above it both ends of the spectrum are bounded by {@code products} Hessian products, in
 * less than 40 vectors. Up to {@code proofLimit} variables it tries a proof by interval arithmetic,
 * where the objective gives bounds over boxes: a few Hessians in interval arithmetic, which cost
 * some ten times as much as others, and some 10 n^3 operations for each.
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
   * @param proofLimit the most variables for which a proof by interval arithmetic is tried; 0
   *     proves nothing
   * @param products the most Hessian products by which the ends of the spectrum are bounded above
   *     {@code denseLimit}
   */
  public record Config(
      @Default("2000") @Range("[0, 46340]") int denseLimit,
      @Default("16") @Range("[0, 1000000]") int probes,
      @Default("100") @Range("[0, 2000]") int proofLimit,
      @Default("200") @Range("[2, 1000000]") int products) {

    /** Refuses what is out of range. */
    public Config {
      check("denseLimit", denseLimit, 0, LARGEST);
      check("probes", probes, 0, 1_000_000);
      check("proofLimit", proofLimit, 0, 2000);
      check("products", products, 2, 1_000_000);
    }

    private static void check(String key, int value, int least, int most) {
      if (value < least || value > most) {
        throw new IllegalArgumentException(
            key + " is " + value + ", but must be in [" + least + ", " + most + "]");
      }
    }

    /** Returns these keys with another limit of dense Hessians. */
    public Config withDenseLimit(int limit) {
      return new Config(limit, probes, proofLimit, products);
    }

    /** Returns these keys with another number of probes. */
    public Config withProbes(int directions) {
      return new Config(denseLimit, directions, proofLimit, products);
    }

    /** Returns these keys with another limit of proofs. */
    public Config withProofLimit(int limit) {
      return new Config(denseLimit, probes, limit, products);
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
    return new VerdictAnalysis(new Config(2000, 16, 100, 200));
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
