package dev.dupin.optimizers;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.globalizer.Backtracking;
import dev.dupin.optimizers.internal.EisenstatWalker;
import dev.dupin.optimizers.subproblem.NewtonCgDirection;
import dev.dupin.optimizers.transform.IdentityTransform;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * Newton-CG, the Hessian-free Newton method: a line search along {@link NewtonCgDirection}, whose
 * system is solved only as exactly as the last step has been worth (Eisenstat and Walker 1996,
 * choice 2). Directions of negative curvature are used. Works with any Hessian and needs nothing
 * but products.
 */
public final class NewtonCg implements StepStrategy {

  /**
   * The keys of {@code newton-cg}.
   *
   * @param search finds the length along the direction
   * @param forcingFactor how exactly the Newton system is solved: the relative residual is this
   *     times (|g| / |g before|)^forcingExponent
   * @param forcingExponent see there; the order of convergence where it is below 2
   * @param maxForcing the relative residual is never above this, and this at the start
   * @param maxIterations of conjugate gradients, one product each; 2 n + 10 if left out
   */
  public record Config(
      @Default("backtracking") Globalizer search,
      @Default("0.9") @Range("(0, 1]") double forcingFactor,
      @Default("1.5") @Range("(1, 2]") double forcingExponent,
      @Default("0.5") @Range("(0, 1)") double maxForcing,
      @Range("[1, inf)") Optional<Integer> maxIterations) {

    public Config {
      ComposedStep.requireControl("newton-cg", "search", search.control(), StepLength.class);
    }
  }

  private final Config config;

  @Inject
  public NewtonCg(Config config) {
    this.config = config;
  }

  /** Returns this strategy with its default keys. */
  public static NewtonCg withDefaults() {
    return new NewtonCg(new Config(Backtracking.withDefaults(), 0.9, 1.5, 0.5, Optional.empty()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Stepper start(RunContext context) {
    return new Running(config, context);
  }

  /**
   * The subproblem of one run: its forcing terms depend on the steps before, which a recipe cannot
   * know.
   */
  private record Forced(EisenstatWalker forcing, Optional<Integer> maxIterations)
      implements Subproblem {

    @Override
    public Class<? extends Control> control() {
      return StepLength.class;
    }

    @Override
    public List<String> columns() {
      return NewtonCgDirection.withDefaults().columns();
    }

    @Override
    public Prepared prepare(Model model, RunContext context) {
      double term = forcing.term(Vectors.norm(model.here().gradient()));
      return NewtonCgDirection.prepare(model, term, maxIterations, context);
    }
  }

  /** The composed step, and the memory of its forcing terms. */
  private static final class Running implements Stepper {

    private final EisenstatWalker forcing;
    private final Stepper parts;

    Running(Config config, RunContext context) {
      forcing =
          new EisenstatWalker(
              config.forcingFactor(), config.forcingExponent(), config.maxForcing());
      Subproblem direction = new Forced(forcing, config.maxIterations());
      parts =
          new ComposedStepper(
              new ComposedStep.Config(new IdentityTransform(), direction, config.search()),
              context);
    }

    @Override
    public Proposal propose(Model model) {
      return parts.propose(model);
    }

    @Override
    public Decision judge(Trial trial) {
      Decision decision = parts.judge(trial);
      if (decision.next() != null) {
        forcing.left(Vectors.norm(trial.model().here().gradient()));
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
    public List<String> warnings() {
      return parts.warnings();
    }

    @Override
    public void exchange(State state) {
      state.exchange("forcing", forcing);
      state.exchange("step", parts);
    }
  }
}
