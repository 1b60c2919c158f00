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
import dev.dupin.optimizers.internal.Direction;
import dev.dupin.optimizers.internal.NewtonDirections;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * The Newton direction d = -B^-1 g of a line search, changed as little as it takes to descend; the
 * step is the length times d. In this order:
 *
 * <ul>
 *   <li>B's own inverse where it has one (quasi-Newton, diagonal and Kronecker-factored Hessians);
 *   <li>for small n, Cholesky of B + shift I, the shift raised from 0 until that is positive
 *       definite (Nocedal and Wright 2006, algorithm 3.3): n^2 doubles, n^3 / 6 multiplications a
 *       shift;
 *   <li>conjugate gradients, stopped where they are exact enough or before a direction of no
 *       positive curvature (the same, algorithm 7.1): one product an iteration, no matrix;
 *   <li>the negative gradient, scaled by |g| / |Bg|, where none of these descends.
 * </ul>
 */
public final class NewtonDirection implements Subproblem {

  /**
   * The keys of {@code newton-direction}.
   *
   * @param denseUpTo the largest dimension for which a B without an inverse of its own is factored
   *     as a dense matrix
   * @param tolerance of conjugate gradients: the residual relative to |g| is at most this, and at
   *     most sqrt|g|
   * @param maxIterations of conjugate gradients, one product each; 2 n + 10 if left out
   */
  public record Config(
      @Default("200") @Range("[0, inf)") int denseUpTo,
      @Default("0.5") @Range("(0, 1)") double tolerance,
      @Range("[1, inf)") Optional<Integer> maxIterations) {}

  private final Config config;
  private final NewtonDirections directions;

  @Inject
  public NewtonDirection(Config config) {
    this.config = config;
    directions =
        new NewtonDirections(config.denseUpTo(), config.tolerance(), config.maxIterations());
  }

  /** Returns this subproblem with its default keys. */
  public static NewtonDirection withDefaults() {
    return new NewtonDirection(new Config(200, 0.5, Optional.empty()));
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
    return List.of("shift", "cgIterations");
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    return new Along(directions.of(model, context));
  }

  private record Along(Direction direction) implements Prepared {

    @Override
    public Proposal solve(Control control) {
      if (!(direction.slope() < 0)) {
        return Proposal.NONE;
      }
      double length = control.value();
      double reduction = -length * (direction.slope() + 0.5 * length * direction.curvature());
      return new Proposal(Vectors.scale(length, direction.vector()), reduction, length);
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("shift", direction.shift());
      out.accept("cgIterations", direction.iterations());
    }
  }
}
