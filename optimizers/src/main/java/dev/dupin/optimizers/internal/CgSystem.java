package dev.dupin.optimizers.internal;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import java.util.Optional;

/**
 * A damped system by conjugate gradients in the variables Ds, that is preconditioned by D^2: one
 * product and 14 n multiplications an iteration, and nothing of size n x n.
 */
public final class CgSystem implements DampedSystem {

  private final Model model;
  private final double tolerance;
  private final int maxIterations;
  private int iterations;

  /**
   * Makes a system; pays nothing yet.
   *
   * @param tolerance the residual that is small enough, relative to the right side; both measured
   *     after D^-1
   * @param maxIterations products at most
   */
  public CgSystem(Model model, double tolerance, int maxIterations) {
    this.model = model;
    this.tolerance = tolerance;
    this.maxIterations = maxIterations;
  }

  @Override
  public double iterations() {
    return iterations;
  }

  /** The path tells how far the damped model falls; without the damping it falls by more. */
  @Override
  public Optional<Solution> solve(Damping damping) {
    iterations = 0;
    return solve(model.here().gradient(), damping)
        .map(
            found -> {
              double[] step = ScaledVectors.unscaled(found.end(), damping);
              double slowed = damping.value() * ScaledVectors.squared(step, damping);
              return new Solution(step, found.endReduction() + 0.5 * slowed);
            })
        .filter(solution -> Vectors.isFinite(solution.step()));
  }

  @Override
  public Optional<double[]> correction(double[] u, Damping damping) {
    double[] pulled = DampedSystem.halfBack(model, u);
    if (Vectors.maxAbs(pulled) == 0) {
      return Optional.of(pulled);
    }
    return solve(pulled, damping).map(found -> ScaledVectors.unscaled(found.end(), damping));
  }

  /** Empty where the curvature along a direction is not positive. */
  private Optional<ConjugateGradients.Piece> solve(double[] gradient, Damping damping) {
    ConjugateGradients path =
        new ConjugateGradients(
            new Scaled(model.curvature(), damping),
            ScaledVectors.unscaled(gradient, damping),
            tolerance,
            maxIterations);
    ConjugateGradients.Piece piece;
    do {
      piece = path.next();
    } while (!piece.last());
    iterations += path.iterations();
    return piece.hasEnd() ? Optional.of(piece) : Optional.empty();
  }

  /** D^-1 B D^-1 + damping I. */
  private record Scaled(SymmetricOperator operator, Damping damping) implements SymmetricOperator {

    @Override
    public int dimension() {
      return operator.dimension();
    }

    @Override
    public void apply(double[] v, double[] result) {
      operator.apply(ScaledVectors.unscaled(v, damping), result);
      double[] scale = damping.scale();
      for (int i = 0; i < v.length; i++) {
        double scaled = scale.length == 0 ? result[i] : result[i] / scale[i];
        result[i] = scaled + damping.value() * v[i];
      }
    }
  }
}
