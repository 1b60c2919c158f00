package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.curvature.difference.GradientDifferences;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The true Hessian at a point by its products: exact ones where the objective offers them, else
 * central differences of gradients; and how far such a product is off.
 *
 * <p>A few vectors of n doubles besides what the evaluation needs.
 */
public final class HessianOperator {

  /** How many neighbouring points a product is compared with. */
  private static final int PROBES = 3;

  private final Evaluation here;
  private final RandomGenerator random;
  private final boolean exact;
  private double products;

  /**
   * Applies nothing yet.
   *
   * @param random chooses the neighbouring points by which noise is measured
   */
  public HessianOperator(Evaluation here, RandomGenerator random) {
    this.here = here;
    this.random = random;
    this.exact = here.structure(HessianProducts.class).isPresent();
  }

  /** Returns n. */
  public int dimension() {
    return here.point().length;
  }

  /** Returns whether products are exact but for rounding, rather than differences. */
  public boolean isExact() {
    return exact;
  }

  /**
   * Returns the work so far in products; a gradient, and an evaluation elsewhere, counts as one.
   */
  public double products() {
    return products;
  }

  /** Returns what one product costs in products: 1, or the two gradients of a difference. */
  public int cost() {
    return exact ? 1 : 2;
  }

  /** Fills {@code result} with H v. */
  public void apply(double[] v, double[] result) {
    apply(here, v, 1, result);
  }

  private void apply(Evaluation point, double[] v, double stretch, double[] result) {
    products += cost();
    Optional<HessianProducts> structure = point.structure(HessianProducts.class);
    if (structure.isPresent()) {
      structure.get().apply(v, result);
    } else {
      GradientDifferences.central(point).product(v, stretch, result);
    }
  }

  /**
   * Returns how far products are off, in the 2-norm, one number a vector: the largest change of the
   * product over points where every coordinate moved by one unit in the last place, and over the
   * length of the vector, and for differences over a step twice as long, too. NaN where no such
   * product is finite. Costs {@link #noiseCost}.
   */
  public double[] noise(double[][] vectors, double[][] images) {
    double[] noise = Vectors.filled(vectors.length, Double.NaN);
    for (int probe = 0; probe < PROBES; probe++) {
      Evaluation neighbour = neighbour(here, random);
      products++;
      widen(neighbour, 1, vectors, images, noise);
    }
    if (!exact) {
      widen(here, 2, vectors, images, noise);
    }
    return noise;
  }

  /** Returns what {@link #noise} costs in products. */
  public int noiseCost(int vectors) {
    return PROBES * (1 + cost() * vectors) + (exact ? 0 : cost() * vectors);
  }

  /** Returns f at a point where every coordinate moved by one unit in the last place. */
  static Evaluation neighbour(Evaluation here, RandomGenerator random) {
    double[] point = here.point().clone();
    for (int i = 0; i < point.length; i++) {
      double ulp = Math.ulp(point[i]);
      point[i] += random.nextBoolean() ? ulp : -ulp;
    }
    return here.objective().at(point);
  }

  private void widen(
      Evaluation point, double stretch, double[][] vectors, double[][] images, double[] noise) {
    double[] other = new double[dimension()];
    for (int k = 0; k < vectors.length; k++) {
      double change = change(point, stretch, vectors[k], images[k], other);
      noise[k] = !(change <= noise[k]) && !Double.isNaN(change) ? change : noise[k];
    }
  }

  /**
   * The vector is made longer by a random factor: moving the point shows nothing of how long sums
   * inside a product round, where the Hessian does not depend on the point. Outside the domain of f
   * there is nothing to compare with.
   */
  private double change(
      Evaluation point, double stretch, double[] vector, double[] image, double[] other) {
    double factor = 1 + random.nextDouble();
    try {
      apply(point, Vectors.scale(factor, vector), stretch, other);
    } catch (RuntimeException outside) {
      return Double.NaN;
    }
    for (int i = 0; i < other.length; i++) {
      other[i] = other[i] / factor - image[i];
    }
    return Vectors.norm(other);
  }
}
