package dev.dupin.optimizers;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.NewtonDirections;
import dev.dupin.optimizers.internal.StepPlane;
import dev.dupin.optimizers.internal.StepPlane.Axis;
import dev.dupin.optimizers.internal.StepPlane.Solution;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import dev.dupin.optimizers.transform.IdentityTransform;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The step of K-FAC, for any Hessian (Martens and Grosse 2015, "Optimizing neural networks with
 * Kronecker-factored approximate curvature", sections 6.4 to 7): s = alpha d + mu p, where d = -(B
 * + shift I)^-1 g is the direction of a cheap Hessian B and p the step before. The two parameters
 * minimise the model g's + s'(C + damping I)s/2 of another, truer Hessian C, of which two products
 * are all that is needed; so B may have a wrong scale, and miss what couples its blocks. With C the
 * Hessian of a quadratic and no damping these are the conjugate gradients preconditioned by B.
 *
 * <p>Damping follows the reduction ratio, and the shift, their gamma^2, whatever the model likes
 * best of three; both slowly. A step that raises f is refused and the damping raised, unless {@code
 * everyStep} is set. d is found as by {@link NewtonDirection} with its default keys.
 *
 * <p>Costs, besides d: two products with C a step, one without momentum, two more where three
 * shifts are compared, and one at the start. Memory: some vectors of n.
 */
public final class TwoParameterStep implements StepStrategy {

  /**
   * The keys of {@code two-parameter}.
   *
   * @param model the Hessian C of the model, {@code gauss-newton} for networks; the one of the run
   *     if left out
   * @param momentum whether the step before takes part; else s = alpha d
   * @param adaptive whether damping and shift follow the run; else both stay what they are at
   *     first, and the damping is raised only until a step is taken
   * @param initialDamping the first damping, and shift, relative to the curvature g'Cg / g'g along
   *     the first gradient
   * @param dampingEvery how many iterations the damping is kept; then it falls where the last step
   *     gave more than 3/4 of what was predicted, and grows where it gave less than 1/4
   * @param shiftEvery how many iterations the shift is kept; then one smaller and one larger are
   *     compared with it
   * @param decay what damping and shift are multiplied or divided by for each of these iterations
   * @param acceptance a step is taken if the actual reduction is more than this part of the
   *     predicted one
   * @param everyStep whether every step is taken, as Martens and Grosse do on mini-batches: values
   *     are then paid only where the damping is adapted, and f may rise
   */
  public record Config(
      Optional<HessianProvider> model,
      @Default("true") boolean momentum,
      @Default("true") boolean adaptive,
      @Default("1e-3") @Range("[0, inf)") double initialDamping,
      @Default("5") @Range("[1, inf)") long dampingEvery,
      @Default("20") @Range("[1, inf)") long shiftEvery,
      @Default("0.95") @Range("(0, 1)") double decay,
      @Default("1e-4") @Range("[0, 1)") double acceptance,
      @Default("false") boolean everyStep) {}

  private final Config config;

  @Inject
  public TwoParameterStep(Config config) {
    this.config = config;
  }

  /** Returns this strategy with its default keys. */
  public static TwoParameterStep withDefaults() {
    return new TwoParameterStep(
        new Config(Optional.empty(), true, true, 1e-3, 5, 20, 0.95, 1e-4, false));
  }

  /** Returns this strategy with the Hessian of its model, and default keys besides. */
  public static TwoParameterStep with(HessianProvider model) {
    return new TwoParameterStep(
        new Config(Optional.of(model), true, true, 1e-3, 5, 20, 0.95, 1e-4, false));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  /**
   * Starts this strategy where it has no Hessian of its own.
   *
   * @throws IllegalStateException if it has one: that needs the objective
   */
  @Override
  public Stepper start(RunContext context) {
    if (config.model().isPresent()) {
      throw new IllegalStateException(
          "the Hessian of the model needs the objective: whoever wraps two-parameter must start it"
              + " with start(objective, context)");
    }
    return new Running(config, null, context);
  }

  @Override
  public Stepper start(Objective objective, RunContext context) {
    Optional<Curvature> model =
        config.model().map(hessian -> hessian.start(objective, context.part("model")));
    return new Running(config, model.orElse(null), context);
  }

  @Override
  public Requirements requires() {
    return config.model().map(HessianProvider::requires).orElse(Requirements.NONE);
  }

  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return config.model().flatMap(hessian -> hessian.unmetNeed(objective));
  }

  /** The composed step on the model of C, and what it remembers of the steps before. */
  private static final class Running implements Stepper {

    private final Config config;
    private final @Nullable Curvature curvature;
    private final Stepper parts;

    private double[] before = {}; // p; empty: none
    private double shift = Double.NaN; // until the first step

    // Of the present model.
    private @Nullable Model given;
    private @Nullable Model seen;
    private double proposedShift = Double.NaN;

    Running(Config config, @Nullable Curvature curvature, RunContext context) {
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

    /** Some shifts, each with its plane. */
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
        Model shifted =
            new Model(
                model.iteration(),
                model.here(),
                Operators.shifted(hessian().curvature(), candidate));
        return NewtonDirections.USUAL.of(shifted, context).vector();
      }

      /** Returns the model of B, which the minimizer gave. */
      private Model hessian() {
        Model ofRun = given;
        return ofRun == null ? model : ofRun;
      }

      @Override
      public void report(ObjDoubleConsumer<String> out) {
        out.accept("alpha", alpha);
        out.accept("mu", mu);
        out.accept("shift", proposedShift);
      }
    }
  }

  /** The damping rule, as {@link ComposedStep} takes one. */
  private record Rule(Config config) implements Globalizer {

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
