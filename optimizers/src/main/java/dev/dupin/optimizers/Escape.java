package dev.dupin.optimizers;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.NegativeCurvature;
import dev.dupin.optimizers.internal.NegativeCurvature.Found;
import dev.dupin.optimizers.internal.Trials;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The ways out of one critical point, along a direction of negative curvature: first where f falls
 * to first order, then the other way, then both ways shorter.
 */
final class Escape {

  /** As for the acceptance of a trust-region step: any honest part of the promised decrease. */
  private static final double ACCEPTANCE = 1e-4;

  /** As a trust region shrinks. */
  private static final double SHORTER = 0.25;

  /**
   * Steps below this part of max(1, |x|) are not tried: what they promise, lambda |s|^2 / 2, is at
   * most eps |B| max(1, |x|)^2 / 2, a rounding error of f where f is of the size of its own
   * curvature.
   */
  private static final double SHORTEST = 0x1p-26;

  /**
   * Nor are steps that promise less than this times |f|, which f cannot show: as for a convergence
   * at rounding. Where minima form a valley, the curvature along it is no rounding of the matrix,
   * but of the size of what is left of the gradient, of either sign, and f does not fall.
   */
  private static final double INVISIBLE = 10 * 0x1p-52;

  private final Model model;
  private final @Nullable Found direction;
  private final double downhill;
  private final double slope;
  private final double shortest;
  private final double invisible;
  private double length;
  private boolean otherWay;

  Escape(Model model, RunContext context, double firstLength) {
    this.model = model;
    direction = NegativeCurvature.of(model.curvature(), context).orElse(null);
    double along = direction == null ? 0 : Vectors.dot(model.here().gradient(), direction.vector());
    downhill = along > 0 ? -1 : 1;
    slope = -Math.abs(along);
    shortest = SHORTEST * scale(model);
    invisible = INVISIBLE * Math.abs(model.here().value());
    length = firstLength;
  }

  /** Returns the natural length at a point, max(1, |x|). */
  static double scale(Model model) {
    return Math.max(1, Vectors.norm(model.here().point()));
  }

  @SuppressWarnings("ReferenceEquality") // the same object: nothing has changed
  boolean isFor(Model present) {
    return model == present;
  }

  boolean isFrom(Evaluation here) {
    return model.here() == here;
  }

  /** Returns the length to go on with along another direction from the same point. */
  double shorterLength() {
    return SHORTER * length;
  }

  /** Returns the next way out, the same until it was refused; empty if there is none left. */
  Optional<Proposal> next() {
    Found found = direction;
    while (found != null && length >= shortest) {
      double signedSlope = otherWay ? -slope : slope;
      double promised = -length * (signedSlope + 0.5 * length * found.curvature());
      if (promised > invisible) {
        double signed = otherWay ? -downhill * length : downhill * length;
        return Optional.of(new Proposal(Vectors.scale(signed, found.vector()), promised, length));
      }
      refused();
    }
    return Optional.empty();
  }

  void refused() {
    if (otherWay) {
      length *= SHORTER;
    }
    otherWay = !otherWay;
  }

  static boolean isGood(Trial trial) {
    double promised = trial.proposal().predictedReduction();
    return trial.actualReduction() > ACCEPTANCE * promised && Trials.usable(trial.there());
  }
}
