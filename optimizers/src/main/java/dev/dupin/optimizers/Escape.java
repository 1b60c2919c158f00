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
 * to first order, then the other way, then both ways shorter, and last, where the curvature belongs
 * to a function of another scale, longer.
 */
final class Escape {

  /** As for the acceptance of a trust-region step: any honest part of the promised decrease. */
  private static final double ACCEPTANCE = 1e-4;

  /**
   * Steps that promise less than this times |f| are not tried, since f cannot show it: as for a
   * convergence at rounding. Where minima form a valley, the curvature along it is no rounding of
   * the matrix, but of the size of what is left of the gradient, of either sign, and f does not
   * fall.
   */
  private static final double INVISIBLE = 10 * 0x1p-52;

  /**
   * Where f is zero, or nearly, every decrease is visible; steps below this part of the natural
   * length, which change f by 1e-36 of what that changes, are not tried.
   */
  private static final double SHORTEST = 0x1p-60;

  /** The shortest length promises more than what is invisible, whatever its root has rounded. */
  private static final double VISIBLE = 1 + 0x1p-30;

  /**
   * Negative curvature below this part of the curvatures that meet in its direction may be what is
   * left of them at a minimum; it says nothing about the scale of f.
   */
  private static final double SIGNIFICANT = 0x1p-7;

  /** The function is long-scaled where its length is this many times the natural one. */
  private static final double MUCH_LONGER = 16;

  private final Model model;
  private final @Nullable Found direction;
  private final double downhill;
  private final double slope;
  private final double invisible;
  private final double first;
  private final double[] lengths;
  private int place;
  private boolean otherWay;

  Escape(Model model, RunContext context, double firstLength) {
    this(model, context, firstLength, EscapeLengths.MOST);
  }

  private Escape(Model model, RunContext context, double firstLength, int most) {
    this.model = model;
    direction = NegativeCurvature.of(model.curvature(), context).orElse(null);
    double along = direction == null ? 0 : Vectors.dot(model.here().gradient(), direction.vector());
    downhill = along > 0 ? -1 : 1;
    slope = -Math.abs(along);
    invisible = INVISIBLE * Math.abs(model.here().value());
    first = firstLength;
    lengths = direction == null ? new double[0] : lengths(direction, most);
  }

  /**
   * Returns the escape along another direction from the same point: it goes on with the length
   * after the present one, so that all of them together try no more lengths than one.
   */
  Escape along(Model changed, RunContext context) {
    boolean goesOnShorter = place + 1 < lengths.length && lengths[place + 1] < lengths[place];
    return goesOnShorter
        ? new Escape(changed, context, lengths[place + 1], lengths.length - place - 1)
        : new Escape(changed, context, first, 0);
  }

  private double[] lengths(Found found, int most) {
    double natural = scale(model);
    double shortest = Math.max(shortestVisible(found), shortestThatMoves(found));
    shortest = Math.max(shortest, SHORTEST * Math.min(natural, found.length()));
    double longest = longest(found);
    boolean isLong = longest > MUCH_LONGER * natural;
    return EscapeLengths.of(first, shortest, isLong ? longest : 0, most);
  }

  /** The s with s |slope| + s^2 |curvature| / 2 = invisible. */
  private double shortestVisible(Found found) {
    double root = Math.sqrt(-2 * found.curvature()) * Math.sqrt(invisible);
    return invisible == 0 ? 0 : VISIBLE * 2 * invisible / (-slope + Math.hypot(slope, root));
  }

  /** Below it the largest entry of the step is lost in that of x. */
  private double shortestThatMoves(Found found) {
    double[] v = found.vector();
    int largest = 0;
    for (int i = 1; i < v.length; i++) {
      largest = Math.abs(v[i]) > Math.abs(v[largest]) ? i : largest;
    }
    return Math.ulp(model.here().point()[largest]) / Math.abs(v[largest]);
  }

  /** Over this length f changes by a part of max(1, |f|), as far as the curvature may say so. */
  private double longest(Found found) {
    double length = found.length();
    boolean isSignificant = -found.curvature() * length * length >= SIGNIFICANT;
    return isSignificant ? length * Math.sqrt(Math.max(1, Math.abs(model.here().value()))) : 0;
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

  /** Returns the next way out, the same until it was refused; empty if there is none left. */
  Optional<Proposal> next() {
    Found found = direction;
    while (found != null && place < lengths.length) {
      double length = lengths[place];
      double signedSlope = otherWay ? -slope : slope;
      double promised = -length * (signedSlope + 0.5 * length * found.curvature());
      double[] step =
          Vectors.scale(otherWay ? -downhill * length : downhill * length, found.vector());
      if (promised > invisible && moves(step)) {
        return Optional.of(new Proposal(step, promised, length));
      }
      refused();
    }
    return Optional.empty();
  }

  /** A step that changes nothing would end the run as stalled. */
  private boolean moves(double[] step) {
    double[] x = model.here().point();
    return !Vectors.sameEntries(Vectors.add(x, step), x);
  }

  void refused() {
    if (otherWay) {
      place++;
    }
    otherWay = !otherWay;
  }

  static boolean isGood(Trial trial) {
    double promised = trial.proposal().predictedReduction();
    return trial.actualReduction() > ACCEPTANCE * promised && Trials.usable(trial.there());
  }
}
