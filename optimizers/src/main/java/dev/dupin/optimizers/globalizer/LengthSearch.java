package dev.dupin.optimizers.globalizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.internal.Trials;
import org.jspecify.annotations.Nullable;

/**
 * A line search told trial by trial. What it knows of f along the direction lives for one iteration
 * and is no state; between iterations only the choice of the first length is.
 *
 * <p>All values are relative to the start of the line: phi(t) = f(x + t d) - f(x), which is minus
 * the actual reduction of a trial and so protected near rounding. There, the condition of
 * sufficient decrease becomes the approximate Wolfe condition of Hager and Zhang 2005.
 */
abstract class LengthSearch implements Globalizer.Controller {

  /**
   * A length that was tried.
   *
   * @param length t, 0 for the start of the line
   * @param phi f there less f at the start; NaN or infinite outside the domain
   * @param slope g'd there, NaN where nobody paid for it
   * @param evaluation the point, null at the start of the line, and where nobody will go back to it
   */
  record Tried(double length, double phi, double slope, @Nullable Evaluation evaluation) {

    /** Returns the same numbers without the point, which is 2 n doubles. */
    Tried withoutPoint() {
      return new Tried(length, phi, slope, null);
    }
  }

  private final FirstLength first = new FirstLength();
  private @Nullable Model model;
  private double length;
  private double firstNorm;

  @Override
  @SuppressWarnings("ReferenceEquality") // the same object: nothing has changed
  public final Control control(Model present) {
    Model last = model;
    if (last == null || last.here() != present.here()) {
      firstNorm = Double.NaN;
      restart();
      length = firstLength(present, first);
    } else if (last != present) { // another direction from the same point: the length is kept
      restart();
    }
    model = present;
    return new StepLength(length);
  }

  @Override
  public final Decision judge(Trial trial) {
    double change = Vectors.dot(trial.model().here().gradient(), trial.proposal().step());
    if (!(change < -leastSlope() * length)) {
      return Decision.stalled(
          "the direction of the line search does not descend: g's = " + Numbers.brief(change));
    }
    if (Double.isNaN(firstNorm)) {
      firstNorm = Vectors.norm(trial.proposal().step());
    }
    double slope = change / length;
    Tried tried = new Tried(length, -trial.actualReduction(), Double.NaN, trial.there());
    Tried best = search(trial, tried, slope);
    if (best == null) {
      return next(trial);
    }
    return accept(trial.model(), best);
  }

  private Decision accept(Model left, Tried best) {
    Evaluation there = best.evaluation();
    if (there == null) {
      throw new IllegalStateException("a line search accepted its own start");
    }
    first.accepted(left, there);
    taken(best);
    model = null;
    restart(); // the points tried are not held while the next direction is computed
    return Decision.accept(there);
  }

  private Decision next(Trial trial) {
    Tried best = best();
    double norm = Vectors.norm(trial.proposal().step());
    double perLength = norm / length;
    double following = following();
    if (room(following) > resolution(trial)) {
      length = following;
      return Decision.REJECT;
    }
    if (best != null) {
      return accept(trial.model(), best);
    }
    return Decision.stalled(
        "step length "
            + Numbers.brief(following)
            + ": a step of norm "
            + Numbers.brief(following * perLength)
            + " is below "
            + Numbers.brief(resolution(trial) * perLength)
            + ", the rounding of the point, and at the last one of norm "
            + Numbers.brief(norm)
            + " f did not fall by enough: by "
            + Numbers.brief(trial.actualReduction()));
  }

  /** Returns the length that is rounding for the point: lengths this close are the same. */
  final double resolution(Trial trial) {
    double smallest = Trials.smallestStep(trial.model().here(), firstNorm);
    return smallest * (length / Vectors.norm(trial.proposal().step()));
  }

  @Override
  public final boolean contract() {
    length *= 0.5;
    return length > Double.MIN_NORMAL;
  }

  @Override
  public void exchange(State state) {
    state.exchange("first", first);
  }

  /** Returns what the slope at the start must be steeper than. */
  double leastSlope() {
    return 0;
  }

  /** Returns the length to try first from a new point. */
  double firstLength(Model present, FirstLength usual) {
    return usual.of(present);
  }

  /** Forgets what is known of f along the line. */
  abstract void restart();

  /**
   * Takes in a trial.
   *
   * @param tried its slope is not paid yet
   * @param startSlope g'd at the start of the line, negative
   * @return the point to accept, or null if the search goes on
   */
  abstract @Nullable Tried search(Trial trial, Tried tried, double startSlope);

  /** Returns the length to try next. */
  abstract double following();

  /** Returns how far that is from what is known already: down at rounding the search is over. */
  double room(double following) {
    Tried best = best();
    return Math.abs(following - (best == null ? 0 : best.length()));
  }

  /** A point was accepted. */
  void taken(Tried best) {}

  /** Returns the point to take where the search has no room left, or null. */
  abstract @Nullable Tried best();
}
