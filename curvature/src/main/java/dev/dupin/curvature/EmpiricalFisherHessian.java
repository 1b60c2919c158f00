package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * The empirical Fisher matrix: the mean of g g' over the N terms of the objective, where g is the
 * gradient of a term under its <em>own</em> label, plus the weights of the penalty where the
 * objective has outputs that name them.
 *
 * <p>It is not the Fisher matrix, whose labels are the model's. The two come close where the model
 * is true and the point near its best; elsewhere the residuals are in it, squared. So it vanishes
 * where the model fits perfectly, just where the curvature does not, and it is large where the fit
 * is bad (Kunstner, Balles and Hennig 2019, "Limitations of the empirical Fisher approximation for
 * natural gradient descent"). {@code fisher} costs no more.
 *
 * <p>The gradients are computed once a point, counted as one Hessian product, and kept where N n
 * doubles fit into a quarter of the heap; elsewhere every product computes them anew. A product
 * takes 2 N n multiplications, the dense matrix N n^2 / 2 and n^2 doubles. Where N is below n, and
 * shift and penalty leave no parameter without either, the shifted inverse is cheap, by the formula
 * of Woodbury (1950): N^2 n / 2 multiplications and N^2 doubles for a shift, 2 N n for a solution.
 */
public final class EmpiricalFisherHessian implements HessianProvider {

  private static final String NAME = "empirical-fisher";

  private static final Set<Trait> TRAITS = Set.of(Trait.POSITIVE_SEMIDEFINITE);

  /** The empirical Fisher matrix has nothing to configure. */
  @Inject
  public EmpiricalFisherHessian() {}

  @Override
  public Requirements requires() {
    return Requirements.anyOf(TermGradients.class).and(Requirements.finiteSum());
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new PointCurvature(EmpiricalFisherHessian::at);
  }

  private static SymmetricOperator at(Evaluation here) {
    int n = here.point().length;
    double[] ridge = here.structure(OutputLoss.class).map(OutputLoss::ridge).orElse(new double[n]);
    int terms = here.objective().sum().map(FiniteSum::terms).orElseThrow();
    TermGradients gradients = Structures.at(here, TermGradients.class, NAME);
    return new EmpiricalFisher(gradients, terms, ridge, TRAITS, DenseMemory.holds(terms, n));
  }
}
