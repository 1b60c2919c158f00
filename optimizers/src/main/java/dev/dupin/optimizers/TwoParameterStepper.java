package dev.dupin.optimizers;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.NewtonDirections;
import dev.dupin.optimizers.internal.StepPlane;
import dev.dupin.optimizers.internal.StepPlane.Axis;
import dev.dupin.optimizers.internal.StepPlane.Solution;
import dev.dupin.optimizers.transform.IdentityTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@link TwoParameterStep} at work: the composed step on the model of C, and what it remembers of
 * the steps before.
 */
final class TwoParameterStepper implements Stepper {

  private final TwoParameterStep.Config config;
  private final @Nullable Curvature curvature;
  private final Stepper parts;

  private double[] before = {}; // p; empty: none
  private double shift = Double.NaN; // until the first step

  // Of the present model.
  private @Nullable Model given;
  private @Nullable Model seen;
  private double proposedShift = Double.NaN;

  TwoParameterStepper(
      TwoParameterStep.Config config, @Nullable Curvature curvature, RunContext context) {
    this.config = config;
    this.curvature = curvature;
    parts =
        new ComposedStepper(
            new ComposedStep.Config(new IdentityTransform(), new OnPlane(), new Rule(config)),
            context);
  }

  @Override
  public Proposal propose(Model model) {
    return parts.propose(withModelHessian(model));
  }

  /** An escape looks at C, which is the truer one. */
  @Override
  public Optional<Proposal> escape(Model model) {
    return parts.escape(withModelHessian(model));
  }

  /** Returns the model with C in the place of B: the same object for the same object. */
  @SuppressWarnings("ReferenceEquality")
  private Model withModelHessian(Model model) {
    Model known = seen;
    if (known == null || given != model) {
      known =
          curvature == null
              ? model
              : new Model(model.iteration(), model.here(), curvature.at(model.here()));
      seen = known;
      given = model;
    }
    return known;
  }

  @Override
  public Decision judge(Trial trial) {
    Decision decision = parts.judge(trial);
    Evaluation here = trial.model().here();
    Evaluation next = decision.next();
    if (next != null) {
      remember(trial.proposal());
      learn(here, next);
    } else if (curvature != null
        && decision.stalled() == null
        && curvature.rejected(here, trial.there())) {
      seen = null;
    }
    return decision;
  }

  private void remember(Proposal taken) {
    before = config.momentum() ? taken.step() : before;
    shift = Double.isNaN(proposedShift) ? shift : proposedShift;
    proposedShift = Double.NaN;
    given = null;
    seen = null;
  }

  private void learn(Evaluation here, Evaluation next) {
    if (curvature != null) {
      curvature.accepted(here, next);
    }
  }

  @Override
  public void report(ObjDoubleConsumer<String> out) {
    parts.report(out);
  }

  @Override
  public void exchange(State state) {
    before = state.exchange("before", before);
    shift = state.exchange("shift", shift);
    state.exchange("step", parts);
    if (curvature != null) {
      state.exchange("model", curvature);
    }
  }

  /** The subproblem of one run: it depends on the steps before, which a recipe cannot know. */
  private final class OnPlane implements Subproblem {

    @Override
    public Class<? extends Control> control() {
      return Damping.class;
    }

    @Override
    public List<String> columns() {
      return List.of("alpha", "mu", "shift");
    }

    @Override
    public Prepared prepare(Model model, RunContext context) {
      return new Ready(model, context);
    }
  }

  /**
   * The plane of one model, or the planes of three shifts. What is prepared does not depend on the
   * damping: a refused step costs no product.
   */
  private final class Ready implements Subproblem.Prepared {

    private final Model model;
    private final RunContext context;
    private final List<Double> shifts = new ArrayList<>();
    private final List<StepPlane> planes = new ArrayList<>();
    private double alpha = Double.NaN;
    private double mu = Double.NaN;

    Ready(Model model, RunContext context) {
      this.model = model;
      this.context = context;
    }

    @Override
    public Proposal solve(Control control) {
      if (planes.isEmpty()) {
        makePlanes(control.value());
      }
      Solution best = null;
      for (int i = 0; i < planes.size(); i++) {
        Solution found = planes.get(i).solve(control.value()).orElse(null);
        if (found != null && (best == null || found.dampedReduction() > best.dampedReduction())) {
          best = found;
          proposedShift = shifts.get(i);
        }
      }
      if (best == null) {
        return Proposal.NONE;
      }
      alpha = best.alpha();
      mu = best.mu();
      return new Proposal(best.step(), best.reduction(), control.value());
    }

    private void makePlanes(double damping) {
      if (Vectors.maxAbs(model.here().gradient()) == 0) {
        return; // no direction descends
      }
      double[] p = before;
      Axis axis = p.length == 0 ? null : Axis.along(p, model.curvature());
      for (double candidate : candidates(damping)) {
        StepPlane plane =
            new StepPlane(model.here().gradient(), model.curvature(), direction(candidate), axis);
        shifts.add(candidate);
        planes.add(plane);
      }
    }

    private List<Double> candidates(double damping) {
      if (Double.isNaN(shift)) {
        return List.of(damping);
      }
      long iteration = model.iteration();
      boolean isDue = config.adaptive() && iteration > 0 && iteration % config.shiftEvery() == 0;
      double factor = Math.pow(config.decay(), (double) config.shiftEvery());
      return isDue && shift > 0 ? List.of(shift, factor * shift, shift / factor) : List.of(shift);
    }

    /** Returns d = -(B + shift I)^-1 g, made to descend where B is indefinite. */
    private double[] direction(double candidate) {
      SymmetricOperator shifted = Operators.shifted(hessian(), candidate);
      return NewtonDirections.USUAL
          .of(new Model(model.iteration(), model.here(), shifted), context)
          .vector();
    }

    /** Returns B, that of the model which the minimizer gave. */
    private SymmetricOperator hessian() {
      Model ofRun = given;
      return ofRun == null ? model.curvature() : ofRun.curvature();
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("alpha", alpha);
      out.accept("mu", mu);
      out.accept("shift", proposedShift);
    }
  }

  /** The damping rule, as {@link ComposedStep} takes one. */
  private record Rule(TwoParameterStep.Config config) implements Globalizer {

    @Override
    public Class<? extends Control> control() {
      return Damping.class;
    }

    @Override
    public Controller start(RunContext context) {
      return new IntervalDamping(config);
    }
  }
}
