package dev.dupin.optimizers;

import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.globalizer.GainDamping;
import dev.dupin.optimizers.transform.IdentityTransform;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * Saddle-free Newton: the step s with (|B| + damping I) s = -g, where |B| has the absolute values
 * of the eigenvalues of B, so that saddles repel as minima attract (Dauphin et al. 2014,
 * "Identifying and attacking the saddle point problem in high-dimensional non-convex
 * optimization"). The damping follows the gain, the actual reduction over that of the model with B
 * itself: near a saddle that of |B| promises too little. Works with any Hessian, definite or not.
 *
 * <p>Where the gradient is orthogonal to the negative curvature, so is the step; at a saddle itself
 * it leaves along that, as {@link ComposedStep} does, of which it is one: with the {@link
 * GainDamping} rule, whose keys it takes directly.
 */
public final class SaddleFreeNewton implements StepStrategy {

  /** Where the eigenvalues are taken from. */
  public enum Spectrum {
    /**
     * All of B as a dense matrix: n products where B is none, about 9 n^3 multiplications an
     * iteration, 3 n^2 doubles.
     */
    DENSE,
    /**
     * A subspace: the Krylov space of B and g, the step before, and the Krylov space of a random
     * vector, which gets a quarter of the dimensions and may show negative curvature that g is
     * nearly orthogonal to. One product for each of its {@code rank} dimensions, about 3 rank^2 n
     * multiplications, rank n doubles.
     */
    LANCZOS
  }

  /**
   * The keys of {@code saddle-free-newton}.
   *
   * @param spectrum where the eigenvalues are taken from
   * @param rank the dimension of the subspace of {@code lanczos} at most, as many products an
   *     iteration; {@code dense} has no use for it
   * @param rule how the damping follows the gain, the actual over the predicted reduction
   * @param initialDamping the first damping, relative to the largest diagonal entry of B; the rule
   *     {@code more} begins without
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   */
  public record Config(
      @Default("dense") Spectrum spectrum,
      @Default("20") @Range("[1, inf)") int rank,
      @Default("more") GainDamping.Rule rule,
      @Default("1e-3") @Range("(0, inf)") double initialDamping,
      @Default("1e-4") @Range("[0, 1)") double acceptance) {

    /** All variables have one unit: in others |B| would be another matrix. */
    private GainDamping globalizer() {
      return new GainDamping(
          new GainDamping.Config(rule, GainDamping.Scaling.NONE, initialDamping, acceptance));
    }
  }

  private final Config config;

  @Inject
  public SaddleFreeNewton(Config config) {
    this.config = config;
  }

  /** Returns this strategy with its default keys. */
  public static SaddleFreeNewton withDefaults() {
    return with(Spectrum.DENSE, 20);
  }

  /** Returns this strategy with another spectrum and rank, and default keys besides. */
  public static SaddleFreeNewton with(Spectrum spectrum, int rank) {
    GainDamping.Config rule = GainDamping.withDefaults().config();
    return new SaddleFreeNewton(
        new Config(spectrum, rank, rule.rule(), rule.initialDamping(), rule.acceptance()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  /** Room for the dense matrix and its factors, or for the basis of the subspace. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    int n = objective.dimension();
    return switch (config.spectrum()) {
      case DENSE ->
          DenseMemory.unmet(n, 3)
              .map(need -> need + "; with spectrum lanczos it needs no such matrix");
      case LANCZOS -> {
        int rank = Math.min(config.rank(), n);
        String what = rank + " basis vectors of " + n + " entries";
        yield DenseMemory.unmet((double) rank * n, rank, what);
      }
    };
  }

  @Override
  public Stepper start(RunContext context) {
    return new Running(config, context);
  }

  /** The composed step, and its memory of the step before. */
  private static final class Running implements Stepper {

    private final boolean remembers;
    private final Stepper parts;
    private double[] previousStep = {};

    Running(Config config, RunContext context) {
      remembers = config.spectrum() == Spectrum.LANCZOS;
      SaddleFreeSubproblem subproblem =
          new SaddleFreeSubproblem(config.spectrum(), config.rank(), () -> previousStep);
      parts =
          new ComposedStepper(
              new ComposedStep.Config(new IdentityTransform(), subproblem, config.globalizer()),
              context);
    }

    @Override
    public Proposal propose(Model model) {
      return parts.propose(model);
    }

    @Override
    public Decision judge(Trial trial) {
      Decision decision = parts.judge(trial);
      Evaluation next = decision.next();
      if (next != null && remembers) {
        previousStep = Vectors.subtract(next.point(), trial.model().here().point());
      }
      return decision;
    }

    @Override
    public Optional<Proposal> escape(Model model) {
      return parts.escape(model);
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      parts.report(out);
    }

    @Override
    public void exchange(State state) {
      previousStep = state.exchange("previousStep", previousStep);
      state.exchange("step", parts);
    }
  }
}
