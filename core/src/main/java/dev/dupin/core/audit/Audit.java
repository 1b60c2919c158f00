package dev.dupin.core.audit;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Checks what an objective says of itself: its gradient and second derivatives against differences
 * with steps of every size, its structures against one another, its batches against the whole.
 * Whatever is wrong is named: the entry, what is claimed there, what was measured, and how certain
 * that is.
 *
 * <pre>{@code
 * AuditReport report = Audit.of(objective).at(x);
 * if (!report.passed()) { … }
 * }</pre>
 *
 * <p>An error is found where it exceeds the error of the differences, which for smooth functions is
 * about 1e-10 of the derivative's size, and less than that is never called wrong below 1e-9. Up to
 * 32 variables every coordinate is looked at by itself; beyond, random directions, in which the
 * error of a single entry must stand out among all of them.
 *
 * <p>Cost at each point: with n up to 32 variables, 16 n values, as many gradients if there are
 * Hessian products, and as many residuals; beyond, 48 of each. Looking for a wrong entry takes some
 * 2000 more at most. Memory: a few vectors for each step size.
 */
public final class Audit {

  /** The usual number of random points besides the one given. */
  public static final int POINTS = 3;

  /** How far random points lie, in sizes of the coordinates. */
  private static final double DISTANCE = 0.1;

  /** How often a random point outside the domain is drawn nearer. */
  private static final int RETREATS = 10;

  private static final double RETREAT = 0.125;

  private final Objective objective;
  private final long seed;
  private final int points;

  private Audit(Objective objective, long seed, int points) {
    this.objective = Objects.requireNonNull(objective, "objective is null");
    this.seed = seed;
    this.points = points;
  }

  /** Begins the audit of an objective, with three random points and seed 0. */
  public static Audit of(Objective objective) {
    return new Audit(objective, 0, POINTS);
  }

  /** Returns the same audit with another seed of all that is random. */
  public Audit seed(long wanted) {
    return new Audit(objective, wanted, points);
  }

  /**
   * Returns the same audit with so many random points near the one given.
   *
   * @throws IllegalArgumentException if negative
   */
  public Audit points(int wanted) {
    if (wanted < 0) {
      throw new IllegalArgumentException("points must be at least 0, not " + wanted);
    }
    return new Audit(objective, seed, wanted);
  }

  /**
   * Audits at a point, and at random points near it where the function is finite. What the
   * objective throws is a finding, too.
   *
   * @param x n coordinates, where the function is smooth; not changed, not kept
   * @throws IllegalArgumentException if {@code x} has another length
   */
  public AuditReport at(double[] x) {
    if (x.length != objective.dimension()) {
      throw new IllegalArgumentException(
          "the point has "
              + x.length
              + " coordinates; the objective has "
              + objective.dimension()
              + " variables");
    }
    Tallies tallies = new Tallies();
    SplittableRandom random = new SplittableRandom(seed);
    int audited = audit(tallies, x.clone(), "the start", random) ? 1 : 0;
    for (int point = 1; point <= points; point++) {
      Optional<double[]> near = near(x, random);
      if (near.isPresent() && audit(tallies, near.get(), "point " + point, random)) {
        audited++;
      }
    }
    return new AuditReport(
        objective.dimension(), audited, objective.gradientIsSurrogate(), tallies.checks());
  }

  private boolean audit(Tallies tallies, double[] x, String label, RandomGenerator random) {
    Evaluation here = objective.at(x);
    Optional<RuntimeException> thrown = Optional.empty();
    CoordinateNames names;
    try {
      names = new CoordinateNames(here);
    } catch (RuntimeException e) {
      names = new CoordinateNames();
      thrown = Optional.of(e);
    }
    Place place = new Place(objective, here, label, names, random);
    thrown.ifPresent(
        e ->
            tallies.check(
                place,
                "names",
                "estimates and blocks",
                tally -> {
                  throw e;
                }));
    ValueChecks values = new ValueChecks(place, tallies);
    if (!values.run()) {
      return false;
    }
    new HessianChecks(place, tallies).run();
    new ResidualChecks(place, tallies).run();
    new OutputChecks(place, tallies).run();
    new SumChecks(place, tallies).run();
    return true;
  }

  /** Returns a point near x where the function is finite: outside its domain it need not be. */
  private Optional<double[]> near(double[] x, RandomGenerator random) {
    double[] step = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      step[i] = DISTANCE * Place.size(x, i) * (2 * random.nextDouble() - 1);
    }
    for (int retreat = 0; retreat < RETREATS; retreat++) {
      double[] there = moved(x, step, Math.pow(RETREAT, retreat));
      if (isFinite(there)) {
        return Optional.of(there);
      }
    }
    return Optional.empty();
  }

  private boolean isFinite(double[] x) {
    try {
      return Double.isFinite(objective.at(x.clone()).value());
    } catch (RuntimeException e) {
      return false; // outside its domain a function may throw; a nearer point is tried
    }
  }

  private static double[] moved(double[] x, double[] step, double length) {
    double[] there = x.clone();
    for (int i = 0; i < x.length; i++) {
      there[i] += length * step[i];
    }
    return there;
  }
}
