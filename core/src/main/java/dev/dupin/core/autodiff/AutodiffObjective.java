package dev.dupin.core.autodiff;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 * cost a small multiple of T, whatever n is; a dense Hessian costs n products. An evaluation holds
 * 8 (n + T) bytes once its value is known, 16 once its gradient is, 32 once a product is, and up to
 * 40 T more for divisions and elementary functions. The program takes 9 T bytes, and 8 a constant.
 */
public class AutodiffObjective implements Objective {

  private final int dimension;
  private final DifferentiableFunction function;

  /**
   * Filled by the first evaluation, if the function looked at no value. Two threads that come first
   * together record the same program twice.
   */
  private volatile @Nullable Program recorded;

  /**
   * Runs nothing yet.
   *
   * @param dimension n, at least 1
   * @param function of n variables
   */
  public AutodiffObjective(int dimension, DifferentiableFunction function) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
    }
    this.dimension = dimension;
    this.function = Objects.requireNonNull(function, "function is null");
  }

  @Override
  public final int dimension() {
    return dimension;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code x} has not n entries
   */
  @Override
  public final Evaluation at(double[] x) {
    if (x.length != dimension) {
      throw new IllegalArgumentException(
          "the point has " + x.length + " coordinates; the function has " + dimension);
    }
    return new AutodiffEvaluation(this, x);
  }

  @Override
  public final Set<Class<? extends Structure>> structures() {
    return Set.of(HessianProducts.class, HessianMatrix.class);
  }

  /** Evaluates the function at x; records it where that has to be. */
  final Forward forward(double[] x) {
    Program known = recorded;
    if (known != null) {
      return new Forward(known, known.values(x));
    }
    Tape.Recording recording = Tape.record(function, x);
    if (!recording.valueRead()) {
      recorded = recording.program();
    }
    return new Forward(recording.program(), recording.values());
  }

  /**
   * The outcome of a forward sweep.
   *
   * @param program what was run
   * @param values of its nodes
   */
  record Forward(Program program, double[] values) {

    double value() {
      return values[program.output];
    }

    double[] adjoints() {
      return program.adjoints(values);
    }

    double[] gradient(double[] adjoints) {
      return Arrays.copyOf(adjoints, program.variables);
    }
  }
}
