package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.difference.SparseSymmetric;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * The signs and the ends of the spectrum of the large blocks of a sparse Hessian by counting: a
 * shifted factorisation has as many negative pivots as there are eigenvalues below the shift. Signs
 * come from the scaled matrix, the ends from bisection and inverse iteration from outside, where
 * the shifted matrix is definite and its factorisation stable. Some 50 factorisations in all.
 */
final class FactoredSpectrum {

  private static final double EPS = 0x1p-52;

  /** 2^-20 of the first interval; inverse iteration takes it from there. */
  private static final int BISECTIONS = 20;

  private static final int INVERSE_ITERATIONS = 4;

  /** The backward error depends on the shift; where it is too large, a larger shift may do. */
  private static final int ATTEMPTS = 8;

  private final SparseHessian hessian;
  private final ScaledMatrix scaled;
  private final SparseFactor factor;
  private final RandomGenerator random;
  private final BooleanSupplier cancelled;
  private Optional<double[]> negativeDirection = Optional.empty();
  private Optional<double[]> positiveDirection = Optional.empty();

  FactoredSpectrum(
      SparseHessian hessian,
      ScaledMatrix scaled,
      SparseFactor factor,
      RandomGenerator random,
      BooleanSupplier cancelled) {
    this.hessian = hessian;
    this.scaled = scaled;
    this.factor = factor;
    this.random = random;
    this.cancelled = cancelled;
  }

  /**
   * Adds signs and ends of the blocks.
   *
   * @param signsOnly whether the ends are left out, and with them most of the work
   * @return whether the signs could be counted; where not, or where the run is over, nothing counts
   */
  boolean addTo(SpectrumTally tally, boolean signsOnly) {
    int negatives = proven(-1);
    int positives = proven(1);
    if (negatives < 0 || positives < 0) {
      return false;
    }
    tally.signs(negatives, positives);
    if (signsOnly) {
      return true;
    }
    End low = end(1);
    End high = end(-1);
    int size = factor.order().length;
    double lower = positives == size ? Math.max(0, low.lower) : low.lower;
    double upper = negatives == size ? Math.min(0, -high.lower) : -high.lower;
    tally.smallest(low.value, lower, low.upper);
    tally.largest(-high.value, -high.upper, upper);
    negativeDirection = low.upper < 0 ? Optional.of(low.vector) : negativeDirection;
    positiveDirection = high.upper < 0 ? Optional.of(high.vector) : positiveDirection;
    return !cancelled.getAsBoolean();
  }

  /**
   * Returns how many eigenvalues of a sign are proven, or -1 where they cannot be counted. The true
   * matrix is off by the errors of its entries, the factored one by its backward error; a shift by
   * both is beyond doubt.
   */
  private int proven(int sign) {
    double entries = 0;
    for (int i : factor.order()) {
      entries = Math.max(entries, scaled.rowErrors()[i]);
    }
    double shift = 2 * entries + 16 * EPS;
    for (int attempt = 0; attempt < ATTEMPTS && shift < 1; attempt++) {
      SparseFactor.Inertia inertia = factor.factor(scaled.matrix().values(), -sign, -shift);
      if (inertia.error() + entries <= shift) {
        keepDirection(sign, inertia.negatives() > 0);
        return inertia.negatives();
      }
      shift = 2 * (inertia.error() + entries);
    }
    return -1;
  }

  private void keepDirection(int sign, boolean found) {
    if (!found) {
      return;
    }
    double[] vector = factor.negativeDirection();
    double[] direction = new double[scaled.inverse().length];
    for (int k = 0; k < vector.length; k++) {
      int i = factor.order()[k];
      direction[i] = vector[k] / scaled.inverse()[i];
    }
    Optional<double[]> unit = Optional.of(Vectors.scale(1 / Vectors.norm(direction), direction));
    negativeDirection = sign < 0 ? unit : negativeDirection;
    positiveDirection = sign > 0 ? unit : positiveDirection;
  }

  /** The smallest eigenvalue of sign H, with bounds and a vector of n entries. */
  private record End(double value, double lower, double upper, double[] vector) {}

  private End end(int sign) {
    double[] interval = interval(sign);
    double size = norm();
    bisect(sign, interval, size);
    double[] vector = inverseIteration(sign, interval[0] - 4 * EPS * size);
    double[] image = new double[vector.length];
    hessian.matrix().apply(vector, image);
    double value = sign * AccurateDot.of(vector, image);
    Vectors.addScaled(image, -sign * value, vector);
    double residual = Vectors.norm(image);
    double upper = Math.min(interval[1], value + productError(size));
    raise(sign, value - 2 * residual - 64 * EPS * size, interval);
    double error = entryError();
    value = Math.min(Math.max(value, interval[0]), upper);
    return new End(value, interval[0] - error, upper + error, vector);
  }

  /** Returns the largest sum of the absolute values of a row, a bound of the 2-norm. */
  private double norm() {
    double[] values = hessian.matrix().values();
    double largest = 0;
    for (int i : factor.order()) {
      double sum = 0;
      for (int at = hessian.matrix().pointers()[i]; at < hessian.matrix().pointers()[i + 1]; at++) {
        sum += Math.abs(values[at]);
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** Returns how far v'Hv is off for a unit vector: by the sums of the rows, and by its own. */
  private double productError(double size) {
    int longest = 0;
    for (int i : factor.order()) {
      int length = hessian.matrix().pointers()[i + 1] - hessian.matrix().pointers()[i];
      longest = Math.max(longest, length);
    }
    return (longest * EPS + AccurateDot.ERROR) * size;
  }

  private double entryError() {
    double largest = 0;
    for (int i : factor.order()) {
      largest = Math.max(largest, BlockSpectrum.rowError(hessian, i));
    }
    return largest;
  }

  /** Gershgorin's (1931) bound from below, and the smallest diagonal entry. */
  private double[] interval(int sign) {
    double[] interval = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    SparseSymmetric matrix = hessian.matrix();
    for (int i : factor.order()) {
      double centre = 0;
      double radius = 0;
      for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
        double entry = matrix.values()[at];
        centre += matrix.indices()[at] == i ? sign * entry : 0;
        radius += matrix.indices()[at] == i ? 0 : Math.abs(entry);
      }
      interval[0] = Math.min(interval[0], centre - radius * (1 + 1e-9));
      interval[1] = Math.min(interval[1], centre);
    }
    return interval;
  }

  private void bisect(int sign, double[] interval, double size) {
    for (int k = 0; k < BISECTIONS && !cancelled.getAsBoolean(); k++) {
      double middle = 0.5 * interval[0] + 0.5 * interval[1];
      SparseFactor.Inertia inertia = factor.factor(hessian.matrix().values(), sign, middle);
      boolean none = inertia.negatives() == 0;
      double bound = none ? middle - inertia.error() : middle + inertia.error();
      boolean closer = none ? bound > interval[0] : bound < interval[1];
      if (!closer || interval[1] - interval[0] <= 64 * EPS * size) {
        return;
      }
      interval[none ? 0 : 1] = bound;
    }
  }

  private void raise(int sign, double candidate, double[] interval) {
    if (candidate > interval[0]) {
      SparseFactor.Inertia inertia = factor.factor(hessian.matrix().values(), sign, candidate);
      if (inertia.negatives() == 0) {
        interval[0] = Math.max(interval[0], candidate - inertia.error());
      }
    }
  }

  private double[] inverseIteration(int sign, double shift) {
    factor.factor(hessian.matrix().values(), sign, shift);
    double[] x = new double[factor.order().length];
    for (int k = 0; k < x.length; k++) {
      x[k] = random.nextGaussian();
    }
    for (int k = 0; k < INVERSE_ITERATIONS; k++) {
      factor.solve(x);
      double length = Vectors.norm(x);
      for (int i = 0; i < x.length; i++) {
        x[i] /= length;
      }
    }
    double[] vector = new double[scaled.inverse().length];
    for (int k = 0; k < x.length; k++) {
      vector[factor.order()[k]] = x[k];
    }
    return vector;
  }

  Optional<double[]> negativeDirection() {
    return negativeDirection;
  }

  Optional<double[]> positiveDirection() {
    return positiveDirection;
  }
}
