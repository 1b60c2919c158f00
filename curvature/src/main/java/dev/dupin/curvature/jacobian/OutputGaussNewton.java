package dev.dupin.curvature.jacobian;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.curvature.dense.DenseMemory;
import dev.dupin.curvature.dense.Finite;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The generalised Gauss-Newton matrix J' H_out J + diag(ridge) of a loss over outputs at one point:
 * by products until the matrix is there, by the matrix after.
 */
public final class OutputGaussNewton implements SymmetricOperator {

  /** What every such operator promises. */
  public static final Set<Trait> TRAITS = Set.of(Trait.POSITIVE_SEMIDEFINITE);

  /** What to use where the dense matrix does not fit. */
  public static final String INSTEAD =
      "hessian l-bfgs, or a step that only applies products, such as trust-region with"
          + " steihaug-cg";

  private final OutputLoss loss;
  private final double[] ridge;
  private final double[] outputs;
  private final double[] curved;
  private @Nullable DenseSymmetric dense;

  /** Pays nothing yet. Takes two vectors over outputs. */
  public OutputGaussNewton(OutputLoss loss) {
    this.loss = loss;
    ridge = loss.ridge();
    outputs = new double[Math.multiplyExact(loss.examples(), loss.outputs())];
    curved = new double[outputs.length];
  }

  @Override
  public int dimension() {
    return ridge.length;
  }

  @Override
  public Set<Trait> traits() {
    return TRAITS;
  }

  @Override
  public void apply(double[] v, double[] result) {
    if (dense != null) {
      dense.apply(v, result);
      return;
    }
    loss.jacobian(v, outputs);
    loss.outputHessian(outputs, curved);
    loss.transposed(curved, result);
    for (int i = 0; i < ridge.length; i++) {
      result[i] += ridge[i] * v[i];
    }
    Finite.requireProduct("Gauss-Newton matrix", v, result);
  }

  /** By n products. */
  @Override
  public DenseSymmetric toDense() {
    if (dense == null) {
      DenseMemory.require(dimension(), 2, INSTEAD);
      dense = Finite.require("Gauss-Newton matrix", SymmetricOperator.super.toDense());
    }
    return dense;
  }
}
