package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.rounding.GradientChange;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tells whether a run has come as close as rounding lets it. Two things must hold: the decrease
 * that the step predicts is at most 10 eps |f|, so that f cannot tell the points apart (or, where f
 * has fallen below eps times its start and no decrease is small beside it any more, the step is
 * within 100 units in the last place of the point); and the gradient norm is within 100 times its
 * rounding error. That error is measured, not guessed, by three probes that move every coordinate
 * by one unit in its last place, up or down at random. It holds both the rounding inside the
 * gradient and the step from one double to the next, below which no point can be told from the
 * solution.
 *
 * <p>What counts is the largest change of the gradient along itself: where the curvatures differ
 * widely, one unit along the steepest coordinate changes the gradient by more than all that is left
 * of it along a flat one, which may still be far from the solution.
 *
 * <p>At a kink the gradient jumps between neighbouring doubles, too, and that is no rounding: so it
 * must change by 10 times more over a relative distance of eps^(1/4), as a smooth function's does,
 * before its change over one unit is called an error.
 *
 * <p>Costs three gradients once a point, and up to six more where their change is as large as all
 * this.
 */
final class RoundingLevel implements Checkpointable {

  private static final double EPS = 0x1p-52;
  private static final double VALUE_FACTOR = 10;
  private static final double GRADIENT_FACTOR = 100;

  /** As many units in the last place of the point as the gradient may have of its error. */
  private static final double STEP_FACTOR = GRADIENT_FACTOR;

  /** Far beyond rounding, and still so near that it is the same valley: eps^(1/4), about 1e-4. */
  private static final double FAR = 0x1p-13;

  private static final double FAR_FACTOR = 10;

  /** For sums of many terms, and terms larger than what is left of them. */
  private static final double ROUNDING_FACTOR = 1e5;

  private final RunContext context;
  private double[] probed = {}; // the point where the error was measured
  private double error = Double.NaN;
  private double startValue = Double.NaN;
  private double startGradientNorm = Double.NaN;
  private Proposal suspicion = Proposal.NONE;

  RoundingLevel(RunContext context) {
    this.context = context;
  }

  /**
   * Takes the step that led here without lowering the gradient, or none: it casts suspicion on the
   * next point.
   */
  void suspect(Proposal proposal) {
    suspicion = proposal;
  }

  /** Tests the point that a suspicious step led to. */
  Optional<String> testSuspicion(GuardedEvaluation here) {
    return suspicion.step().length == 0 ? Optional.empty() : test(here, suspicion);
  }

  /** Takes f and the gradient norm at the start. */
  void start(double value, double gradientNorm) {
    startValue = value;
    startGradientNorm = gradientNorm;
  }

  /**
   * Returns whether the predicted change is lost in the rounding of f: cheap, the first of the two
   * conditions.
   */
  boolean decreaseIsLost(GuardedEvaluation here, Proposal proposal) {
    return predicted(here, proposal) <= VALUE_FACTOR * EPS * Math.abs(here.value());
  }

  /**
   * Returns whether f has vanished beside its start, and the step is of the size that the rounding
   * of the point alone explains. So end zero-residual least squares, whose steps promise all that
   * is left of f.
   */
  private boolean stepIsLost(GuardedEvaluation here, Proposal proposal) {
    double[] step = proposal.step();
    if (step.length == 0 || !(Math.abs(here.value()) <= EPS * Math.abs(startValue))) {
      return false;
    }
    double[] x = here.point();
    for (int i = 0; i < step.length; i++) {
      if (!(Math.abs(step[i]) <= STEP_FACTOR * Math.ulp(x[i]))) {
        return false;
      }
    }
    return true;
  }

  /** Returns both conditions with their numbers if both hold at {@code here}, or empty. */
  Optional<String> test(GuardedEvaluation here, Proposal proposal) {
    boolean decreaseIsLost = decreaseIsLost(here, proposal);
    if (!decreaseIsLost && !stepIsLost(here, proposal)) {
      return Optional.empty();
    }
    here.gradient();
    double norm = here.peekGradientNorm();
    double noise = error(here);
    if (!(norm <= GRADIENT_FACTOR * noise && noise < Double.POSITIVE_INFINITY)) {
      return Optional.empty();
    }
    String lost =
        decreaseIsLost
            ? "predicted decrease "
                + Numbers.brief(predicted(here, proposal))
                + " <= 10 eps |f| = "
                + Numbers.brief(VALUE_FACTOR * EPS * Math.abs(here.value()))
            : "the step of norm "
                + Numbers.brief(Vectors.norm(proposal.step()))
                + " is within 100 units in the last place of the point, where f = "
                + Numbers.brief(here.value());
    return Optional.of(
        lost
            + ", and gradient norm "
            + Numbers.brief(norm)
            + " <= 100 times its rounding error "
            + Numbers.brief(noise));
  }

  /**
   * Returns whether a step that promises little was only held back by its control: to the minimum
   * of the model along the gradient, f would fall by more than rounding. Costs one product, where a
   * run is about to end.
   */
  boolean isHeldBack(GuardedEvaluation here, Model model) {
    double[] gradient = here.gradient();
    double norm = here.peekGradientNorm();
    double[] unit = Vectors.scale(1 / norm, gradient);
    double[] product = new double[unit.length];
    model.curvature().apply(unit, product);
    double curvature = Vectors.dot(unit, product);
    double decrease = 0.5 * norm * (norm / curvature);
    return curvature > 0
        && decrease > VALUE_FACTOR * EPS * Math.max(Math.abs(here.value()), EPS * startSize());
  }

  /** What f has vanished beside, where it has. */
  private double startSize() {
    return Double.isNaN(startValue) ? 0 : Math.abs(startValue);
  }

  /**
   * The size of the change that the proposal stands for: its own word, or the slope times the step,
   * or none without a step. A step that predicts an increase is no sign of rounding either.
   */
  private static double predicted(GuardedEvaluation here, Proposal proposal) {
    double predicted = proposal.predictedReduction();
    if (Double.isNaN(predicted)) {
      double[] step = proposal.step();
      predicted = step.length == 0 ? 0 : Vectors.dot(step, here.gradient());
    }
    return Math.abs(predicted);
  }

  /** The rounding error of the gradient, 0 where its changes are none of rounding. */
  private double error(GuardedEvaluation here) {
    if (!Vectors.sameEntries(probed, here.point())) {
      error = measured(here);
      probed = here.point();
    }
    return error;
  }

  private double measured(GuardedEvaluation here) {
    RandomGenerator random = context.random("probe");
    double norm = here.peekGradientNorm();
    GradientChange near = GradientChange.overOneUnit(here, random);
    if (!(norm <= GRADIENT_FACTOR * near.along())) {
      return near.along();
    }
    if (isHidden(here.gradient(), near.entries())) {
      return 0;
    }
    GradientChange far = GradientChange.overPart(here, random, FAR);
    boolean smooth =
        far.along() >= FAR_FACTOR * near.along() && far.whole() >= FAR_FACTOR * near.whole();
    return smooth && !isTooLarge(near, far) ? near.along() : 0;
  }

  /**
   * Returns whether the change over one unit is far more than rounding makes: a gradient rounds by
   * eps times its largest terms, which are about as large as it was at the start, or as its slope
   * times x. A gradient that is noisy for another reason never converges.
   */
  private boolean isTooLarge(GradientChange near, GradientChange far) {
    double terms = far.whole() / FAR + (Double.isNaN(startGradientNorm) ? 0 : startGradientNorm);
    return near.whole() > ROUNDING_FACTOR * EPS * terms;
  }

  /**
   * Returns whether an entry of the gradient is no rounding error, though the gradient as a whole
   * is drowned by the error of other entries: a steep coordinate, one unit off, hides how far the
   * flat ones have to go.
   */
  private static boolean isHidden(double[] gradient, double[] errors) {
    for (int i = 0; i < gradient.length; i++) {
      if (Math.abs(gradient[i]) > GRADIENT_FACTOR * errors[i]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void exchange(State state) {
    startValue = state.exchange("startValue", startValue);
    startGradientNorm = state.exchange("startGradientNorm", startGradientNorm);
    probed = state.exchange("probed", probed);
    error = state.exchange("error", error);
    double[] step = state.exchange("suspicion.step", suspicion.step());
    double predicted = state.exchange("suspicion.predicted", suspicion.predictedReduction());
    suspicion = step.length == 0 ? Proposal.NONE : new Proposal(step, predicted, Double.NaN);
  }
}
