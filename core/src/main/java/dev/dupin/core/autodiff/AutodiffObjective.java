package dev.dupin.core.autodiff;

import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import java.util.Objects;
import java.util.Set;

/**
 * An objective from a {@link DifferentiableFunction}: value, gradient, exact Hessian products and
 * dense Hessian. Use it as it is, or extend it for a plugin:
 *
 * <pre>{@code
 * public final class DoubleWell extends AutodiffObjective {
 *   public DoubleWell() {
 *     super(2, x -> x[0].square().subtract(1).square().add(x[1].square()));
 *   }
 * }
 * }</pre>
 *
 * <p>With T operations in one run of the function, a value, a gradient and a Hessian product each
 * cost a small multiple of T, whatever n is; a dense Hessian costs n products, derivatives along a
 * line up to order d some d^2 T. An evaluation holds 8 (n + T) bytes once its value is known, 16
 * once its gradient is, 32 once a product is, and up to 40 T more for divisions and elementary
 * functions. The program takes 9 T bytes, and 8 a constant.
 *
 * <p>Bounds over boxes come from interval sweeps over the same program, rounding errors from bounds
 * over the point alone; each costs some ten times what it bounds. A function that looks at a value
 * ({@link Real#value}) has bounds at the point of the evaluation only, and is never certain to be
 * smooth: another point may take another way. Its rounding errors, and whether it is
 * differentiable, are those of the way taken.
 */
public class AutodiffObjective implements Objective {

  private static final Set<Class<? extends Structure>> STRUCTURES =
      Set.of(
          HessianProducts.class,
          HessianMatrix.class,
          DirectionalDerivatives.class,
          Enclosures.class,
          RoundingErrors.class);

  private final Recorder recorder;

  /**
   * Runs nothing yet.
   *
   * @param dimension n, at least 1
   * @param function of n variables
   */
  public AutodiffObjective(int dimension, DifferentiableFunction function) {
    Objects.requireNonNull(function, "function is null");
    recorder = new Recorder(dimension, x -> new Real[] {function.apply(x)});
  }

  @Override
  public final int dimension() {
    return recorder.dimension();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code x} has not n entries
   */
  @Override
  public final Evaluation at(double[] x) {
    recorder.check(x);
    return new AutodiffEvaluation(this, x);
  }

  @Override
  public final Set<Class<? extends Structure>> structures() {
    return STRUCTURES;
  }

  /** Evaluates the function at x; records it where that has to be. */
  final Forward forward(double[] x) {
    return recorder.forward(x);
  }
}
