package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Equilibration;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import java.util.Arrays;

/**
 * The signs of the eigenvalues of a Hessian, with what is known of them. They are those of A = D H
 * D, see {@link Scaling}; an eigenvalue of A counts as proven in three steps.
 *
 * <p>First and second, it is beyond the errors of the entries, by itself and together with all
 * others of its sign, see {@link ProvenSigns}. Third, it changes by no more than a quarter up to
 * the places where the gradient may vanish, see {@link #compare}.
 */
public final class ScaledSpectrum {

  private static final double EPS = 0x1p-52;

  /** The rounding of a decomposition is taken as n eps |A|, with n at least this. */
  private static final int FEWEST = 4;

  /**
   * The relative change up to the Newton point that an eigenvalue survives. Near a degenerate
   * critical point it is 1 - ((p - 2) / (p - 1))^(p - 2) for x^p, 0.5 for x^3 and 0.56 for x^4;
   * near any other it tends to zero.
   */
  private static final double STEADY = 0.25;

  /** Above this many variables a change of the matrix that is small enough is not decomposed. */
  private static final int DECOMPOSED_UP_TO = 300;

  /** Directions along which the step is this part of the longest one go with it. */
  private static final double LONG = 0.125;

  private final int n;
  private final double[] scales;
  private final DenseSymmetric scaled;
  private final DenseEigen eigen;
  private final double[] values;
  private final double[] bounds;
  private final double error;
  private final boolean[] proven;
  private final boolean[] withdrawn;
  private final double[] displacements;
  private double change = Double.NaN;

  /**
   * Decomposes a Hessian: its own eigenvalues, and those of D H D with their vectors; one
   * decomposition serves for both where D is nearly a multiple of the identity.
   *
   * @param hessian with the errors of its entries
   * @param point where it was computed
   */
  public ScaledSpectrum(TrueHessian hessian, double[] point) {
    DenseSymmetric matrix = hessian.matrix();
    n = matrix.n();
    double[] found = Scaling.of(matrix, hessian.errors(), point);
    boolean uniform = Equilibration.isUniform(found);
    double one = found[0];
    if (uniform) {
      Arrays.fill(found, one);
    }
    scales = found;
    scaled = Equilibration.apply(scales, matrix);
    eigen = DenseEigen.of(scaled);
    values = uniform ? unscaled(eigen, one * one) : DenseEigen.valuesOf(matrix);
    DenseSymmetric errors = Equilibration.apply(scales, hessian.errors());
    double rounding = Math.max(n, FEWEST) * EPS * eigen.norm();
    ProvenSigns signs = new ProvenSigns(eigen, errors, rounding);
    bounds = signs.bounds();
    error = Math.max(n, FEWEST) * EPS * norm() + Vectors.norm(hessian.errors().values());
    proven = signs.proven();
    withdrawn = new boolean[n];
    displacements = new double[n];
  }

  private static double[] unscaled(DenseEigen eigen, double square) {
    double[] values = new double[eigen.dimension()];
    Arrays.setAll(values, k -> eigen.value(k) / square);
    return values;
  }

  private double[] magnitudes(int k) {
    return ProvenSigns.magnitudes(eigen.vector(k));
  }

  /** Returns n. */
  public int dimension() {
    return n;
  }

  /** Returns the k-th smallest eigenvalue of H itself. */
  public double value(int k) {
    return values[k];
  }

  /** Returns the largest absolute value of an eigenvalue of H. */
  public double norm() {
    return n == 0 ? 0 : Math.max(Math.abs(values[0]), Math.abs(values[n - 1]));
  }

  /**
   * Returns a bound of the error of every eigenvalue of H: rounding, and the norm of its errors.
   */
  public double error() {
    return error;
  }

  /** Returns the k-th smallest eigenvalue of D H D. */
  public double scaledValue(int k) {
    return eigen.value(k);
  }

  /** Returns the error of that eigenvalue, to first order. */
  public double scaledError(int k) {
    return bounds[k];
  }

  /**
   * Returns the largest error of an eigenvalue of D H D that is not proven, as a part of the
   * largest eigenvalue: what an eigenvalue that counts as zero may be after all; 0 where all are
   * proven.
   */
  public double relativeErrorOfZeros() {
    double largest = 0;
    for (int k = 0; k < n; k++) {
      largest = proven[k] || withdrawn[k] ? largest : Math.max(largest, bounds[k]);
    }
    return largest == 0 ? 0 : largest / Math.max(eigen.norm(), Double.MIN_NORMAL);
  }

  /** Returns the largest relative change of a proven eigenvalue up to the Newton point, or NaN. */
  public double change() {
    return change;
  }

  /** Returns the number of eigenvalues that lost their proof by their change. */
  public int withdrawn() {
    int count = 0;
    for (boolean lost : withdrawn) {
      count += lost ? 1 : 0;
    }
    return count;
  }

  /** Returns the number of eigenvalues that were within their error from the start. */
  public int zeroWithinError() {
    return nullity() - withdrawn();
  }

  /** Records that the Newton point is here: nothing changes up to it. */
  public void settle() {
    change = settled();
  }

  /** Returns whether the k-th eigenvalue lost its proof by its change up to the Newton point. */
  public boolean isWithdrawn(int k) {
    return withdrawn[k];
  }

  /**
   * Returns |A D v| / (|A| |D v|), the curvature along a vector as a part of the largest: 0 where
   * every eigenvalue is 0. The vector has entries of moderate size.
   */
  public double flatness(double[] v) {
    double norm = eigen.norm();
    double[] unit = Equilibration.apply(scales, v);
    unit = Vectors.scale(1 / Vectors.maxAbs(unit), unit);
    double[] product = new double[n];
    for (int k = 0; k < n && norm > 0; k++) {
      eigen.addScaled(product, eigen.component(k, unit) * (eigen.value(k) / norm), k);
    }
    return Vectors.norm(product) / Vectors.norm(unit);
  }

  /** Returns the direction D u of the k-th eigenvector u of D H D, whose length is natural. */
  public double[] direction(int k) {
    return Equilibration.apply(scales, eigen.vector(k));
  }

  /** Returns the directions of the eigenvalues that count as zero. */
  public double[][] nullDirections() {
    double[][] directions = new double[nullity()][];
    int count = 0;
    for (int k = 0; k < n; k++) {
      if (!proven[k]) {
        directions[count] = direction(k);
        count++;
      }
    }
    return directions;
  }

  /**
   * Returns H^+ v, with the pseudo-inverse within the proven eigenvectors of D H D: of the Newton
   * step nothing is known along the others.
   */
  public double[] inverse(double[] v) {
    double[] rhs = Equilibration.apply(scales, v);
    double[] sum = new double[n];
    for (int k = 0; k < n; k++) {
      if (proven[k]) {
        eigen.addScaled(sum, eigen.component(k, rhs) / eigen.value(k), k);
      }
    }
    return Equilibration.apply(scales, sum);
  }

  /**
   * Returns the two ends between which the Newton step lies for a gradient known up to errors, the
   * farther one first, and its middle between them: in every eigenvector of D H D the step is
   * lengthened, or shortened, by the most that the errors can do. In a curved valley both ends may
   * lie where the Hessian is the same as here, and the middle where it vanishes.
   */
  public double[][] newtonSteps(double[] gradient, double[] errors) {
    double[] rhs = Equilibration.apply(scales, gradient);
    double[] bound = Equilibration.apply(scales, errors);
    double[] far = new double[n];
    double[] near = new double[n];
    Arrays.fill(displacements, 0);
    for (int k = 0; k < n; k++) {
      if (proven[k]) {
        double value = eigen.value(k);
        double step = -eigen.component(k, rhs) / value;
        double spread = Math.copySign(Vectors.dot(magnitudes(k), bound) / value, step);
        eigen.addScaled(far, step + spread, k);
        eigen.addScaled(near, step - spread, k);
        displacements[k] = Math.abs(step + spread) * Math.sqrt(Math.abs(value));
      }
    }
    double[] middle = Vectors.scale(0.5, Vectors.add(far, near));
    return new double[][] {
      Equilibration.apply(scales, far),
      Equilibration.apply(scales, middle),
      Equilibration.apply(scales, near)
    };
  }

  /**
   * Withdraws the proof of every eigenvalue that changes too much up to a point where the gradient
   * may vanish. Both matrices are looked at within the span of the eigenvectors that were proven
   * here, and their spectra there are compared in sorted order: by Weyl's inequality no sorted
   * eigenvalue changes by more than the 2-norm of the change of the matrix, and it is the sorted
   * ones that count the signs. Where that norm alone settles it, nothing is decomposed.
   *
   * <p>Of those that change too much only the ones that the step is longest along are withdrawn, in
   * units in which f changes by 1/2: the others may change for no other reason than these, and the
   * step is to be taken anew without them.
   *
   * @param there the Hessian at the end of a step of {@link #newtonSteps}
   * @return whether anything was withdrawn
   */
  public boolean compare(DenseSymmetric there) {
    DenseSymmetric moved = Equilibration.apply(scales, there);
    double distance = Vectors.norm(Vectors.subtract(moved.values(), scaled.values()));
    double smallest = smallestProven();
    if (distance == 0 || (n > DECOMPOSED_UP_TO && distance <= STEADY * smallest)) {
      change = Math.max(settled(), distance / smallest);
      return false;
    }
    int[] tested = tested();
    double[] values = DenseEigen.valuesOf(tested.length == n ? moved : restricted(moved, tested));
    double[] relative = new double[tested.length];
    double longest = 0;
    for (int k = 0; k < tested.length; k++) {
      double here = eigen.value(tested[k]);
      relative[k] = Math.abs(values[k] - here) / Math.abs(here);
      if (!(relative[k] <= STEADY)) {
        longest = Math.max(longest, displacements[tested[k]]);
      }
    }
    change = settled();
    boolean any = false;
    for (int k = 0; k < tested.length; k++) {
      change = relative[k] <= change ? change : relative[k];
      if (!(relative[k] <= STEADY) && !(displacements[tested[k]] < LONG * longest)) {
        proven[tested[k]] = false;
        withdrawn[tested[k]] = true;
        any = true;
      }
    }
    return any;
  }

  /** Those that are proven so far, in ascending order. */
  private int[] tested() {
    int[] tested = new int[n];
    int count = 0;
    for (int k = 0; k < n; k++) {
      if (proven[k]) {
        tested[count] = k;
        count++;
      }
    }
    return Arrays.copyOf(tested, count);
  }

  private DenseSymmetric restricted(DenseSymmetric matrix, int[] members) {
    int m = members.length;
    double[] values = new double[m * m];
    double[] product = new double[n];
    for (int a = 0; a < m; a++) {
      matrix.apply(eigen.vector(members[a]), product);
      for (int b = 0; b <= a; b++) {
        double entry = eigen.component(members[b], product);
        values[a * m + b] = entry;
        values[b * m + a] = entry;
      }
    }
    return new DenseSymmetric(m, values);
  }

  private double settled() {
    return Double.isNaN(change) ? 0 : change;
  }

  private double smallestProven() {
    double smallest = Double.POSITIVE_INFINITY;
    for (int k = 0; k < n; k++) {
      smallest = proven[k] ? Math.min(smallest, Math.abs(eigen.value(k))) : smallest;
    }
    return smallest;
  }

  /** Returns the number of eigenvalues proven negative. */
  public int index() {
    int count = 0;
    for (int k = 0; k < n; k++) {
      count += proven[k] && eigen.value(k) < 0 ? 1 : 0;
    }
    return count;
  }

  /** Returns the number of eigenvalues proven positive. */
  public int positives() {
    return n - index() - nullity();
  }

  /** Returns the number of eigenvalues that count as zero, withdrawn ones included. */
  public int nullity() {
    int count = 0;
    for (boolean nonzero : proven) {
      count += nonzero ? 0 : 1;
    }
    return count;
  }

  /** Returns max |eigenvalue| / min |eigenvalue| of H; infinite where one counts as zero. */
  public double conditionNumber() {
    if (nullity() > 0) {
      return Double.POSITIVE_INFINITY;
    }
    double smallest = Double.POSITIVE_INFINITY;
    for (double value : values) {
      smallest = Math.min(smallest, Math.abs(value));
    }
    return norm() / smallest;
  }

  /**
   * Returns the n x n matrix W whose column k is D u / sqrt|eigenvalue|, row-major, so that W'HW is
   * a diagonal of signs up to rounding. Where an eigenvalue is 0, its column is not finite.
   */
  public double[] whitening() {
    double[] columns = new double[n * n];
    for (int k = 0; k < n; k++) {
      double[] direction = direction(k);
      double root = Math.sqrt(Math.abs(eigen.value(k)));
      for (int i = 0; i < n; i++) {
        columns[i * n + k] = direction[i] / root;
      }
    }
    return columns;
  }
}
