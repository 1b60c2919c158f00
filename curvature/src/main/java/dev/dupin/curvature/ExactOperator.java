package dev.dupin.curvature;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.dense.Finite;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The exact Hessian at one point: by products until the matrix is there, by the matrix after. */
final class ExactOperator implements SymmetricOperator {

  private static final Set<Trait> ANY = Set.of(Trait.EXACT);
  private static final Set<Trait> CONVEX = Set.of(Trait.EXACT, Trait.POSITIVE_SEMIDEFINITE);

  static final String INSTEAD =
      "hessian l-bfgs, or an objective with hessian-products and a step that only applies them,"
          + " such as trust-region with steihaug-cg";

  private final Evaluation here;
  private boolean asked;
  private @Nullable HessianProducts products;
  private @Nullable DenseSymmetric dense;

  ExactOperator(Evaluation here) {
    this.here = here;
  }

  /** Returns what the Hessian of an objective promises: more where that is convex. */
  static Set<Trait> traits(Objective objective) {
    return objective.isConvex() ? CONVEX : ANY;
  }

  @Override
  public int dimension() {
    return here.point().length;
  }

  @Override
  public Set<Trait> traits() {
    return traits(here.objective());
  }

  @Override
  public void apply(double[] v, double[] result) {
    HessianProducts offered = dense == null ? products() : null;
    if (offered != null) {
      offered.apply(v, result);
      Finite.requireProduct("Hessian", v, result);
    } else {
      toDense().apply(v, result);
    }
  }

  /** The structure is asked for once: an objective may hand out one that starts its work anew. */
  private @Nullable HessianProducts products() {
    if (!asked) {
      products = here.structure(HessianProducts.class).orElse(null);
      asked = true;
    }
    return products;
  }

  @Override
  public DenseSymmetric toDense() {
    if (dense == null) {
      dense = computeDense();
    }
    return dense;
  }

  private DenseSymmetric computeDense() {
    // Whoever asks for the matrix factors it into a second one.
    DenseMemory.require(dimension(), 2, INSTEAD);
    Optional<HessianMatrix> offered = here.structure(HessianMatrix.class);
    if (offered.isEmpty() && products() == null) {
      throw new IllegalStateException(
          "hessian 'exact' needs hessian-products or hessian-matrix, and the objective gave"
              + " neither at this point");
    }
    DenseSymmetric matrix =
        offered.isPresent() ? offered.get().matrix() : SymmetricOperator.super.toDense();
    return Finite.require("Hessian", matrix);
  }
}
