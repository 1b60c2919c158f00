package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A radius during one run: where it starts, and when it is exhausted. How it follows the trials is
 * for the rule that extends this. The radius measures steps as their subproblem does ({@link
 * dev.dupin.core.step.Proposal#length}); only rounding is a matter of Euclidean lengths.
 */
abstract class RadiusController implements Globalizer.Controller {

  private final OptionalDouble initialRadius;
  private final double maxRadius;
  private double radius = Double.NaN; // until the first trial is judged
  private double scale = Double.NaN; // the first radius
  private @Nullable Evaluation startPoint;
  private double startRadius;

  /**
   * Makes a controller.
   *
   * @param initialRadius if left out, the length of the first step along the steepest descent
   * @param maxRadius the radius grows no further
   */
  RadiusController(OptionalDouble initialRadius, double maxRadius) {
    this.initialRadius = initialRadius;
    this.maxRadius = maxRadius;
  }

  /**
   * Follows a trial with a new radius.
   *
   * @param predicted the reduction that was promised; maybe NaN
   * @param actual the one that came; maybe NaN
   * @return whether the step is taken
   */
  abstract boolean follow(Trial trial, double predicted, double actual);

  /** Returns the radius to go on with where there was no step under the present one. */
  abstract double contracted();

  final double radius() {
    return radius;
  }

  final void change(double next) {
    radius = Math.min(maxRadius, Math.min(next, Double.MAX_VALUE));
  }

  @Override
  public final Control control(Model model) {
    return new Radius(Double.isNaN(radius) ? firstRadius(model) : radius);
  }

  @Override
  public final Control control(Model model, Subproblem.Prepared problem) {
    if (Double.isNaN(radius)) {
      problem.firstLength().ifPresent(length -> startWith(model, length));
    }
    return control(model);
  }

  private double firstRadius(Model model) {
    if (startPoint != model.here()) {
      startWith(model, initialRadius.orElseGet(() -> cauchyLength(model)));
    }
    return startRadius;
  }

  private void startWith(Model model, double usual) {
    startPoint = model.here();
    startRadius = Math.min(maxRadius, initialRadius.orElse(usual));
  }

  /**
   * The length of the step to the minimum of the model along -g, or |g|^2 / |Bg| where that model
   * has none, or max(1, |x|) where the curvature along -g, or g itself, is zero; one product.
   */
  private static double cauchyLength(Model model) {
    double[] gradient = model.here().gradient();
    double[] product = new double[gradient.length];
    model.curvature().apply(gradient, product);
    double squared = Vectors.dot(gradient, gradient);
    double curvature = Vectors.dot(gradient, product);
    double length =
        curvature > 0
            ? Math.sqrt(squared) * (squared / curvature)
            : squared / Vectors.norm(product);
    boolean usable = length > 0 && length < Double.POSITIVE_INFINITY;
    return usable ? length : Math.max(1, Vectors.norm(model.here().point()));
  }

  /** The first radius becomes state when it was used. */
  private void commit() {
    if (Double.isNaN(radius)) {
      radius = startRadius;
      scale = startRadius;
      startPoint = null;
    }
  }

  @Override
  public final Decision judge(Trial trial) {
    commit();
    double predicted = trial.proposal().predictedReduction();
    double actual = trial.actualReduction();
    return follow(trial, predicted, actual)
        ? Decision.accept(trial.there())
        : refused(trial, predicted, actual);
  }

  /** The next step is as long, in Euclidean length, as the radius says of the last one. */
  private Decision refused(Trial trial, double predicted, double actual) {
    double perLength = Vectors.norm(trial.proposal().step()) / trial.proposal().length();
    double smallest = Trials.smallestStep(trial.model().here(), scale * perLength);
    return radius * perLength > smallest
        ? Decision.REJECT
        : Decision.stalled(
            "radius "
                + Numbers.brief(radius * perLength)
                + " is below "
                + Numbers.brief(smallest)
                + ", the rounding of the point; the last step predicted a reduction of "
                + Numbers.brief(predicted)
                + " and gave "
                + Numbers.brief(actual));
  }

  @Override
  public final boolean contract() {
    commit();
    change(contracted());
    return radius > Double.MIN_NORMAL;
  }

  @Override
  public final void exchange(State state) {
    radius = state.exchange("radius", radius);
    scale = state.exchange("scale", scale);
  }
}
