package dev.dupin.optimizers;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** A transform, a subproblem and a globalizer at work. */
final class ComposedStepper implements Stepper {

  /**
   * A radius may have become small for reasons of another neighbourhood; an escape tries at least
   * this part of max(1, |x|) first, at the cost of a few values.
   */
  private static final double LONGEST_ESCAPE = 1e-2;

  private final CurvatureTransform transform;
  private final Subproblem subproblem;
  private final RunContext context;
  private final RunContext transformContext;
  private final RunContext subproblemContext;
  private final Globalizer.Controller controller;
  private final String controlName;

  private @Nullable Model preparedModel;
  private Subproblem.@Nullable Prepared prepared;
  private @Nullable Escape escape;
  private @Nullable Model proposedModel;
  private @Nullable Proposal proposal;
  private boolean escaping;

  ComposedStepper(ComposedStep.Config parts, RunContext context) {
    transform = parts.transform();
    subproblem = parts.subproblem();
    controller = parts.globalizer().start(context.part("globalizer"));
    this.context = context;
    transformContext = context.part("transform");
    subproblemContext = context.part("subproblem");
    controlName = ComposedStep.name(subproblem.control());
  }

  @Override
  public Proposal propose(Model model) {
    Subproblem.Prepared problem = prepare(model);
    Proposal next;
    do {
      Control control = controller.control(model, problem);
      next = problem.solve(control);
    } while (next.step().length == 0 ? controller.contract() : controller.refine(next));
    remember(model, next, false);
    return next;
  }

  /** Once for each model object: the same object means that nothing has changed. */
  @SuppressWarnings("ReferenceEquality")
  private Subproblem.Prepared prepare(Model model) {
    Subproblem.Prepared known = prepared;
    if (known == null || preparedModel != model) {
      SymmetricOperator curvature = transform.apply(model, transformContext);
      Model transformed =
          curvature == model.curvature()
              ? model
              : new Model(model.iteration(), model.here(), curvature);
      known = subproblem.prepare(transformed, subproblemContext);
      prepared = known;
      preparedModel = model;
    }
    return known;
  }

  private void remember(Model model, Proposal next, boolean isEscape) {
    proposedModel = model;
    proposal = next;
    escaping = isEscape;
  }

  @Override
  public Decision judge(Trial trial) {
    Escape ways = escape;
    if (!escaping || ways == null) {
      Decision decision = controller.judge(trial);
      if (decision.next() != null) {
        forget();
      }
      return decision;
    }
    if (Escape.isGood(trial)) {
      escape = null;
      forget();
      return Decision.accept(trial.there());
    }
    ways.refused();
    return Decision.REJECT;
  }

  /** Holds no point, factor or step of an iteration that is over. */
  private void forget() {
    preparedModel = null;
    prepared = null;
    proposedModel = null;
    proposal = null;
  }

  /** Looks at the curvature as it is: a transform such as the absolute value hides its sign. */
  @Override
  public Optional<Proposal> escape(Model model) {
    if (model.curvature().is(Trait.POSITIVE_SEMIDEFINITE)) {
      return Optional.empty();
    }
    Escape ways = escape;
    if (ways == null || !ways.isFrom(model.here())) {
      ways = new Escape(model, context, firstLength(model));
    } else if (!ways.isFor(model)) { // the curvature learned from the refusal
      ways = ways.along(model, context);
    }
    escape = ways;
    Optional<Proposal> next = ways.next();
    next.ifPresent(way -> remember(model, way, true));
    return next;
  }

  /** The radius, where that is the control; else the natural length at the point. */
  private double firstLength(Model model) {
    double scale = Escape.scale(model);
    return controller.control(model) instanceof Radius radius
        ? Math.max(radius.value(), LONGEST_ESCAPE * scale)
        : scale;
  }

  @Override
  public void report(ObjDoubleConsumer<String> out) {
    Proposal present = proposal == null ? Proposal.NONE : proposal;
    out.accept(controlName, present.control());
    out.accept("curvatureAlongStep", curvatureAlongStep(present));
    Subproblem.Prepared problem = prepared;
    if (problem != null && !escaping) {
      problem.report(out);
    } else {
      for (String column : subproblem.columns()) {
        out.accept(column, Double.NaN);
      }
    }
  }

  /** s'Bs / s's, from the predicted reduction -g's - s'Bs/2, so that no product is paid for it. */
  private double curvatureAlongStep(Proposal present) {
    Model model = proposedModel;
    if (model == null || present.step().length == 0) {
      return Double.NaN;
    }
    double[] step = present.step();
    double slope = Vectors.dot(model.here().gradient(), step);
    return -2 * (present.predictedReduction() + slope) / Vectors.dot(step, step);
  }

  @Override
  public List<String> warnings() {
    return controller.warnings();
  }

  @Override
  public void exchange(State state) {
    state.exchange("globalizer", controller);
  }
}
