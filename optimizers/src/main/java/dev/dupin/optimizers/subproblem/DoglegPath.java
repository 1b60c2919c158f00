package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem.Prepared;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.Dense.Definite;
import dev.dupin.optimizers.internal.SteepestDescent;
import java.util.Optional;

/**
 * A path of straight pieces from zero over the Cauchy point to the Newton point of a positive
 * definite model.
 */
final class DoglegPath implements Prepared {

  /** The least part of the way from the Cauchy length to the Newton step (Dennis and Mei 1979). */
  private static final double BIAS = 0.2;

  private final SteepestDescent descent;
  private final double[] newton;
  private final double newtonReduction;

  /** The part of the Newton step that the second piece leads to; 1 for the single dogleg. */
  private final double turn;

  private DoglegPath(
      double[] gradient, SteepestDescent descent, double[] newton, boolean isDouble) {
    this.descent = descent;
    this.newton = newton;
    newtonReduction = -0.5 * Vectors.dot(gradient, newton);
    // |g|^4 / ((g'Bg) (g'B^-1 g)), at most 1 by Cauchy and Schwarz.
    double ratio = Math.min(1, descent.slope() * descent.length() / (2 * newtonReduction));
    turn = isDouble ? BIAS + (1 - BIAS) * ratio : 1;
  }

  /**
   * Prepares the path of a model; only its first piece where B turns out to be singular to working
   * precision.
   */
  static Prepared of(Model model, boolean isDouble) {
    double[] gradient = model.here().gradient();
    if (Vectors.maxAbs(gradient) == 0) {
      return control -> Proposal.NONE;
    }
    SteepestDescent descent = SteepestDescent.of(model);
    Optional<double[]> newton = newtonStep(model);
    if (newton.isEmpty() || !(descent.length() < Double.POSITIVE_INFINITY)) {
      return control -> descent.within(control.value());
    }
    return new DoglegPath(gradient, descent, newton.get(), isDouble);
  }

  private static Optional<double[]> newtonStep(Model model) {
    double[] gradient = model.here().gradient();
    double[] step = new double[gradient.length];
    model
        .curvature()
        .inverse(0)
        .or(() -> Dense.cholesky(model.curvature().toDense(), 0).map(Definite::inverse))
        .ifPresent(inverse -> inverse.solve(Vectors.scale(-1, gradient), step));
    boolean descends = Vectors.dot(gradient, step) < 0;
    return descends && Vectors.isFinite(step) ? Optional.of(step) : Optional.empty();
  }

  @Override
  public Proposal solve(Control control) {
    double radius = control.value();
    double norm = Vectors.norm(newton);
    if (norm <= radius) {
      return new Proposal(newton, newtonReduction, radius);
    }
    if (descent.length() >= radius) {
      return descent.within(radius);
    }
    return turn * norm <= radius ? alongNewton(radius, norm) : betweenLegs(radius);
  }

  /** t s with the model t g's + t^2 s'Bs / 2, where s'Bs = -g's. */
  private Proposal alongNewton(double radius, double norm) {
    double part = radius / norm;
    double reduction = part * (2 - part) * newtonReduction;
    return new Proposal(Vectors.scale(part, newton), reduction, radius);
  }

  /**
   * The point c + t w of norm radius between the Cauchy point c and turn * s. With w = turn s - c
   * the products follow from B s = -g: no further one is paid.
   */
  private Proposal betweenLegs(double radius) {
    double[] cauchy = Vectors.scale(descent.length(), descent.direction());
    double[] way = Vectors.scale(turn, newton);
    Vectors.addScaled(way, -1, cauchy);
    double along = Vectors.dot(cauchy, way);
    double square = Vectors.dot(way, way);
    double room = (radius - descent.length()) * (radius + descent.length());
    double root = Math.sqrt(along * along + square * room);
    // the form of the root that does not cancel
    double part = Math.min(1, along > 0 ? room / (along + root) : (root - along) / square);
    double[] step = cauchy.clone();
    Vectors.addScaled(step, part, way);
    return new Proposal(step, reduction(part), radius);
  }

  /**
   * With step = (1 - part) c + part turn s: s'Bs = -g's, c'Bs = -g'c and c'Bc = -g'c, so all of the
   * quadratic form is known.
   */
  private double reduction(double part) {
    double ofCauchy = 1 - part;
    double ofNewton = part * turn;
    double gc = -descent.slope() * descent.length();
    double gs = -2 * newtonReduction;
    double linear = ofCauchy * gc + ofNewton * gs;
    double quadratic =
        -(ofCauchy * ofCauchy * gc + 2 * ofCauchy * ofNewton * gc + ofNewton * ofNewton * gs);
    return -linear - 0.5 * quadratic;
  }
}
