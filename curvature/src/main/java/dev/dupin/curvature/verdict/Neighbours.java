package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.Numbers;

/**
 * The values of f at 2 n points around a minimum, 200 at the most: along both ways of the
 * eigenvectors of D H D, those of the smallest eigenvalues first, at a distance where f should rise
 * by a hundred times its error. None should be lower than the gradient that is left explains.
 */
public final class Neighbours {

  private static final int MOST = 200;

  /** So many times the error of f it should rise. */
  private static final double VISIBLE = 100;

  /** In units in which f rises by 1/2, where f has no error: the root of eps of it. */
  private static final double SHORTEST = 0x1p-26;

  /** A value is a contradiction where it is lower by this many times what explains it. */
  private static final double BEYOND_DOUBT = 4;

  /** A fall of first order grows by 2, one of second order by 4. */
  private static final double GROWTH = 1.5;

  private double lowest = Double.POSITIVE_INFINITY;
  private int count;
  private String contradiction = "";

  /**
   * Evaluates f around a minimum.
   *
   * @param around the point and its value
   * @param spectrum with all eigenvalues positive
   * @param gradient at the point
   */
  public Neighbours(Surroundings around, ScaledSpectrum spectrum, double[] gradient) {
    double length = Math.max(SHORTEST, Math.sqrt(2 * VISIBLE * around.error()));
    int directions = Math.min(spectrum.dimension(), MOST / 2);
    for (int k = 0; k < directions; k++) {
      double root = Math.sqrt(Math.abs(spectrum.scaledValue(k)));
      double[] direction = Vectors.scale(1 / root, spectrum.direction(k));
      double slope = Math.abs(Vectors.dot(gradient, direction));
      look(around, length, direction, slope);
      look(around, -length, direction, slope);
    }
  }

  private void look(Surroundings around, double length, double[] direction, double slope) {
    double[] point = around.moved(length, direction);
    double value = around.value(point);
    count++;
    if (!(value < lowest)) {
      return;
    }
    lowest = value;
    double explained = slope * Math.abs(length) + 0.5 * slope * slope;
    if (value < around.centreValue() - around.error() - explained) {
      double drop = around.drop(point);
      if (drop > BEYOND_DOUBT * (explained + around.error())
          && goesOn(around, length, direction, drop)) {
        contradiction =
            "second derivatives say minimum, but f is lower by "
                + Numbers.brief(drop)
                + " at a distance of "
                + Numbers.brief(Math.abs(length) * Vectors.norm(direction))
                + ", where its gradient explains no more than "
                + Numbers.brief(explained)
                + ": 'dupin audit' shows whether the derivatives are right";
      }
    }
  }

  /** Twice as far f must be lower still, as no rounding is that happens to be negative. */
  private static boolean goesOn(
      Surroundings around, double length, double[] direction, double drop) {
    double twice = around.drop(around.moved(2 * length, direction));
    double fourTimes = around.drop(around.moved(4 * length, direction));
    return twice > GROWTH * drop && fourTimes > GROWTH * twice;
  }

  /** Returns the lowest value found, NaN where none is known. */
  public double lowest() {
    return lowest < Double.POSITIVE_INFINITY ? lowest : Double.NaN;
  }

  /** Returns how many points were looked at. */
  public int count() {
    return count;
  }

  /** Returns whether f is lower nearby than its derivatives allow. */
  public boolean contradicts() {
    return !contradiction.isEmpty();
  }

  /** Returns in which way, for a person to read. */
  public String contradiction() {
    return contradiction;
  }
}
