package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The damped quadratic model g's + s'(C + damping I)s/2 on the steps s = alpha d + mu p, where d is
 * a direction and p the step before (Martens and Grosse 2015, "Optimizing neural networks with
 * Kronecker-factored approximate curvature", section 7). The coordinates are those of an
 * orthonormal basis: so nothing is lost where d and p are of different sizes, or nearly parallel.
 *
 * <p>One product with C for each of d and p, whatever the dampings; 4 n doubles.
 */
public final class StepPlane {

  private static final double EPS = 0x1p-52;

  /**
   * Where d leaves the line of p by less than this part of its length, half the digits of what is
   * left are rounding: the square root of eps. The plane is then the line.
   */
  private static final double PARALLEL = 0x1p-26;

  /**
   * A unit vector and C times it.
   *
   * @param length of the vector that it is the direction of
   */
  public record Axis(double[] unit, double[] product, double length) {

    /**
     * Takes the axis along a vector that is not zero: one product.
     *
     * @throws NumericalFailureException if the product is not finite
     */
    public static Axis along(double[] vector, SymmetricOperator curvature) {
      double length = Vectors.norm(vector);
      double[] unit = Vectors.scale(1 / length, vector);
      double[] product = new double[unit.length];
      curvature.apply(unit, product);
      if (!Vectors.isFinite(product)) {
        throw new NumericalFailureException(
            "the product of the Hessian of the model with a step is not finite");
      }
      return new Axis(unit, product, length);
    }

    double curvature() {
      return Vectors.dot(unit, product);
    }
  }

  /**
   * A minimum.
   *
   * @param step s, n entries
   * @param alpha the part of d
   * @param mu the part of p
   * @param reduction how far the model falls without the damping, -g's - s'Cs/2
   * @param dampedReduction how far it falls with it
   */
  public record Solution(
      double[] step, double alpha, double mu, double reduction, double dampedReduction) {}

  private final Axis first; // along p, or d where there is no p
  private final @Nullable Axis second; // d, less what of it is along p
  private final double alongFirst; // d = alongFirst * first + alongSecond * second
  private final double alongSecond;
  private final double slope1;
  private final double slope2;
  private final double curvature11;
  private final double curvature12;
  private final double curvature22;

  /**
   * Makes the plane of a direction and the step before, or the line of the direction.
   *
   * @param gradient g
   * @param curvature C
   * @param direction d, not zero
   * @param before p, where there is one; its product is shared by all planes of one point
   */
  public StepPlane(
      double[] gradient, SymmetricOperator curvature, double[] direction, @Nullable Axis before) {
    first = before == null ? Axis.along(direction, curvature) : before;
    alongFirst = before == null ? first.length() : Vectors.dot(before.unit(), direction);
    double[] rest = before == null ? new double[0] : across(before.unit(), direction);
    boolean isPlane = Vectors.norm(rest) > PARALLEL * Vectors.norm(direction);
    second = isPlane ? Axis.along(rest, curvature) : null;
    alongSecond = second == null ? 0 : second.length();
    slope1 = Vectors.dot(gradient, first.unit());
    slope2 = second == null ? 0 : Vectors.dot(gradient, second.unit());
    curvature11 = first.curvature();
    curvature12 = second == null ? 0 : Vectors.dot(first.unit(), second.product());
    curvature22 = second == null ? 0 : second.curvature();
  }

  /** Twice is enough (Parlett 1980, "The symmetric eigenvalue problem", section 6.9). */
  private static double[] across(double[] unit, double[] vector) {
    double[] rest = vector.clone();
    Vectors.addScaled(rest, -Vectors.dot(unit, rest), unit);
    Vectors.addScaled(rest, -Vectors.dot(unit, rest), unit);
    return rest;
  }

  /**
   * Returns the minimum of the damped model on the plane; on the line of d alone where it has none
   * there, and empty where that curves downwards, too: a larger damping is needed then.
   */
  public Optional<Solution> solve(double damping) {
    double pivot1 = curvature11 + damping;
    if (second == null) {
      return pivot1 > 0 ? at(-slope1 / pivot1, 0, damping) : Optional.empty();
    }
    double factor = curvature12 / pivot1;
    double pivot2 = curvature22 + damping - factor * curvature12;
    if (!(pivot1 > 0 && pivot2 > 4 * EPS * (Math.abs(curvature22) + damping))) {
      return onTheLine(damping);
    }
    double y = -(slope2 - factor * slope1) / pivot2;
    return at(-slope1 / pivot1 - factor * y, y, damping);
  }

  private Optional<Solution> onTheLine(double damping) {
    double slope = slope1 * alongFirst + slope2 * alongSecond;
    double curvature =
        quadratic(alongFirst, alongSecond)
            + damping * (alongFirst * alongFirst + alongSecond * alongSecond);
    double alpha = -slope / curvature;
    return curvature > 0 ? at(alpha * alongFirst, alpha * alongSecond, damping) : Optional.empty();
  }

  /** Returns s'Cs of a point of the plane. */
  private double quadratic(double x, double y) {
    return x * (curvature11 * x + 2 * curvature12 * y) + curvature22 * y * y;
  }

  private Optional<Solution> at(double x, double y, double damping) {
    double[] step = Vectors.scale(x, first.unit());
    if (second != null) {
      Vectors.addScaled(step, y, second.unit());
    }
    double reduction = -(slope1 * x + slope2 * y) - 0.5 * quadratic(x, y);
    double damped = reduction - 0.5 * damping * (x * x + y * y);
    double alpha = second == null ? x / alongFirst : y / alongSecond;
    double mu = second == null ? 0 : (x - alpha * alongFirst) / first.length();
    boolean usable = damped > 0 && Vectors.isFinite(step);
    return usable
        ? Optional.of(new Solution(step, alpha, mu, reduction, damped))
        : Optional.empty();
  }
}
