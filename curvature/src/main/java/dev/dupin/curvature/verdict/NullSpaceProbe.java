package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Numbers;
import java.util.random.RandomGenerator;

/**
 * Looks for a decrease of f where second derivatives are silent: from a point whose proven
 * eigenvalues are all positive, along the null space of the Hessian.
 *
 * <p>Each probe goes a distance along a null direction and from there takes the Newton step within
 * the proven eigenvectors, so it follows the valley floor also where that is curved: by the
 * splitting lemma (Gromoll and Meyer 1969), the function on that floor is all that decides. A
 * change counts where it exceeds both rounding and what the remaining gradient explains; a convex
 * function never falls by more than the gradient times the distance. Along a ray the first change
 * that counts, at the shortest distance, decides, so that what f does far away does not.
 */
public final class NullSpaceProbe {

  private static final double EPS = 0x1p-52;

  /** Enough that the largest of them is a fair guess at the largest of all. */
  private static final int NOISE_PROBES = 8;

  /** The first change must be this many times the noise of f. */
  private static final double BEYOND_NOISE = 10;

  /** Distances grow by this factor, so that a change of third order grows by 64. */
  private static final double GROWTH = 4;

  /** The shortest distance is 4^-8 = 1.5e-5 of the longest: eps^(1/3), and a little more. */
  private static final int DISTANCES = 9;

  /** A decrease must persist at this multiple of its distance, which noise would not. */
  private static final double CONFIRMATION = 1.5;

  private final Surroundings surroundings;
  private final Spectrum spectrum;
  private final int[] nullIndices;
  private final RandomGenerator random;
  private final double[] base;
  private final double[] gradient;
  private final double value;
  private final double noise;
  private String outcome = "";

  /**
   * Prepares probes around a point.
   *
   * @param here the point
   * @param spectrum of the Hessian there, without proven negative eigenvalues
   * @param random chooses the directions where the null space has more than one dimension
   */
  public NullSpaceProbe(Evaluation here, Spectrum spectrum, RandomGenerator random) {
    this.surroundings = new Surroundings(here.objective());
    this.spectrum = spectrum;
    this.nullIndices = spectrum.nullIndices();
    this.random = random;
    this.base = Vectors.add(here.point(), spectrum.newtonStep(here.gradient()));
    this.gradient = surroundings.gradient(base);
    this.value = surroundings.value(base);
    this.noise = noise();
  }

  /**
   * Returns how much f changes by rounding: over distances at which its third order is far below
   * eps, and beyond its first.
   */
  private double noise() {
    double largest = EPS * Math.abs(value);
    for (int probe = 0; probe < NOISE_PROBES; probe++) {
      double[] direction = combination();
      double distance = Math.sqrt(EPS) * (0.5 + random.nextDouble()) * reach(direction);
      double change = surroundings.value(moved(direction, distance)) - value;
      double beyond = Math.abs(change - distance * Vectors.dot(gradient, direction));
      largest = beyond > largest ? beyond : largest;
    }
    return largest;
  }

  /**
   * Probes both ways along null eigenvectors and random combinations of them, until f falls.
   *
   * @param directions how many
   * @return whether f was found to decrease
   */
  public boolean decreases(int directions) {
    int single = nullIndices.length == 1 ? 1 : Math.min(nullIndices.length, (directions + 1) / 2);
    int all = nullIndices.length == 1 ? Math.min(1, directions) : directions;
    for (int probe = 0; probe < all; probe++) {
      double[] direction =
          probe < single ? spectrum.eigen().vector(nullIndices[probe]) : combination();
      if (falls(direction) || falls(Vectors.scale(-1, direction))) {
        return true;
      }
    }
    outcome =
        "f does not fall beyond rounding along "
            + all
            + (all == 1 ? " null direction" : " null directions")
            + ", both ways";
    return false;
  }

  /** Returns a uniformly random direction of the null space, of length 1. */
  private double[] combination() {
    double[] direction = new double[base.length];
    for (int k : nullIndices) {
      spectrum.eigen().addScaled(direction, random.nextGaussian(), k);
    }
    return Vectors.scale(1 / Vectors.norm(direction), direction);
  }

  /** Returns the scale of the point along a direction, at least 1. */
  private double reach(double[] direction) {
    double reach = 1;
    for (int i = 0; i < base.length; i++) {
      reach = Math.hypot(reach, direction[i] * base[i]);
    }
    return reach;
  }

  private double[] moved(double[] direction, double distance) {
    double[] moved = base.clone();
    Vectors.addScaled(moved, distance, direction);
    return moved;
  }

  private boolean falls(double[] direction) {
    double reach = reach(direction);
    for (int k = DISTANCES - 1; k >= 0; k--) {
      double distance = reach * Math.pow(GROWTH, -k);
      double change = change(direction, distance);
      if (change > 0) {
        return false;
      }
      if (change < 0 && change(direction, CONFIRMATION * distance) < 0) {
        outcome =
            "f falls by "
                + Numbers.brief(-change)
                + " at a distance of "
                + Numbers.brief(distance)
                + " along a null direction";
        return true;
      }
    }
    return false;
  }

  /**
   * Returns how much f changes at a distance along a direction, 0 where that is not beyond noise or
   * not known.
   */
  private double change(double[] direction, double distance) {
    double[] straight = moved(direction, distance);
    double change = surroundings.value(straight) - value;
    double[] correction = spectrum.newtonStep(surroundings.gradient(straight));
    if (Vectors.norm(correction) <= distance) {
      double corrected = surroundings.value(Vectors.add(straight, correction)) - value;
      change = corrected < change ? corrected : change;
    }
    double explained =
        2 * distance * Math.abs(Vectors.dot(gradient, direction))
            + spectrum.inverseForm(gradient)
            + distance * distance * spectrum.error();
    return Math.abs(change) > BEYOND_NOISE * noise + explained ? change : 0;
  }

  /** Returns what was found, for a person to read. */
  public String outcome() {
    return outcome;
  }

  /** Returns the work so far in products. */
  public double products() {
    return surroundings.products();
  }
}
