package dev.dupin.curvature.jacobian;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.curvature.dense.Finite;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * J' M J + diag(ridge), a metric M over the outputs of a model pulled back to its parameters: the
 * generalised Gauss-Newton matrix where M is the Hessian of the loss in the outputs, the Fisher
 * matrix where it is that of their likelihood. By products until the matrix is there, by the matrix
 * after.
 */
public final class PullbackOperator implements SymmetricOperator {

  private final String name;
  private final OutputLoss loss;
  private final OutputMetric metric;
  private final Set<Trait> traits;
  private final double[] ridge;
  private final double[] outputs;
  private final double[] curved;
  private @Nullable DenseSymmetric dense;

  /**
   * Pays nothing yet. Takes two vectors over outputs.
   *
   * @param name of the matrix, completing "the …" in messages
   * @param traits what it promises; semidefinite in any case
   */
  public PullbackOperator(String name, OutputLoss loss, OutputMetric metric, Set<Trait> traits) {
    this.name = name;
    this.loss = loss;
    this.metric = metric;
    this.traits = traits;
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
    return traits;
  }

  @Override
  public void apply(double[] v, double[] result) {
    if (dense != null) {
      dense.apply(v, result);
      return;
    }
    loss.jacobian(v, outputs);
    metric.apply(outputs, curved);
    loss.transposed(curved, result);
    for (int i = 0; i < ridge.length; i++) {
      result[i] += ridge[i] * v[i];
    }
    Finite.requireProduct(name, v, result);
  }

  /** By n products. */
  @Override
  public DenseSymmetric toDense() {
    if (dense == null) {
      DenseMemory.require(dimension(), 2, DenseMemory.PRODUCTS_INSTEAD);
      dense = Finite.require(name, SymmetricOperator.super.toDense());
    }
    return dense;
  }
}
