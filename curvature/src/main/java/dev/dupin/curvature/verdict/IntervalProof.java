package dev.dupin.curvature.verdict;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Enclosure;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Numbers;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tries to prove by interval arithmetic that a box around an end point holds exactly one critical
 * point, and of which kind it is.
 *
 * <p>In variables z with x = c + W z, where c is the end point after a few Newton steps and W'HW is
 * nearly a diagonal S of signs, Krawczyk's operator (Krawczyk 1969; Rump 2010, "Verification
 * methods: rigorous results using floating-point arithmetic", Acta Numerica 19) maps the box |z_i|
 * &lt;= r to
 *
 * <pre>-S W'g(c) + (I - S W'H(X) W) [-r, r]</pre>
 *
 * with H(X) bounds of the Hessian over the hull X of that box and of the end point. With b bounds
 * of |W'g(c)| and v the largest row sum of |I - S W'H(X)W|, b + v r &lt; r proves by Brouwer that g
 * vanishes in the box; v &lt; 1 makes W'H(X)W diagonally dominant for every H in H(X), so that all
 * of them have the inertia of S (Gershgorin, Sylvester), none is singular, and g vanishes only once
 * in the convex hull X. At that point f has a strict minimum, a strict maximum or a saddle of known
 * index.
 *
 * <p>Costs a few Hessians in interval arithmetic, and some n^3 operations for each.
 */
public final class IntervalProof {

  /** How often the box is widened before the proof is given up. */
  private static final int ATTEMPTS = 8;

  private static final int NEWTON_STEPS = 3;

  /** The box is wider than what its own images need by this, so that they lie strictly inside. */
  private static final double MARGIN = 1.125;

  /**
   * The first radius where g(c) is exactly zero, in units in which f changes by 1/2: far below all
   * that matters.
   */
  private static final double SMALLEST_RADIUS = 0x1p-200;

  /**
   * Images of images shrink the box by its row sum each time; more than this is lost in rounding.
   */
  private static final int CONTRACTIONS = 20;

  /**
   * What was proven.
   *
   * @param lower of the box, n coordinates
   * @param upper of the box
   * @param value bounds of f at the critical point
   * @param index the number of negative eigenvalues there
   */
  public record Theorem(double[] lower, double[] upper, Interval value, int index) {}

  private final Objective objective;
  private final double[] end;
  private final double[] w;
  private final double[] signs;
  private final int n;
  private final Enclosures enclosures;
  private String obstacle = "";
  private double products;

  private IntervalProof(Evaluation here, Enclosures enclosures, double[] w, double[] signs) {
    objective = here.objective();
    end = here.point();
    this.enclosures = enclosures;
    this.w = w;
    this.signs = signs;
    n = end.length;
  }

  /**
   * Prepares a proof.
   *
   * @param here the end point
   * @param spectrum of the Hessian there
   * @return empty where the objective gives no enclosures, or an eigenvalue is exactly zero
   */
  public static Optional<IntervalProof> at(Evaluation here, ScaledSpectrum spectrum) {
    double[] w = spectrum.whitening();
    if (!Vectors.isFinite(w)) {
      return Optional.empty();
    }
    double[] signs = new double[spectrum.dimension()];
    Arrays.setAll(signs, k -> Math.signum(spectrum.scaledValue(k)));
    return here.structure(Enclosures.class)
        .map(enclosures -> new IntervalProof(here, enclosures, w, signs));
  }

  /** Returns what was proven, or empty; see {@link #obstacle}. */
  public Optional<Theorem> attempt() {
    double[] centre = centre();
    Enclosure point = enclosures.over(centre, centre);
    products += 1;
    if (!point.isSmooth()) {
      return fails("the function is not certain to be twice differentiable there");
    }
    double[] offset = VerifiedForm.magnitudes(n, w, point.gradient());
    double largest = Vectors.maxAbs(offset);
    if (!(largest < Double.POSITIVE_INFINITY)) {
      return fails("there are no finite bounds of the gradient");
    }
    double radius = Math.max(2 * MARGIN * largest, SMALLEST_RADIUS);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double @Nullable [] rows = rows(centre, radius);
      if (rows == null) {
        return Optional.empty();
      }
      double sum = Vectors.maxAbs(rows);
      if (sum < 1 && largest + sum * radius < radius) {
        return Optional.of(theorem(centre, offset, rows, radius));
      }
      if (!(sum < 1)) {
        return fails(
            "over a box of the Newton step's own error the Hessian changes too much, or is known too"
                + " coarsely (row sum "
                + Numbers.brief(sum)
                + ", below 1 is needed)");
      }
      radius = MARGIN * largest / (1 - sum);
    }
    return fails("no box maps into itself");
  }

  /** Newton steps with the one whitening, as long as they make the gradient smaller. */
  private double[] centre() {
    double[] centre = end;
    double[] gradient = gradient(centre);
    for (int step = 0; step < NEWTON_STEPS && gradient != null; step++) {
      double[] next = Vectors.add(centre, newtonStep(gradient));
      double[] there = gradient(next);
      if (there == null || !(size(there) < size(gradient))) {
        break;
      }
      centre = next;
      gradient = there;
    }
    return centre;
  }

  private double @Nullable [] gradient(double[] x) {
    products += 1;
    try {
      double[] gradient = objective.at(x).gradient();
      return Vectors.isFinite(gradient) ? gradient : null;
    } catch (RuntimeException outside) {
      return null;
    }
  }

  /** |W'g|: the length of the Newton step in the variables z. */
  private double size(double[] gradient) {
    return Vectors.norm(whitened(gradient));
  }

  private double[] whitened(double[] v) {
    double[] result = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        result[k] += w[i * n + k] * v[i];
      }
    }
    return result;
  }

  private double[] newtonStep(double[] gradient) {
    double[] z = whitened(gradient);
    double[] step = new double[n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        step[i] -= w[i * n + k] * signs[k] * z[k];
      }
    }
    return step;
  }

  /** Bounds of the row sums of |I - S W'H(X)W|, or null where there are none. */
  private double @Nullable [] rows(double[] centre, double radius) {
    double[] reach = VerifiedForm.reach(n, w, Vectors.filled(n, radius));
    double[] lower = new double[n];
    double[] upper = new double[n];
    for (int i = 0; i < n; i++) {
      lower[i] = Math.min(end[i], Math.nextDown(centre[i] - reach[i]));
      upper[i] = Math.max(end[i], Math.nextUp(centre[i] + reach[i]));
    }
    Enclosure box = enclosures.over(lower, upper);
    products += n;
    if (!box.isSmooth()) {
      obstacle = "the function is not certain to be twice differentiable all over the box";
      return null;
    }
    Intervals hessian = box.hessian();
    if (!Vectors.isFinite(hessian.lower()) || !Vectors.isFinite(hessian.upper())) {
      obstacle = "there are no finite bounds of the Hessian over the box";
      return null;
    }
    return rows(VerifiedForm.of(n, w, hessian));
  }

  private double[] rows(VerifiedForm form) {
    double[] rows = new double[n];
    double safety = 1 + 4 * VerifiedForm.gamma(n + 4);
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        double entry = signs[i] * form.midpoint[i * n + j];
        double distance = Math.abs(i == j ? 1 - entry : entry);
        sum += Math.nextUp(distance) + form.radius[i * n + j];
      }
      rows[i] = safety * sum;
    }
    return rows;
  }

  /** The box shrinks to its image, that to its own, and so on: all hold the critical point. */
  private Theorem theorem(double[] centre, double[] offset, double[] rows, double radius) {
    double[] image = new double[n];
    double widest = radius;
    for (int round = 0; round < CONTRACTIONS; round++) {
      for (int k = 0; k < n; k++) {
        image[k] = Math.nextUp(Math.nextUp(offset[k]) + Math.nextUp(rows[k] * widest));
      }
      double next = Vectors.maxAbs(image);
      if (!(next < widest)) {
        break;
      }
      widest = next;
    }
    double[] reach = VerifiedForm.reach(n, w, image);
    double[] lower = new double[n];
    double[] upper = new double[n];
    for (int i = 0; i < n; i++) {
      lower[i] = reach[i] == 0 ? centre[i] : Math.nextDown(centre[i] - reach[i]);
      upper[i] = reach[i] == 0 ? centre[i] : Math.nextUp(centre[i] + reach[i]);
    }
    return new Theorem(lower, upper, value(centre, image, lower, upper), negatives());
  }

  private int negatives() {
    int count = 0;
    for (double sign : signs) {
      count += sign < 0 ? 1 : 0;
    }
    return count;
  }

  /**
   * Bounds of f over the box: those of its program, and the mean value form f(c) + g(X)(X - c),
   * whichever is narrower at either end.
   */
  private Interval value(double[] centre, double[] image, double[] lower, double[] upper) {
    Enclosure box = enclosures.over(lower, upper);
    Interval direct = box.value();
    Interval atCentre = enclosures.over(centre, centre).value();
    double[] slopes = VerifiedForm.magnitudes(n, w, box.gradient());
    double spread = 0;
    for (int k = 0; k < n; k++) {
      spread = Math.nextUp(spread + Math.nextUp(slopes[k] * image[k]));
    }
    products += 2;
    double below = Math.nextDown(atCentre.lower() - spread);
    double above = Math.nextUp(atCentre.upper() + spread);
    return new Interval(
        below > direct.lower() ? below : direct.lower(),
        above < direct.upper() ? above : direct.upper());
  }

  private Optional<Theorem> fails(String why) {
    obstacle = why;
    return Optional.empty();
  }

  /** Returns why nothing was proven, for a person to read. */
  public String obstacle() {
    return obstacle;
  }

  /** Returns the work so far in products. */
  public double products() {
    return products;
  }
}
