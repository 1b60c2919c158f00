package dev.dupin.core.rounding;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A line along which f and its gradient contradict each other: the central difference of f is
 * another number than g'v, beyond the errors of both, at a point where the gradient is small enough
 * for the end of a run.
 *
 * @param difference (f(x + hv) - f(x - hv)) / 2h, at the length h where its error is smallest
 * @param slope g'v
 * @param error of the difference: rounding of f, and what neighbouring lengths disagree by
 */
public record LineCheck(double difference, double slope, double error) {

  private static final int DIRECTIONS = 2;

  /** Of the size of each coordinate: any longer, and the function is another one there. */
  private static final double LONGEST = 0.1;

  /** A truncation error of second order shrinks by 64 from length to length: neighbours show it. */
  private static final double SHRINK = 1.0 / 8;

  /** Down to 4e-7, below the cube root of eps, which balances rounding and truncation. */
  private static final int LENGTHS = 7;

  /** The last digits of f, where it is larger than at the point. */
  private static final double RELATIVE_ERROR = 16 * 0x1p-52;

  /** Errors of differences are estimates: a contradiction is beyond this many. */
  private static final double SAFETY = 10;

  /** A slope of this many times the largest gradient that still counts as small is not small. */
  private static final double ABOVE = 4;

  /**
   * Compares f with its gradient along two random directions. Costs 28 values.
   *
   * @param here a point where f is differentiable; what is thrown around it reads as NaN
   * @param errors of f and its gradient there
   * @param small the gradient norm that counts as small
   * @return the first contradiction; empty where there is none, and where errors hide the answer
   */
  public static Optional<LineCheck> contradiction(
      Evaluation here, PointErrors errors, double small, RandomGenerator random) {
    for (int k = 0; k < DIRECTIONS; k++) {
      Line line = new Line(here, errors, Directions.scaled(here.point(), random));
      Optional<LineCheck> found = line.best().filter(check -> line.isContradiction(check, small));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static final class Line {
    private final Evaluation here;
    private final PointErrors errors;
    private final double[] direction;
    private final double[] differences = new double[LENGTHS];
    private final double[] roundings = new double[LENGTHS];

    Line(Evaluation here, PointErrors errors, double[] direction) {
      this.here = here;
      this.errors = errors;
      this.direction = direction;
      Surroundings around = new Surroundings(here, errors.value());
      double length = LONGEST;
      for (int k = 0; k < LENGTHS; k++) {
        look(around, k, length);
        length *= SHRINK;
      }
    }

    private void look(Surroundings around, int k, double length) {
      double ahead = around.value(around.moved(length, direction));
      double behind = around.value(around.moved(-length, direction));
      differences[k] = (ahead - behind) / (2 * length);
      roundings[k] = (error(ahead) + error(behind)) / (2 * length);
    }

    private double error(double value) {
      return Math.max(errors.value(), RELATIVE_ERROR * Math.abs(value));
    }

    /** The length with the smallest error, if the error is known at any. */
    Optional<LineCheck> best() {
      double slope = Vectors.dot(here.gradient(), direction);
      LineCheck best = new LineCheck(Double.NaN, slope, Double.POSITIVE_INFINITY);
      for (int k = 1; k < LENGTHS - 1; k++) {
        double neighbours =
            Math.max(
                Math.abs(differences[k] - differences[k - 1]),
                Math.abs(differences[k] - differences[k + 1]));
        double error = roundings[k] + neighbours;
        if (error < best.error()) {
          best = new LineCheck(differences[k], slope, error);
        }
      }
      return best.error() < Double.POSITIVE_INFINITY ? Optional.of(best) : Optional.empty();
    }

    boolean isContradiction(LineCheck check, double small) {
      double slopeError = 0;
      for (int i = 0; i < direction.length; i++) {
        slopeError += errors.gradient()[i] * Math.abs(direction[i]);
      }
      double apart = Math.abs(check.difference() - check.slope());
      return apart > SAFETY * check.error() + slopeError
          && Math.abs(check.difference()) > ABOVE * small * Vectors.norm(direction);
    }
  }
}
