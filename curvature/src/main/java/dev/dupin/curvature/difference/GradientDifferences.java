package dev.dupin.curvature.difference;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The Hessian at one point by differences of gradients. With the usual steps (Dennis and Schnabel
 * 1983, "Numerical methods for unconstrained optimization", section 5.6) a central difference is
 * good to about eps^(2/3) of the scale of the gradient and costs two gradients, a forward
 * difference to about eps^(1/2) for one. Where one of the two points of a central difference lies
 * outside the domain of f, the difference is taken to the other side.
 *
 * <p>Every gradient is evaluated on the point's own objective, so a batch stays a batch and every
 * evaluation is counted.
 */
public final class GradientDifferences {

  private static final double EPS = 0x1p-52;

  private final Evaluation here;
  private final double[] point;
  private final boolean central;

  private GradientDifferences(Evaluation here, boolean central) {
    this.here = here;
    this.point = here.point();
    this.central = central;
  }

  /** Differences (g(x + h v) - g(x - h v)) / 2h. Exact for cubics, but for rounding. */
  public static GradientDifferences central(Evaluation here) {
    return new GradientDifferences(here, true);
  }

  /** Differences (g(x + h v) - g(x)) / h. Off by h/2 times the third derivative along v twice. */
  public static GradientDifferences forward(Evaluation here) {
    return new GradientDifferences(here, false);
  }

  /** Returns the relative step: the power of eps that balances truncation and rounding. */
  private double relativeStep() {
    return central ? Math.cbrt(EPS) : Math.sqrt(EPS);
  }

  /**
   * Returns h for a product with v: relative step (1 + |x|) / |v|. Infinite or NaN for a v that is
   * zero or not finite.
   */
  public double step(double[] v) {
    return relativeStep() * (1 + Vectors.norm(point)) / Vectors.norm(v);
  }

  /** Returns the step along one coordinate that {@link #dense} takes where it is not stretched. */
  public double coordinateStep(int j) {
    return relativeStep() * (1 + Math.abs(point[j]));
  }

  /**
   * Fills {@code result} with H v.
   *
   * @throws NumericalFailureException if no gradient around the point is finite
   */
  public void product(double[] v, double[] result) {
    product(v, 1, result);
  }

  /**
   * Fills {@code result} with H v by a longer step.
   *
   * @param stretch factor on the usual step, such as 2 to estimate the error by comparison
   * @throws NumericalFailureException if no gradient around the point is finite
   */
  public void product(double[] v, double stretch, double[] result) {
    double step = stretch * step(v);
    if (!(step > 0 && step < Double.POSITIVE_INFINITY)) {
      // v = 0 gives zeros; a v that is not finite gives NaN, which every caller refuses.
      for (int i = 0; i < result.length; i++) {
        result[i] = 0 * v[i];
      }
      return;
    }
    double[] ahead = point.clone();
    Vectors.addScaled(ahead, step, v);
    double[] behind = point.clone();
    if (central) {
      Vectors.addScaled(behind, -step, v);
    }
    difference(ahead, step, behind, central ? step : 0, result);
  }

  /**
   * Returns the n x n matrix whose row j is the difference along coordinate j, symmetric up to the
   * error of the differences: 2 n gradients, or n forward.
   *
   * @param stretch factor on the usual step, such as 2 to estimate the error by comparison
   */
  public double[] dense(double stretch) {
    int n = point.length;
    double[] square = new double[n * n];
    double[] row = new double[n];
    for (int j = 0; j < n; j++) {
      column(j, stretch * coordinateStep(j), row);
      System.arraycopy(row, 0, square, j * n, n);
    }
    return square;
  }

  /**
   * Fills {@code result} with the difference along coordinate j.
   *
   * @param step positive
   * @throws NumericalFailureException if no gradient at that distance is finite
   */
  public void column(int j, double step, double[] result) {
    double[] ahead = point.clone();
    ahead[j] += step;
    double[] behind = point.clone();
    if (central) {
      behind[j] -= step;
    }
    // The distances really moved, rounding of x + h included, are exact differences.
    difference(ahead, ahead[j] - point[j], behind, point[j] - behind[j], result);
  }

  /**
   * Returns the Hessian of a known pattern by one difference a colour: two gradients a colour, or
   * one forward, and a vector of n doubles a colour besides the matrix.
   */
  public SparseSymmetric sparse(StarColouring colouring) {
    return sparse(colouring, 1);
  }

  /**
   * Returns the Hessian of a known pattern, as {@link #sparse(StarColouring)} does, by longer
   * steps.
   *
   * @param stretch factor on the usual step, such as 2 to estimate the error by comparison
   */
  public SparseSymmetric sparse(StarColouring colouring, double stretch) {
    double[][] changes = new double[colouring.count()][];
    double[] distances = new double[point.length];
    for (int colour = 0; colour < changes.length; colour++) {
      changes[colour] = along(colouring, colour, stretch, distances);
    }
    int[] pointers = colouring.pointers();
    int[] indices = colouring.indices();
    double[] values = new double[indices.length];
    for (int i = 0; i < point.length; i++) {
      for (int at = pointers[i]; at < pointers[i + 1]; at++) {
        int j = indices[at];
        values[at] =
            colouring.standsAlone(i, j)
                ? changes[colouring.of(j)][i] / distances[j]
                : changes[colouring.of(i)][j] / distances[i];
      }
    }
    return new SparseSymmetric(pointers, indices, symmetric(colouring, values));
  }

  /**
   * Returns the change of the gradient along all coordinates of a colour, and fills how far each.
   */
  private double[] along(StarColouring colouring, int colour, double stretch, double[] distances) {
    double[] ahead = point.clone();
    double[] behind = point.clone();
    for (int j = 0; j < point.length; j++) {
      if (colouring.of(j) == colour) {
        double step = stretch * coordinateStep(j);
        ahead[j] += step;
        behind[j] -= central ? step : 0;
      }
    }
    Change change = change(ahead, behind, central);
    for (int j = 0; j < point.length; j++) {
      if (colouring.of(j) == colour) {
        // The distances really moved, rounding of x + h included, are exact differences.
        distances[j] =
            (change.ahead() ? ahead[j] : point[j]) - (change.behind() ? behind[j] : point[j]);
      }
    }
    return change.gradient();
  }

  /** Averages the two triangles; in one of them an entry may have had to be read in the other. */
  private static double[] symmetric(StarColouring colouring, double[] values) {
    int[] pointers = colouring.pointers();
    int[] indices = colouring.indices();
    double[] averaged = values.clone();
    for (int i = 0; i + 1 < pointers.length; i++) {
      for (int at = pointers[i]; at < pointers[i + 1]; at++) {
        int j = indices[at];
        int mirror = Arrays.binarySearch(indices, pointers[j], pointers[j + 1], i);
        if (mirror < 0) {
          throw new IllegalStateException(
              "the sparsity pattern has entry (" + i + ", " + j + ") and not its mirror image");
        }
        averaged[at] = 0.5 * values[at] + 0.5 * values[mirror];
      }
    }
    return averaged;
  }

  /**
   * Fills {@code result} with the difference quotient.
   *
   * @param ahead a point on the one side, at a distance of {@code aheadStep}
   * @param behind a point on the other side, or the point itself and {@code behindStep} = 0
   */
  private void difference(
      double[] ahead, double aheadStep, double[] behind, double behindStep, double[] result) {
    Change change = change(ahead, behind, behindStep > 0);
    double length = (change.ahead() ? aheadStep : 0) + (change.behind() ? behindStep : 0);
    for (int i = 0; i < result.length; i++) {
      result[i] = change.gradient()[i] / length;
    }
  }

  /**
   * How the gradient changes between two points.
   *
   * @param gradient the change, n entries
   * @param ahead whether the one end is the point ahead, rather than the point itself
   * @param behind whether the other end is the point behind, rather than the point itself
   */
  private record Change(double[] gradient, boolean ahead, boolean behind) {}

  /** Where one of the two points lies outside the domain of f, the point itself stands in. */
  private Change change(double[] ahead, double[] behind, boolean twoSided) {
    double[] aheadGradient = gradient(ahead);
    double[] behindGradient = twoSided ? gradient(behind) : null;
    boolean noneLeft = aheadGradient == null && behindGradient == null;
    double[] from = behindGradient == null ? here.gradient() : behindGradient;
    double[] to = aheadGradient == null ? here.gradient() : aheadGradient;
    if (noneLeft) {
      throw new NumericalFailureException(
          "no difference of gradients: the gradient is not finite at a distance of "
              + Vectors.norm(Vectors.subtract(ahead, point))
              + " from the point");
    }
    return new Change(Vectors.subtract(to, from), aheadGradient != null, behindGradient != null);
  }

  /** Returns the gradient at another point, or null where that is outside the domain of f. */
  private double @Nullable [] gradient(double[] there) {
    double[] gradient = here.objective().at(there).gradient();
    return Vectors.isFinite(gradient) ? gradient : null;
  }
}
