package dev.dupin.runtime.parts;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.plugin.Shorthand;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import jakarta.inject.Inject;
import java.util.List;

/** Steps of the tests. */
public final class Steps {

  private Steps() {}

  private static Stepper alongGradient(double length) {
    return new Stepper() {
      @Override
      public Proposal propose(Model model) {
        double[] step = model.here().gradient().clone();
        for (int i = 0; i < step.length; i++) {
          step[i] *= -length;
        }
        return new Proposal(step, Double.NaN, length);
      }

      @Override
      public Decision judge(Trial trial) {
        return Decision.accept(trial.there());
      }
    };
  }

  /** Along the gradient; it has the name of the usual step. */
  public static final class Plain implements StepStrategy {

    /**
     * @param initialRadius length of the step
     * @param shrink something else
     */
    public record Config(
        @Default("0.5") @Range("(0, inf)") double initialRadius,
        @Default("0.25") @Range("(0, 1)") double shrink) {}

    private final Plain.Config config;

    @Inject
    public Plain(Plain.Config config) {
      this.config = config;
    }

    /** Returns the length. */
    public double initialRadius() {
      return config.initialRadius();
    }

    @Override
    public Stepper start(RunContext context) {
      return alongGradient(config.initialRadius());
    }
  }

  /** Needs a positive definite Hessian. */
  public static final class Definite implements StepStrategy {
    @Override
    public Stepper start(RunContext context) {
      return alongGradient(0.5);
    }

    @Override
    public Requirements requires() {
      return Requirements.traits(Trait.POSITIVE_DEFINITE);
    }

    @Override
    public List<String> usualHessians() {
      return List.of("not-there", "exact", "scaled");
    }
  }

  /** Two steps within one. */
  public static final class Alternating implements StepStrategy {

    /**
     * @param odd the first one
     * @param even the second one
     */
    public record Config(
        StepStrategy odd,
        @Default("0.5") @Shorthand(type = "trust-region", key = "initialRadius")
            StepStrategy even) {}

    private final Alternating.Config config;

    @Inject
    public Alternating(Alternating.Config config) {
      this.config = config;
    }

    /** Returns the two. */
    public Alternating.Config config() {
      return config;
    }

    @Override
    public Stepper start(RunContext context) {
      return config.odd().start(context.part("odd"));
    }
  }

  /** Needs layers, and its usual Hessians need them as well. */
  public static final class ByLayers implements StepStrategy {
    @Override
    public Stepper start(RunContext context) {
      return alongGradient(0.5);
    }

    @Override
    public Requirements requires() {
      return Requirements.anyOf(LayerStatistics.class);
    }
  }
}
