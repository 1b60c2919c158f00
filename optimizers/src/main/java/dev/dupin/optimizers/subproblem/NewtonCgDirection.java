package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepLength;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.ConjugateGradients;
import dev.dupin.optimizers.internal.ConjugateGradients.Piece;
import dev.dupin.optimizers.internal.Forcing;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * The direction of a Hessian-free Newton method: conjugate gradients on B d = -g, stopped where
 * they are exact enough (Dembo, Eisenstat and Steihaug 1982). Where they meet a direction p with
 * p'Bp &lt;= 0 it is used (Nash 1984; Royer and Wright 2018): p is added with the length that it
 * would have under the curvature |p'Bp|, and no longer than max(1, |x|). The result descends, since
 * the iterate and p both do. Needs nothing but products, one an iteration.
 */
public final class NewtonCgDirection implements Subproblem {

  /**
   * The keys of {@code newton-cg-direction}.
   *
   * @param tolerance the residual |g + B d| relative to |g| is at most this, and at most sqrt|g|
   * @param maxIterations one product each; 2 n + 10 if left out
   */
  public record Config(
      @Default("0.5") @Range("(0, 1)") double tolerance,
      @Range("[1, inf)") Optional<Integer> maxIterations) {}

  private final Config config;

  @Inject
  public NewtonCgDirection(Config config) {
    this.config = config;
  }

  /** Returns this subproblem with its default keys. */
  public static NewtonCgDirection withDefaults() {
    return new NewtonCgDirection(new Config(0.5, Optional.empty()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return StepLength.class;
  }

  @Override
  public List<String> columns() {
    return List.of("forcing", "cgIterations", "negativeCurvature");
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    double forcing = Forcing.superlinear(config.tolerance(), model.here().gradient());
    return prepare(model, forcing, config.maxIterations(), context);
  }

  /**
   * Prepares a model with a forcing term from elsewhere.
   *
   * @param forcing the relative residual to solve to
   * @param maxIterations empty means {@link Forcing#usualIterations}
   */
  public static Prepared prepare(
      Model model, double forcing, Optional<Integer> maxIterations, RunContext context) {
    double[] gradient = model.here().gradient();
    if (Vectors.maxAbs(gradient) == 0) {
      return new Along(new double[gradient.length], 0, 0, forcing, 0, false);
    }
    int limit = maxIterations.orElse(Forcing.usualIterations(gradient.length));
    ConjugateGradients method = new ConjugateGradients(model.curvature(), gradient, forcing, limit);
    Piece piece;
    do {
      piece = method.next();
    } while (!piece.last() && !context.cancelled());
    double[] vector = piece.hasEnd() ? piece.end() : along(piece, model);
    double reduction = piece.hasEnd() ? piece.endReduction() : model(piece, model);
    double slope = Vectors.dot(gradient, vector);
    double iterations = method.iterations();
    return new Along(vector, slope, -2 * (reduction + slope), forcing, iterations, !piece.hasEnd());
  }

  private static double[] along(Piece piece, Model model) {
    double[] vector = piece.start().clone();
    Vectors.addScaled(vector, length(piece, model), piece.direction());
    return vector;
  }

  private static double model(Piece piece, Model model) {
    return piece.reduction(length(piece, model));
  }

  /** Written so that a curvature of zero gives the natural length. */
  private static double length(Piece piece, Model model) {
    double natural = Math.max(1, Vectors.norm(model.here().point()));
    double most = natural / Vectors.norm(piece.direction());
    double reflected = piece.slope() / Math.abs(piece.curvature());
    return reflected < most ? reflected : most;
  }

  private record Along(
      double[] vector,
      double slope,
      double curvature,
      double forcing,
      double iterations,
      boolean negativeCurvature)
      implements Prepared {

    @Override
    public Proposal solve(Control control) {
      if (!(slope < 0 && Vectors.isFinite(vector))) {
        return Proposal.NONE;
      }
      double length = control.value();
      double reduction = -length * (slope + 0.5 * length * curvature);
      return new Proposal(Vectors.scale(length, vector), reduction, length);
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("forcing", forcing);
      out.accept("cgIterations", iterations);
      out.accept("negativeCurvature", negativeCurvature ? 1 : 0);
    }
  }
}
