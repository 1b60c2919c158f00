package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.Dense.Definite;
import dev.dupin.optimizers.internal.SymmetricEigen;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The exact minimiser of the model in the trust region, whatever the sign of its eigenvalues, hard
 * case included (Moré and Sorensen 1983; Conn, Gould and Toint 2000, section 7.3). For every step s
 * there is a multiplier with (B + multiplier I) s = -g, B + multiplier I positive semidefinite and
 * multiplier (radius - |s|) = 0, which together say that no point of the region is lower.
 *
 * <p>Takes B as a dense matrix: n^2 doubles of memory, and n products where it is not one. Where B
 * is positive definite and the Newton step is inside, one Cholesky factorisation, n^3 / 6
 * multiplications, is all. Elsewhere one eigen-decomposition, about 9 n^3, which serves every
 * radius of the iteration: a further radius costs n^2.
 */
public final class MoreSorensen implements Subproblem {

  @Inject
  public MoreSorensen() {}

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
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

    private final double[] gradient;
    private final DenseSymmetric matrix;
    private final double @Nullable [] newton;
    private @Nullable SymmetricEigen eigen;
    private @Nullable SecularEquation secular;
    private double multiplier = Double.NaN;

    Factored(Model model) {
      gradient = model.here().gradient();
      matrix = model.curvature().toDense();
      newton = newtonStep(matrix, gradient);
    }

    /** Null where B is not definite, or so nearly singular that the eigenvalues should decide. */
    private static double @Nullable [] newtonStep(DenseSymmetric matrix, double[] gradient) {
      Optional<Definite> factors = Dense.cholesky(matrix, 0);
      if (factors.isEmpty() || !factors.get().wellConditioned()) {
        return null;
      }
      double[] step = new double[gradient.length];
      factors.get().inverse().solve(Vectors.scale(-1, gradient), step);
      return step;
    }

    @Override
    public Proposal solve(Control control) {
      double radius = control.value();
      multiplier = 0;
      double[] step = newton;
      double reduction;
      if (step != null && Vectors.norm(step) <= radius) {
        reduction = -0.5 * Vectors.dot(gradient, step);
      } else {
        SecularEquation.Solution solution = secular().solve(radius);
        multiplier = solution.multiplier();
        reduction = solution.reduction();
        step = eigen().combine(solution.coordinates());
      }
      return Vectors.maxAbs(step) == 0 ? Proposal.NONE : new Proposal(step, reduction, radius);
    }

    private SymmetricEigen eigen() {
      SymmetricEigen known = eigen;
      if (known == null) {
        known = Dense.eigen(matrix);
        eigen = known;
      }
      return known;
    }

    private SecularEquation secular() {
      SecularEquation known = secular;
      if (known == null) {
        known = new SecularEquation(eigen().values(), eigen().coordinates(gradient));
        secular = known;
      }
      return known;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("multiplier", multiplier);
    }
  }
}
