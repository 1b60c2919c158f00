package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.Vectors;

/**
 * The trust-region problem in the coordinates of the eigenvectors: minimise the sum of gamma_i s_i
 * + lambda_i s_i^2 / 2 subject to |s| at most the radius. A multiplier solves it exactly when
 *
 * <pre>(lambda_i + multiplier) s_i = -gamma_i, multiplier at least max(0, -lambda_0),
 * multiplier (radius - |s|) = 0</pre>
 *
 * (Moré and Sorensen 1983). On the boundary |s| = radius is the secular equation in the multiplier.
 * It is solved in mu = multiplier + lambda_0, the distance from its pole, so that nothing cancels
 * when mu is tiny beside lambda_0: then the nearly hard case is no special case.
 */
final class SecularEquation {

  private static final double EPS = 0x1p-52;

  /**
   * Newton's method needs about ten; where mu is far smaller than every gap, it first grows by a
   * factor of 3/2 an iteration: 200 of them cross 35 orders of magnitude.
   */
  private static final int MAX_ITERATIONS = 200;

  /**
   * A solution.
   *
   * @param coordinates s along the eigenvectors
   * @param multiplier the multiplier, not negative; 0 in the interior
   * @param reduction how far the model falls
   */
  record Solution(double[] coordinates, double multiplier, double reduction) {}

  private final double[] gaps; // lambda_i - lambda_0
  private final double[] gamma;
  private final double lowest;
  private final double firstSign;

  /**
   * @param values lambda, ascending; not kept
   * @param gradient the gradient along the eigenvectors; not kept
   */
  SecularEquation(double[] values, double[] gradient) {
    int n = values.length;
    double noise = n * EPS;
    double size = Vectors.maxAbs(values);
    double gradientNoise = noise * Vectors.norm(gradient);
    // An eigenvalue that is negative by rounding alone is zero: else a consistent singular system
    // would send the step to the boundary for the sake of a decrease that is rounding, too.
    lowest = values[0] < 0 && values[0] >= -noise * size ? 0 : values[0];
    gaps = new double[n];
    gamma = new double[n];
    for (int i = 0; i < n; i++) {
      double gap = values[i] - values[0];
      gaps[i] = gap <= noise * size ? 0 : gap; // one eigenspace
      gamma[i] = Math.abs(gradient[i]) <= gradientNoise ? 0 : gradient[i];
    }
    firstSign = gradient[0] > 0 ? -1 : 1;
  }

  /** Returns the minimiser for a radius, the same one for the same radius. */
  Solution solve(double radius) {
    double smallest = Math.max(0, lowest);
    double norm = radius * relativeNorm(smallest, radius);
    if (norm > radius) {
      return solution(root(radius, smallest), radius);
    }
    if (lowest >= 0) {
      return solution(smallest, radius);
    }
    return hardCase(norm, radius);
  }

  /**
   * The gradient has no component in the lowest eigenspace, and the step with mu = 0 is short of
   * the boundary: a multiple of an eigenvector, of either sign, is missing. The sign that the
   * rounding of the gradient favours is taken.
   */
  private Solution hardCase(double norm, double radius) {
    double[] coordinates = coordinates(0);
    coordinates[0] = firstSign * Math.sqrt((radius - norm) * (radius + norm));
    return new Solution(coordinates, -lowest, reduction(coordinates, -lowest));
  }

  private Solution solution(double mu, double radius) {
    double multiplier = Math.max(0, mu - lowest);
    double[] coordinates = coordinates(mu);
    double norm = Vectors.norm(coordinates);
    if (norm > radius) { // by the rounding of the root
      coordinates = Vectors.scale(radius / norm, coordinates);
    }
    return new Solution(coordinates, multiplier, reduction(coordinates, multiplier));
  }

  /**
   * -g's - s'Bs/2 = (-g's + multiplier |s|^2) / 2 where (B + multiplier I) s = -g: a sum of
   * positive terms.
   */
  private double reduction(double[] coordinates, double multiplier) {
    return 0.5
        * (multiplier * Vectors.dot(coordinates, coordinates) - Vectors.dot(gamma, coordinates));
  }

  /**
   * Returns the minimiser of the model with weight |s|^3 / 3 added: (lambda_i + multiplier) s_i =
   * -gamma_i, multiplier = weight |s|, multiplier at least -lambda_0 (Nesterov and Polyak 2006,
   * "Cubic regularization of Newton method and its global performance", section 5; Cartis, Gould
   * and Toint 2011, "Adaptive cubic regularisation methods for unconstrained optimization", theorem
   * 3.1). The step grows as mu falls, and what weight allows shrinks: there is one root.
   *
   * @param weight positive
   */
  Solution cubic(double weight) {
    double smallest = Math.max(0, lowest);
    double allowed = (smallest - lowest) / weight;
    if (lowest < 0 && allowed * relativeNorm(0, allowed) <= allowed) {
      return hardCase(allowed * relativeNorm(0, allowed), allowed);
    }
    // |s| is at most |gamma| / mu: here that is what the weight allows.
    double mu = cubicRoot(weight, smallest, Math.max(cubicBound(weight), smallest));
    double[] coordinates = coordinates(mu);
    double multiplier = weight * Vectors.norm(coordinates);
    return new Solution(coordinates, multiplier, reduction(coordinates, mu - lowest));
  }

  /**
   * Returns the positive root of mu (mu - lambda_0) = weight |gamma|, by the form that cancels not.
   */
  private double cubicBound(double weight) {
    double product = weight * Vectors.norm(gamma);
    double root = Math.hypot(lowest, 2 * Math.sqrt(product));
    return lowest > 0 ? 0.5 * (lowest + root) : 2 * product / (root - lowest);
  }

  /** Newton's method on |s| weight / (mu - lambda_0) = 1, in logarithms, kept within a bracket. */
  private double cubicRoot(double weight, double smallest, double highest) {
    double low = smallest;
    double high = highest;
    double mu = high;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double allowed = (mu - lowest) / weight;
      double norm = relativeNorm(mu, allowed); // |s| as a part of what is allowed
      if (norm > 1) {
        low = mu;
      } else {
        high = mu;
      }
      double slope = relativeSlope(mu, allowed) / (norm * norm) + 1 / (mu - lowest);
      double next = mu + Math.log(norm) / slope;
      if (Math.abs(next - mu) <= 0.5 * EPS * mu) {
        return mu;
      }
      mu = next > low && next < high ? next : middle(low, high);
      if (mu == low || mu == high) {
        return mu;
      }
    }
    return mu;
  }

  private double[] coordinates(double mu) {
    double[] coordinates = new double[gamma.length];
    for (int i = 0; i < gamma.length; i++) {
      coordinates[i] = gamma[i] == 0 ? 0 : -gamma[i] / (gaps[i] + mu);
    }
    return coordinates;
  }

  /** Returns |s(mu)| / radius; infinite at a pole. */
  private double relativeNorm(double mu, double radius) {
    double sum = 0;
    for (int i = 0; i < gamma.length; i++) {
      if (gamma[i] != 0) {
        double ratio = gamma[i] / (gaps[i] + mu) / radius;
        sum += ratio * ratio;
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * Returns the mu with |s(mu)| = radius. Newton's method on 1/|s(mu)|, which is concave and
   * increasing (Conn, Gould and Toint 2000, section 7.3.3): from a lower bound it climbs to the
   * root without passing it, and bisection takes over where rounding says otherwise.
   */
  private double root(double radius, double smallest) {
    double low = Math.max(smallest, lowerBound(radius));
    double high = Math.max(low, Vectors.norm(gamma) / radius);
    double mu = low;
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double norm = relativeNorm(mu, radius);
      if (norm > 1) {
        low = mu;
      } else {
        high = mu;
      }
      double next = mu + newtonStep(mu, norm, radius);
      if (Math.abs(next - mu) <= 0.5 * EPS * mu) {
        return mu;
      }
      mu = next > low && next < high ? next : middle(low, high);
      if (mu == low || mu == high) {
        return mu;
      }
    }
    return mu;
  }

  /** In every coordinate |s| is at least |s_i|, and no gap is larger than the last one. */
  private double lowerBound(double radius) {
    double bound = Vectors.norm(gamma) / radius - gaps[gaps.length - 1];
    for (int i = 0; i < gamma.length; i++) {
      bound = Math.max(bound, Math.abs(gamma[i]) / radius - gaps[i]);
    }
    return bound;
  }

  private double newtonStep(double mu, double norm, double radius) {
    return norm * norm / relativeSlope(mu, radius) * (norm - 1);
  }

  /** Returns -d/dmu |s(mu)|^2 / (2 radius^2). */
  private double relativeSlope(double mu, double radius) {
    double slope = 0;
    for (int i = 0; i < gamma.length; i++) {
      if (gamma[i] != 0) {
        double ratio = gamma[i] / (gaps[i] + mu) / radius;
        slope += ratio * ratio / (gaps[i] + mu);
      }
    }
    return slope;
  }

  /** The geometric mean, since mu may be many orders of magnitude below its upper bound. */
  private static double middle(double low, double high) {
    return low > 0 ? Math.sqrt(low) * Math.sqrt(high) : 0.5 * high;
  }
}
