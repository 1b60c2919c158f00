package dev.dupin.objectives.network;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A network at one point. The forward pass is run once, with whatever is asked for first; so is the
 * backward pass, which gradients and Hessian products share.
 */
class NetworkEvaluation implements Evaluation {

  private final Objective objective;
  private final Network network;
  private final double[] point;

  private @Nullable ForwardPass forward;
  private @Nullable Backpropagation backpropagation;
  private @Nullable BackwardPass backward;
  private @Nullable TangentPass tangent;
  private @Nullable NetworkHessian hessian;
  private @Nullable NetworkResiduals residuals;
  private @Nullable HessianMatrix matrix;
  private double @Nullable [] gradient;

  /**
   * @param objective the function evaluated; only structures that it announces are given
   * @param point its weights; kept
   */
  NetworkEvaluation(Objective objective, Network network, double[] point) {
    this.objective = objective;
    this.network = network;
    this.point = point;
  }

  @Override
  public final Objective objective() {
    return objective;
  }

  @Override
  public final double[] point() {
    return point;
  }

  @Override
  public final double value() {
    return network.scale() * forward().lossSum() + network.penalty(point);
  }

  @Override
  public final double[] gradient() {
    if (gradient == null) {
      double[] sum = backward().gradientSum();
      network.scaleAndPenalize(sum, point);
      gradient = sum;
    }
    return gradient;
  }

  @Override
  public <S extends Structure> Optional<S> structure(Class<S> kind) {
    if (!objective.structures().contains(kind)) {
      return Optional.empty();
    }
    Structure structure = null;
    if (kind == HessianProducts.class) {
      structure = (HessianProducts) (v, result) -> hessian().apply(v, result);
    } else if (kind == HessianMatrix.class) {
      structure = matrix();
    } else if (kind == OutputLoss.class) {
      structure = new NetworkOutputs(this);
    } else if (kind == Residuals.class) {
      structure = residuals();
    } else if (kind == TermGradients.class) {
      structure = (TermGradients) term -> backward().gradientOf(term);
    } else if (kind == LayerStatistics.class) {
      structure = new NetworkLayers(this);
    } else if (kind == ParameterBlocks.class) {
      structure = network.layout();
    }
    return Optional.ofNullable(structure).map(kind::cast);
  }

  final Network network() {
    return network;
  }

  final ForwardPass forward() {
    if (forward == null) {
      forward = new ForwardPass(network, point);
    }
    return forward;
  }

  final Backpropagation backpropagation() {
    if (backpropagation == null) {
      backpropagation = new Backpropagation(forward());
    }
    return backpropagation;
  }

  final TangentPass tangent() {
    if (tangent == null) {
      tangent = new TangentPass(forward());
    }
    return tangent;
  }

  private BackwardPass backward() {
    if (backward == null) {
      backward = new BackwardPass(forward(), backpropagation());
    }
    return backward;
  }

  private NetworkHessian hessian() {
    if (hessian == null) {
      hessian = new NetworkHessian(forward(), backward(), tangent());
    }
    return hessian;
  }

  private NetworkResiduals residuals() {
    if (residuals == null) {
      residuals = new NetworkResiduals(this);
    }
    return residuals;
  }

  private HessianMatrix matrix() {
    if (matrix == null) {
      matrix = new MatrixFromProducts(point.length, (v, result) -> hessian().apply(v, result));
    }
    return matrix;
  }
}
