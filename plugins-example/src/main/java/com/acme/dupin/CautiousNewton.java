package com.acme.dupin;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import jakarta.inject.Inject;
import java.util.function.ObjDoubleConsumer;

/**
 * Newton's step, never longer than a radius: a disappointment shrinks it, and after a success the
 * next step may be longer than the last by the same factor. Any subproblem that works under a
 * radius can be its inner part.
 *
 * <p>It offers no escape, so a run that starts exactly at a saddle ends there, and the verdict says
 * so.
 */
public final class CautiousNewton implements StepStrategy {
  /** A step counts as a success where f fell by this share of what the model promised. */
  private static final double SUCCESS = 0.25;

  /** A radius this small beside the point changes its last bits only. */
  private static final double EXHAUSTED = 0x1p-52;

  private final Config config;

  /**
   * The keys of a spec.
   *
   * @param shrink factor on the length of a step that disappoints; a success divides by it
   * @param initialRadius the longest first step
   * @param subproblem what finds the step within the radius
   */
  public record Config(
      @Default("0.5") @Range("(0, 1)") double shrink,
      @Default("1.0") @Range("(0, inf)") double initialRadius,
      @Default("steihaug-cg") Subproblem subproblem) {
    public Config {
      if (subproblem.control() != Radius.class) {
        throw new IllegalArgumentException(
            "subproblem works under a "
                + subproblem.control().getSimpleName()
                + ", but cautious-newton gives a Radius");
      }
    }
  }

  @Inject
  public CautiousNewton(Config config) {
    this.config = config;
  }

  @Override
  public Stepper start(RunContext context) {
    return new Cautious(context);
  }

  @Override
  public Requirements requires() {
    return config.subproblem().requires();
  }

  /** The strategy during one run. */
  private final class Cautious implements Stepper {
    private final RunContext context;
    private double radius = config.initialRadius();
    private Model preparedFor;
    private Subproblem.Prepared prepared;

    Cautious(RunContext context) {
      this.context = context.part("subproblem");
    }

    @Override
    public Proposal propose(Model model) {
      return prepared(model).solve(new Radius(radius));
    }

    /** Factors once a model: after a refused trial the very same one comes back. */
    @SuppressWarnings("ReferenceEquality")
    private Subproblem.Prepared prepared(Model model) {
      if (preparedFor != model) {
        prepared = config.subproblem().prepare(model, context);
        preparedFor = model;
      }
      return prepared;
    }

    @Override
    public Decision judge(Trial trial) {
      double length = Vectors.norm(trial.proposal().step());
      double promised = trial.proposal().predictedReduction();
      // Written so that a NaN is a disappointment.
      if (promised > 0 && trial.actualReduction() >= SUCCESS * promised) {
        radius = Math.max(radius, length / config.shrink());
        return Decision.accept(trial.there());
      }
      radius = config.shrink() * Math.min(radius, length);
      double smallest = EXHAUSTED * Math.max(1, Vectors.norm(trial.model().here().point()));
      return radius >= smallest
          ? Decision.REJECT
          : Decision.stalled("radius " + radius + " is below " + smallest);
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("radius", radius);
      if (preparedFor == null) {
        config.subproblem().columns().forEach(column -> out.accept(column, Double.NaN));
      } else {
        prepared.report(out);
      }
    }

    @Override
    public void exchange(State state) {
      radius = state.exchange("radius", radius);
    }
  }
}
