package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.curvature.diagonal.HessianDiagonal;
import dev.dupin.curvature.diagonal.Positive;
import dev.dupin.curvature.diagonal.RunningSum;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The diagonal of the Hessian, estimated by Hutchinson's method (Hutchinson 1990; Bekas,
 * Kokiopoulou and Saad 2007) and averaged along the run: B = diag(d) with every d positive.
 *
 * <p>The average {@code root-mean-square} is that of AdaHessian (Yao et al. 2021, "AdaHessian: an
 * adaptive second order optimizer for machine learning", algorithm 1): d is the root of the running
 * mean of the squared estimates, bias corrected, plus epsilon. Negative curvature counts by its
 * size, and a noisy entry comes out too large rather than too small. The average {@code mean} is
 * that of Sophia (Liu et al. 2023): the running mean of the estimates themselves, in which noise
 * cancels; d is its absolute value plus epsilon.
 *
 * <p>With {@code fixed-step} and its momentum {@code {type: average, beta: 0.9, biasCorrected:
 * true}} this is AdaHessian. A point costs {@code probes} products, or, if {@code exact}, the
 * diagonal as the Hessian knows it, else n products; n doubles are kept, 3 n more while estimating.
 */
public final class HutchinsonDiagonalHessian implements HessianProvider {

  /** How estimates are averaged along the run. */
  public enum Average {
    /** The root of the mean of their squares. */
    ROOT_MEAN_SQUARE,
    /** The absolute value of their mean. */
    MEAN
  }

  /**
   * The keys of {@code hutchinson-diagonal}.
   *
   * @param probes random vectors an estimate, each one product
   * @param beta the part of the running mean that is kept; 0 takes the last estimate alone
   * @param average how estimates are averaged along the run
   * @param exact whether the diagonal is computed instead of estimated
   * @param every after how many steps an estimate is due; the mean stays as it is in between
   * @param spatial over how many neighbouring entries an estimate is averaged (AdaHessian, equation
   *     10): fit for parameters of which neighbours mean the same, as the weights of a filter do
   * @param epsilon added to every entry; what a coordinate without curvature has left
   * @param of the Hessian whose diagonal it is
   */
  public record Config(
      @Default("1") @Range("[1, inf)") int probes,
      @Default("0.999") @Range("[0, 1)") double beta,
      @Default("root-mean-square") Average average,
      @Default("false") boolean exact,
      @Default("1") @Range("[1, inf)") int every,
      @Default("1") @Range("[1, inf)") int spatial,
      @Default("1e-4") @Range("(0, inf)") double epsilon,
      @Default("exact") HessianProvider of) {
    public Config {
      Checks.positive("probes", probes);
      Checks.part("beta", beta);
      Objects.requireNonNull(average, "average is null");
      Checks.positive("every", every);
      Checks.positive("spatial", spatial);
      Checks.positive("epsilon", epsilon);
      Objects.requireNonNull(of, "of is null");
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public HutchinsonDiagonalHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys, those of AdaHessian. */
  public static HutchinsonDiagonalHessian withDefaults() {
    return new HutchinsonDiagonalHessian(
        new Config(1, 0.999, Average.ROOT_MEAN_SQUARE, false, 1, 1, 1e-4, new ExactHessian()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Requirements requires() {
    return config.of().requires();
  }

  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return config.of().unmetNeed(objective);
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    Set<Trait> traits = EnumSet.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);
    if (!config.exact() || config.of().traits(objective).contains(Trait.STOCHASTIC)) {
      traits.add(Trait.STOCHASTIC);
    }
    return traits;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    Curvature inner = config.of().start(objective, context.part("of"));
    return new RunningDiagonal(config, inner, context, traits(objective));
  }

  private static final class RunningDiagonal implements Curvature {

    private final Config config;
    private final Curvature inner;
    private final RunContext context;
    private final Set<Trait> traits;
    private final RunningSum mean;
    private long steps;

    // The last point and the diagonal there: what was paid is paid once.
    private @Nullable Evaluation lastPoint;
    private double[] lastDiagonal = new double[0];

    RunningDiagonal(Config config, Curvature inner, RunContext context, Set<Trait> traits) {
      this.config = config;
      this.inner = inner;
      this.context = context;
      this.traits = traits;
      mean =
          new RunningSum(
              switch (config.average()) {
                case ROOT_MEAN_SQUARE -> RunningSum.Rule.meanOfSquares(config.beta(), true);
                case MEAN -> RunningSum.Rule.mean(config.beta());
              });
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      double[] average = isDue() ? mean.with(diagonal(here)) : mean.present();
      double[] entries =
          switch (config.average()) {
            case ROOT_MEAN_SQUARE -> Positive.roots(average, config.epsilon());
            case MEAN -> Positive.absolute(average, config.epsilon());
          };
      return Operators.promising(Operators.diagonal(entries), traits);
    }

    private boolean isDue() {
      return steps % config.every() == 0;
    }

    @SuppressWarnings("ReferenceEquality") // the same object: what was paid there is known
    private double[] diagonal(Evaluation here) {
      if (lastPoint != here) {
        SymmetricOperator operator = inner.at(here);
        double[] diagonal =
            config.exact()
                ? HessianDiagonal.exact(operator)
                : HessianDiagonal.estimate(operator, config.probes(), context.random("probe"));
        lastDiagonal = HessianDiagonal.smoothed(diagonal, config.spatial());
        lastPoint = here;
      }
      return lastDiagonal;
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      if (isDue()) {
        mean.add(diagonal(from));
      }
      steps++;
      lastPoint = null;
      inner.accepted(from, to);
    }

    @Override
    public boolean rejected(Evaluation from, Evaluation to) {
      boolean changed = inner.rejected(from, to) && isDue();
      if (changed) {
        lastPoint = null;
      }
      return changed;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      inner.report(out);
    }

    @Override
    public void exchange(State state) {
      state.exchange("mean", mean);
      steps = state.exchange("steps", steps);
      lastPoint = null;
      state.exchange("of", inner);
    }
  }
}
