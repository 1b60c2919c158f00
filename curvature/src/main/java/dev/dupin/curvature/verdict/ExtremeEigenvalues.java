package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.Numbers;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Both ends of the spectrum of a Hessian of any size, by products alone: {@link ThickRestart}.
 *
 * <p>What counts is computed at the end, from fresh products with the Ritz vectors U: by Sylvester
 * and Cauchy's interlacing the Hessian has at least as many negative eigenvalues as U'HU, and its
 * smallest one is at most any Rayleigh quotient; likewise for the largest. And some eigenvalue lies
 * within |Hu - theta u| of theta (Parlett 1998, "The symmetric eigenvalue problem", chapters 4 and
 * 10). Nothing bounds the smallest eigenvalue from below: a start vector can miss it. So there is
 * no proof here that a Hessian is definite.
 *
 * <p>At most 26 basis vectors of n doubles (more while they take less than 32 MB), 2 for the
 * process and 6 for the final products.
 */
public final class ExtremeEigenvalues {

  private static final double EPS = 0x1p-52;

  /** The fewest products that are any use: a few steps and the final products with their noise. */
  public static final int FEWEST = 24;

  /** An end has settled where its residual is this part of its Ritz value: 3 digits at least. */
  private static final double SETTLED = 1e-4;

  /** Nor does a residual have to be smaller than this part of the norm: it may be at rounding. */
  private static final double FLOOR = 1e-12;

  /** A restart keeps about half; 26, since the whole verdict may take 40 vectors. */
  private static final int BASIS = 26;

  /** More than {@link #BASIS} vectors are kept while they take less than this: 32 MB. */
  private static final int ROOM = 4_000_000;

  /** So many eigenvalues of one sign are proven at most, at the price of one product each. */
  private static final int COUNTED = 8;

  /** What is kept of an end that has settled, while the other has not. */
  private static final int SETTLED_VECTORS = 4;

  /** Ritz values are looked at every so many steps: the time of a small eigenproblem. */
  private static final int INTERVAL = 4;

  /** Noise is the largest of three draws; what was not drawn may be a little more. */
  private static final double SAFETY = 4;

  private final HessianOperator hessian;
  private final boolean convex;
  private final int budget;
  private final BooleanSupplier cancelled;
  private final ThickRestart process;
  private boolean lowSettled;
  private boolean highSettled;

  private ExtremeEigenvalues(
      HessianOperator hessian,
      boolean convex,
      int budget,
      int room,
      RandomGenerator random,
      BooleanSupplier cancelled) {
    this.hessian = hessian;
    this.convex = convex;
    this.budget = Math.max(budget, FEWEST * hessian.cost());
    this.cancelled = cancelled;
    process = new ThickRestart(hessian::apply, hessian.dimension(), room, random);
  }

  /**
   * Looks at both ends until they have settled, or the budget is spent.
   *
   * @param convex whether the Hessian is positive semidefinite for certain
   * @param budget the most products; {@link #FEWEST} at least
   * @param random the start vector
   * @param cancelled whether to come to an end: what is known by then is returned
   * @throws dev.dupin.core.linear.NumericalFailureException if a product is not finite
   */
  public static SpectrumBounds of(
      HessianOperator hessian,
      boolean convex,
      int budget,
      RandomGenerator random,
      BooleanSupplier cancelled) {
    int room = Math.max(BASIS, Math.min(budget, ROOM / hessian.dimension()));
    return of(hessian, convex, budget, room, random, cancelled);
  }

  /** The size of the basis is open to tests. */
  static SpectrumBounds of(
      HessianOperator hessian,
      boolean convex,
      int budget,
      int room,
      RandomGenerator random,
      BooleanSupplier cancelled) {
    return new ExtremeEigenvalues(hessian, convex, budget, room, random, cancelled).bounds();
  }

  private SpectrumBounds bounds() {
    DenseEigen ritz = iterate();
    int low = counted(ritz, -1);
    int high = Math.min(counted(ritz, 1), ritz.dimension() - low);
    double[][] vectors = process.finish(ritz, low, high);
    double[][] images = new double[vectors.length][hessian.dimension()];
    for (int k = 0; k < vectors.length; k++) {
      hessian.apply(vectors[k], images[k]);
    }
    return new Evidence(vectors, images, low, error(vectors, images)).bounds();
  }

  private DenseEigen iterate() {
    DenseEigen ritz;
    do {
      if (process.isFull()) {
        DenseEigen full = process.ritz();
        restart(full);
      }
      advance();
      ritz = process.ritz();
      settle(ritz);
    } while (goesOn());
    return ritz;
  }

  /** Keeps half of the vectors; of an end that has settled, a few that go on being counted. */
  private void restart(DenseEigen full) {
    int half = Math.max(2, full.dimension() / 2);
    int low = half / 2;
    if (lowSettled && !highSettled) {
      low = Math.min(low, SETTLED_VECTORS);
    } else if (highSettled && !lowSettled) {
      low = Math.max(low, half - SETTLED_VECTORS);
    }
    process.restart(full, low, half - low);
  }

  private void advance() {
    for (int step = 0; step < INTERVAL && !process.isFull() && hasProducts(); step++) {
      process.step();
    }
  }

  private boolean goesOn() {
    boolean settled = lowSettled && highSettled;
    return !settled && !process.isComplete() && hasProducts() && !cancelled.getAsBoolean();
  }

  /** The first step is always made; the final products are set aside. */
  private boolean hasProducts() {
    double reserve = hessian.cost() * Math.min(2.0 * COUNTED, budget / 4.0) + hessian.noiseCost(2);
    return process.size() == 0 || hessian.products() + hessian.cost() + reserve <= budget;
  }

  private void settle(DenseEigen ritz) {
    int last = ritz.dimension() - 1;
    lowSettled = isSettled(ritz, 0);
    highSettled = isSettled(ritz, last);
  }

  private boolean isSettled(DenseEigen ritz, int k) {
    double residual = process.coupling() * Math.abs(ritz.vector(k)[ritz.dimension() - 1]);
    double rounding = Math.max(FLOOR, Math.sqrt(hessian.dimension()) * EPS) * process.norm();
    return residual <= Math.max(SETTLED * Math.abs(ritz.value(k)), rounding);
  }

  /** Returns how many Ritz values of a sign are worth a product: at least one. */
  private int counted(DenseEigen ritz, int sign) {
    int most = Math.min(COUNTED, Math.max(1, budget / (8 * hessian.cost())));
    int count = 1;
    while (count < Math.min(most, ritz.dimension())
        && sign * ritz.value(sign < 0 ? count : ritz.dimension() - 1 - count) > 0) {
      count++;
    }
    return count;
  }

  /** Returns how far products with unit vectors, and sums over them, may be off. */
  private double error(double[][] vectors, double[][] images) {
    int last = vectors.length - 1;
    double[] noise =
        hessian.noise(
            new double[][] {vectors[0], vectors[last]}, new double[][] {images[0], images[last]});
    double norm = process.norm();
    double error = SAFETY * Math.max(noise[0], noise[1]) + AccurateDot.ERROR * norm;
    return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
  }

  /** Final products, and what follows from them. */
  private final class Evidence {
    private final double[][] vectors;
    private final double[][] images;
    private final int low;
    private final double error;

    Evidence(double[][] vectors, double[][] images, int low, double error) {
      this.vectors = vectors;
      this.images = images;
      this.low = low;
      this.error = error;
    }

    SpectrumBounds bounds() {
      int last = vectors.length - 1;
      int negatives = count(0, low, -1);
      int positives = count(Math.min(low, last), vectors.length, 1);
      SpectrumEnd first = end(0, lowSettled);
      SpectrumEnd smallest = first.notAbove(first.value() + error);
      boolean semidefinite = convex && negatives == 0;
      smallest = semidefinite ? smallest.notBelow(0) : smallest;
      SpectrumEnd end = end(last, highSettled);
      SpectrumEnd largest = end.notBelow(end.value() - error);
      return new SpectrumBounds(
          hessian.dimension(),
          negatives,
          positives,
          false,
          semidefinite,
          smallest,
          largest,
          negatives > 0 ? Optional.of(vectors[0]) : Optional.empty(),
          positives > 0 ? Optional.of(vectors[last]) : Optional.empty(),
          certificate(smallest, largest, semidefinite),
          hessian.products(),
          remedy(negatives > 0 && positives > 0));
    }

    private SpectrumEnd end(int k, boolean settled) {
      double value = AccurateDot.of(vectors[k], images[k]);
      double[] residual = images[k].clone();
      Vectors.addScaled(residual, -value, vectors[k]);
      return new SpectrumEnd(
          value,
          Vectors.norm(residual) + error,
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY,
          settled);
    }

    /** Counts eigenvalues of U'HU of a sign, beyond the error of its entries. */
    private int count(int from, int to, int sign) {
      int size = to - from;
      double[] form = new double[size * size];
      double asymmetry = 0;
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          double one = AccurateDot.of(vectors[from + i], images[from + j]);
          double other = AccurateDot.of(vectors[from + j], images[from + i]);
          asymmetry = Math.max(asymmetry, Math.abs(one - other));
          form[i * size + j] = 0.5 * one + 0.5 * other;
          form[j * size + i] = form[i * size + j];
        }
      }
      double bound = size * (error + asymmetry);
      int count = 0;
      for (double value : DenseEigen.valuesOf(new DenseSymmetric(size, form))) {
        count += sign * value > bound ? 1 : 0;
      }
      return count;
    }
  }

  private String certificate(SpectrumEnd smallest, SpectrumEnd largest, boolean semidefinite) {
    return (lowSettled && highSettled
            ? "both ends by Lanczos: smallest "
            : "both ends by Lanczos, not settled: smallest ")
        + smallest
        + " (an eigenvalue within "
        + Numbers.brief(smallest.error())
        + " of "
        + Numbers.brief(smallest.value())
        + "), largest "
        + largest
        + (semidefinite ? ", none negative since f is convex" : "")
        + ", "
        + Numbers.brief(hessian.products())
        + " products"
        + (hessian.isExact() ? "" : " by differences of gradients");
  }

  private String remedy(boolean proven) {
    if (proven) {
      return "";
    }
    return "Lanczos bounds the smallest eigenvalue from above only: a dense Hessian (a larger"
        + " verdict.denseLimit), or an objective that tells where its Hessian is zero"
        + " (HessianSparsity), would settle it"
        + (lowSettled && highSettled ? "" : "; more products (verdict.products) would tell more");
  }
}
