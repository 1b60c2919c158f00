package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.CubicWeight;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;
import jakarta.inject.Inject;
import java.util.OptionalDouble;

/**
 * The rule of adaptive cubic regularisation (Cartis, Gould and Toint 2011, "Adaptive cubic
 * regularisation methods for unconstrained optimization. Part I", algorithm 2.1): compares the
 * actual reduction with that of the cubic model. The weight stands for half the Lipschitz constant
 * of the Hessian: it grows where the cubic model promised too much, and falls where it predicted
 * well.
 *
 * <p>Every comparison is false for NaN: a trial outside the domain is refused and the weight grows.
 */
public final class AdaptiveCubic implements Globalizer {

  /**
   * The keys of {@code adaptive-cubic}.
   *
   * @param initialWeight the first weight; if left out, the one under which the first step along -g
   *     is about as long as the way to the minimum of the model along it, or 1 where that is no
   *     number
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   * @param reduceAbove the weight falls if it is more than this part
   * @param reduce the next weight as a part of the last, where it falls
   * @param grow the next weight as a multiple of the last, where it grows
   */
  public record Config(
      @Range("(0, inf)") OptionalDouble initialWeight,
      @Default("0.1") @Range("[0, 1)") double acceptance,
      @Default("0.75") @Range("(0, 1)") double reduceAbove,
      @Default("0.1") @Range("(0, 1)") double reduce,
      @Default("3") @Range("(1, inf)") double grow) {

    public Config {
      if (acceptance > reduceAbove) {
        throw new IllegalArgumentException(
            "acceptance <= reduceAbove is required, but they are "
                + acceptance
                + " and "
                + reduceAbove);
      }
    }
  }

  private final Config config;

  @Inject
  public AdaptiveCubic(Config config) {
    this.config = config;
  }

  /** Returns this rule with its default keys. */
  public static AdaptiveCubic withDefaults() {
    return new AdaptiveCubic(new Config(OptionalDouble.empty(), 0.1, 0.75, 0.1, 3));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return CubicWeight.class;
  }

  @Override
  public Controller start(RunContext context) {
    return new Rule(config);
  }

  private static final class Rule implements Controller {

    /** A weight this far below having an effect need not fall further. */
    private static final double NEGLIGIBLE = 1e-8;

    private final Config config;
    private double weight = Double.NaN; // until the first trial is judged
    private double firstWeight = Double.NaN;
    private double scale = Double.NaN; // the length of the first step

    Rule(Config config) {
      this.config = config;
    }

    @Override
    public Control control(Model model) {
      if (!Double.isNaN(weight)) {
        return new CubicWeight(weight);
      }
      if (Double.isNaN(firstWeight)) {
        firstWeight = config.initialWeight().orElseGet(() -> naturalWeight(model));
      }
      return new CubicWeight(firstWeight);
    }

    /** |Bg|^2 / |g|^3: then weight |s| = |B| at |s| = |g| / |B|. One product. */
    private static double naturalWeight(Model model) {
      double[] gradient = model.here().gradient();
      double[] product = new double[gradient.length];
      model.curvature().apply(gradient, product);
      double norm = Vectors.norm(gradient);
      double size = Vectors.norm(product) / norm;
      double natural = size / norm * size;
      return natural > 0 && natural < Double.POSITIVE_INFINITY ? natural : 1;
    }

    private void commit(Trial trial) {
      if (Double.isNaN(weight)) {
        weight = firstWeight;
      }
      if (Double.isNaN(scale)) {
        scale = Vectors.norm(trial.proposal().step());
      }
    }

    /**
     * Returns a tenth of |s'Bs| / |s|^3: below this weight the cubic term hardly shortens the step.
     */
    private static double leastEffective(Trial trial, double norm) {
      double[] step = trial.proposal().step();
      double slope = Vectors.dot(trial.model().here().gradient(), step);
      double form = -2 * (trial.proposal().predictedReduction() + slope);
      double curvature = Math.abs(form) / norm / norm;
      return 0.1 * curvature / norm;
    }

    @Override
    public Decision judge(Trial trial) {
      commit(trial);
      double norm = Vectors.norm(trial.proposal().step());
      double cubicTerm = weight * norm * norm * norm / 3;
      double predicted = trial.proposal().predictedReduction() - cubicTerm;
      double actual = trial.actualReduction();
      boolean accepted =
          predicted > 0 && actual > config.acceptance() * predicted && Trials.usable(trial.there());
      double effective = leastEffective(trial, norm);
      if (!accepted) {
        // A weight without effect would propose the same step again.
        boolean hasEffect = !(weight < effective) || !(effective < Double.POSITIVE_INFINITY);
        weight = config.grow() * (hasEffect ? weight : effective);
        return refused(trial, norm, predicted, actual);
      }
      if (actual > config.reduceAbove() * predicted && weight > NEGLIGIBLE * effective) {
        weight *= config.reduce();
      }
      return Decision.accept(trial.there());
    }

    private Decision refused(Trial trial, double norm, double predicted, double actual) {
      double smallest = Trials.smallestStep(trial.model().here(), scale);
      return norm > smallest && weight < Double.POSITIVE_INFINITY
          ? Decision.REJECT
          : Decision.stalled(
              "a step of length "
                  + Numbers.brief(norm)
                  + " is below "
                  + Numbers.brief(smallest)
                  + ", the rounding of the point; it predicted a reduction of "
                  + Numbers.brief(predicted)
                  + " and gave "
                  + Numbers.brief(actual)
                  + " under the cubic weight "
                  + Numbers.brief(weight));
    }

    @Override
    public boolean contract() {
      weight = (Double.isNaN(weight) ? firstWeight : weight) * config.grow();
      return weight < Double.POSITIVE_INFINITY;
    }

    @Override
    public void exchange(State state) {
      weight = state.exchange("weight", weight);
      scale = state.exchange("scale", scale);
    }
  }
}
