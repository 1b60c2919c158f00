package dev.dupin.optimizers.internal;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.step.Damping;
import java.util.Optional;

/**
 * A damped Gauss-Newton system, B = 2 scale J'J, as the least-squares problem that it is (Moré
 * 1978, "The Levenberg-Marquardt algorithm: implementation and theory", section 3): with A = sqrt(2
 * scale) J and b = sqrt(2 scale) r it minimises |A s + b|^2 + damping |D s|^2. J is factored once,
 * 2 m n^2 operations and m n doubles; each damping costs another QR, of R upon sqrt(damping) D, 3
 * n^3 operations and 2 n^2 doubles.
 */
public final class QrSystem implements DampedSystem {

  private final int n;
  private final double root; // of 2 scale
  private final HouseholderQr jacobian;
  private final double[] rotated; // Q'b

  /** Factors the Jacobian, which is made for it. */
  public QrSystem(int n, Residuals residuals) {
    this.n = n;
    root = Math.sqrt(2 * residuals.scale());
    double[] values = residuals.values();
    jacobian = new HouseholderQr(columns(residuals.jacobianMatrix(), values.length), values.length);
    rotated = jacobian.rotated(Vectors.scale(root, values));
  }

  private double[][] columns(double[] matrix, int m) {
    double[][] columns = new double[n][m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        columns[j][i] = root * matrix[i * n + j];
      }
    }
    return columns;
  }

  /**
   * The reduction is (|As|^2 + 2 damping |Ds|^2) / 2, a sum of positive terms: -g's is |As|^2 +
   * damping |Ds|^2.
   */
  @Override
  public Optional<Solution> solve(Damping damping) {
    double[] step = solve(rotated, damping);
    if (!Vectors.isFinite(step)) {
      return Optional.empty();
    }
    double slowed = ScaledVectors.squared(step, damping);
    double image = Vectors.norm(image(step));
    return Optional.of(new Solution(step, 0.5 * image * image + damping.value() * slowed));
  }

  @Override
  public Optional<double[]> correction(double[] u, Damping damping) {
    double[] half = solve(jacobian.rotated(Vectors.scale(0.5 * root, u)), damping);
    return Vectors.isFinite(half) ? Optional.of(half) : Optional.empty();
  }

  /**
   * Minimises |R s + c|^2 + damping |D s|^2. The larger rows stand on top: below R, a large damping
   * would cancel what c has to say (Björck 1996, "Numerical methods for least squares problems",
   * section 4.4.3).
   */
  private double[] solve(double[] c, Damping damping) {
    int rows = jacobian.rank();
    double[] diagonal = Vectors.scale(Math.sqrt(damping.value()), damping.scale(n));
    if (!Vectors.isFinite(diagonal)) {
      return diagonal;
    }
    boolean dampingOnTop = dominates(diagonal);
    int dampingRow = dampingOnTop ? 0 : rows;
    int factorRow = dampingOnTop ? n : 0;
    double[][] stacked = new double[n][rows + n];
    for (int j = 0; j < n; j++) {
      for (int i = 0; i <= Math.min(j, rows - 1); i++) {
        stacked[j][factorRow + i] = jacobian.factor(i, j);
      }
      stacked[j][dampingRow + j] = diagonal[j];
    }
    double[] right = new double[rows + n];
    for (int i = 0; i < rows; i++) {
      right[factorRow + i] = -c[i];
    }
    HouseholderQr factors = new HouseholderQr(stacked, rows + n);
    return factors.solve(factors.rotated(right));
  }

  /** Returns whether a diagonal entry is larger than every entry of R in its column. */
  private boolean dominates(double[] diagonal) {
    for (int j = 0; j < n; j++) {
      double largest = 0;
      for (int i = 0; i <= Math.min(j, jacobian.rank() - 1); i++) {
        largest = Math.max(largest, Math.abs(jacobian.factor(i, j)));
      }
      if (diagonal[j] > largest) {
        return true;
      }
    }
    return false;
  }

  /** Returns R s, which is as long as A s. */
  private double[] image(double[] step) {
    double[] image = new double[jacobian.rank()];
    for (int i = 0; i < image.length; i++) {
      for (int j = i; j < n; j++) {
        image[i] += jacobian.factor(i, j) * step[j];
      }
    }
    return image;
  }
}
