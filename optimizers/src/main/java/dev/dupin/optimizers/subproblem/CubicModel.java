package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.CubicWeight;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.SymmetricEigen;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * The exact global minimiser of the model plus weight |s|^3 / 3, whatever the sign of its
 * eigenvalues, hard case included (Nesterov and Polyak 2006, "Cubic regularization of Newton method
 * and its global performance"). For the step s there is a multiplier with (B + multiplier I) s =
 * -g, B + multiplier I positive semidefinite and multiplier = weight |s|. The predicted reduction
 * told is that of the model itself, without the cubic term.
 *
 * <p>Takes B as a dense matrix: n^2 doubles of memory, and n products where it is not one. One
 * eigen-decomposition, about 9 n^3 multiplications, serves every weight of the iteration: a further
 * weight costs n^2.
 */
public final class CubicModel implements Subproblem {

  @Inject
  public CubicModel() {}

  @Override
  public Class<? extends Control> control() {
    return CubicWeight.class;
  }

  @Override
  public List<String> columns() {
    return List.of("multiplier");
  }

  /** Room for the dense matrix and its factors. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return DenseMemory.unmet(objective.dimension(), 2);
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    return new Factored(model);
  }

  private static final class Factored implements Prepared {

    private final SymmetricEigen eigen;
    private final SecularEquation secular;
    private double multiplier = Double.NaN;

    Factored(Model model) {
      eigen = Dense.eigen(model.curvature().toDense());
      secular = new SecularEquation(eigen.values(), eigen.coordinates(model.here().gradient()));
    }

    @Override
    public Proposal solve(Control control) {
      SecularEquation.Solution solution = secular.cubic(control.value());
      multiplier = solution.multiplier();
      double[] step = eigen.combine(solution.coordinates());
      return Vectors.maxAbs(step) == 0
          ? Proposal.NONE
          : new Proposal(step, solution.reduction(), control.value());
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("multiplier", multiplier);
    }
  }
}
