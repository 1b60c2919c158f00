package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.NegativeCurvature;
import dev.dupin.optimizers.internal.NewtonDirections;
import dev.dupin.optimizers.internal.SymmetricEigen;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact minimiser within the radius over the plane of the gradient and a Newton direction
 * (Byrd, Schnabel and Shultz 1988, "Approximate solution of the trust region problem by
 * minimization over two-dimensional subspaces"). Where B is not declared positive semidefinite, a
 * direction of proven negative curvature joins the two, if there is one, so that saddles are left.
 *
 * <p>A model costs the Newton direction ({@link NewtonDirection} with its default keys), the search
 * for negative curvature and two or three products; a further radius costs 3 n multiplications.
 */
public final class Subspace2d implements Subproblem {

  /** What is left of a vector after orthogonalisation is rounding below this part of it. */
  private static final double DEPENDENT = 0x1p-40;

  @Inject
  public Subspace2d() {}

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    List<double[]> basis = new ArrayList<>();
    double[] gradient = model.here().gradient();
    if (Vectors.maxAbs(gradient) > 0) {
      extend(basis, gradient);
      extend(basis, NewtonDirections.USUAL.of(model, context).vector());
    }
    if (!model.curvature().is(Trait.POSITIVE_SEMIDEFINITE)) {
      NegativeCurvature.of(model.curvature(), context)
          .ifPresent(found -> extend(basis, found.vector()));
    }
    return basis.isEmpty() ? control -> Proposal.NONE : reduced(model, basis);
  }

  /** Adds what of a vector is orthogonal to the basis, if anything is. */
  private static void extend(List<double[]> basis, double[] vector) {
    double length = Vectors.norm(vector);
    double[] rest = Vectors.scale(1 / length, vector);
    for (int pass = 0; pass < 2; pass++) { // twice is enough
      for (double[] unit : basis) {
        Vectors.addScaled(rest, -Vectors.dot(unit, rest), unit);
      }
    }
    double left = Vectors.norm(rest);
    if (left > DEPENDENT) {
      basis.add(Vectors.scale(1 / left, rest));
    }
  }

  private static Prepared reduced(Model model, List<double[]> basis) {
    SymmetricEigen eigen = Dense.eigen(projected(model.curvature(), basis));
    double[] gradient = new double[basis.size()];
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Vectors.dot(basis.get(i), model.here().gradient());
    }
    SecularEquation secular = new SecularEquation(eigen.values(), eigen.coordinates(gradient));
    return control -> {
      SecularEquation.Solution solution = secular.solve(control.value());
      double[] within = eigen.combine(solution.coordinates());
      double[] step = new double[model.here().point().length];
      for (int i = 0; i < within.length; i++) {
        Vectors.addScaled(step, within[i], basis.get(i));
      }
      return Vectors.maxAbs(step) == 0
          ? Proposal.NONE
          : new Proposal(step, solution.reduction(), control.value());
    };
  }

  /** Returns Q'BQ. */
  private static DenseSymmetric projected(SymmetricOperator operator, List<double[]> basis) {
    int k = basis.size();
    double[] values = new double[k * k];
    double[] product = new double[operator.dimension()];
    for (int j = 0; j < k; j++) {
      operator.apply(basis.get(j), product);
      for (int i = 0; i <= j; i++) {
        double entry = Vectors.dot(basis.get(i), product);
        values[i * k + j] = entry;
        values[j * k + i] = entry;
      }
    }
    return new DenseSymmetric(k, values);
  }
}
