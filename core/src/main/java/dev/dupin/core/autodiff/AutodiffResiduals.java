package dev.dupin.core.autodiff;

import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import java.util.Objects;
import java.util.Set;

/**
 * A sum of squares, f = scale * sum of r_i^2, from the residuals as a {@link DifferentiableMap}:
 * value, gradient, Jacobian, exact Hessian and its products, second derivatives of the residuals
 * and derivatives along lines. Use it as it is, or extend it for a plugin:
 *
 * <pre>{@code
 * public final class Rosenbrock extends AutodiffResiduals {
 *   public Rosenbrock() {
 *     super(2, 1, x -> new Real[] {x[1].subtract(x[0].square()).multiply(10), x[0].subtract(1)});
 *   }
 * }
 * }</pre>
 *
 * <p>With T operations in one run of the map, value, gradient, Hessian product, Jv, J'u and D^2
 * r[v, v] each cost a small multiple of T, whatever n and m are; the Jacobian matrix min(m, n)
 * sweeps, a dense Hessian n products. Memory is that of {@link AutodiffObjective}, and m n doubles
 * for the Jacobian matrix where it is asked for. Bounds over boxes and rounding errors, too, are as
 * described there.
 */
public class AutodiffResiduals implements Objective {

  private static final Set<Class<? extends Structure>> STRUCTURES =
      Set.of(
          Residuals.class,
          ResidualCurvature.class,
          HessianProducts.class,
          HessianMatrix.class,
          DirectionalDerivatives.class,
          Enclosures.class,
          RoundingErrors.class);

  private final Recorder recorder;
  private final double scale;

  /** The number of residuals, as it was first found; 0 before. */
  private volatile int count;

  /**
   * Runs nothing yet.
   *
   * @param dimension n, at least 1
   * @param scale the factor before the sum of squares, positive
   * @param residuals of n variables
   */
  public AutodiffResiduals(int dimension, double scale, DifferentiableMap residuals) {
    if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("scale must be positive and finite, not " + scale);
    }
    this.scale = scale;
    recorder = new Recorder(dimension, Objects.requireNonNull(residuals, "residuals is null"));
  }

  @Override
  public final int dimension() {
    return recorder.dimension();
  }

  /** Returns the factor before the sum of squares. */
  public final double scale() {
    return scale;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code x} has not n entries
   */
  @Override
  public final Evaluation at(double[] x) {
    recorder.check(x);
    return new ResidualsEvaluation(this, x);
  }

  @Override
  public final Set<Class<? extends Structure>> structures() {
    return STRUCTURES;
  }

  /**
   * Evaluates the residuals at x; records them where that has to be.
   *
   * @throws IllegalArgumentException if there are more of them, or fewer, than at another point
   */
  final Forward forward(double[] x) {
    Forward forward = recorder.forward(x);
    int found = forward.program().outputs.length;
    int before = count;
    if (before != 0 && before != found) {
      throw new IllegalArgumentException(
          "there are " + found + " residuals at one point and " + before + " at another");
    }
    count = found;
    return forward;
  }
}
