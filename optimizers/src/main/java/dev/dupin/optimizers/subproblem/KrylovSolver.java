package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem.Prepared;
import dev.dupin.optimizers.internal.Forcing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ObjDoubleConsumer;

/** A subproblem solved in a Krylov space that grows as far as one control after another needs. */
final class KrylovSolver implements Prepared {

  static final List<String> COLUMNS = List.of("multiplier", "lanczosIterations");

  /** How a control bounds the small problem. */
  interface Bounded {
    SecularEquation.Solution solve(SecularEquation equation, double control);
  }

  private final Bounded bounded;
  private final KrylovModel.Tolerance tolerance;
  private final Optional<KrylovModel> krylov;
  private double multiplier = Double.NaN;

  /**
   * @param preconditioner M^-1 of the norm that the control bounds; empty means M = I
   * @param bounded solves the small problem
   * @param tolerance how small the residual has to be, relative to the gradient
   * @param maxIterations how many products there are at most; empty means {@link
   *     Forcing#usualIterations}
   */
  KrylovSolver(
      Model model,
      Optional<Inverse> preconditioner,
      RunContext context,
      Optional<Integer> maxIterations,
      Bounded bounded,
      KrylovModel.Tolerance tolerance) {
    this.bounded = bounded;
    this.tolerance = tolerance;
    double[] gradient = model.here().gradient();
    int limit = maxIterations.orElse(Forcing.usualIterations(gradient.length));
    krylov =
        Vectors.norm(gradient) > 0
            ? Optional.of(new KrylovModel(model, preconditioner, limit, context))
            : Optional.empty();
  }

  @Override
  public Proposal solve(Control control) {
    return krylov.map(space -> solve(space, control.value())).orElse(Proposal.NONE);
  }

  private Proposal solve(KrylovModel space, double control) {
    SecularEquation.Solution solution =
        space.solve(equation -> bounded.solve(equation, control), tolerance);
    multiplier = solution.multiplier();
    return space.proposal(solution, control);
  }

  @Override
  public OptionalDouble firstLength() {
    return krylov.map(KrylovModel::firstLength).orElse(OptionalDouble.empty());
  }

  @Override
  public void report(ObjDoubleConsumer<String> out) {
    out.accept("multiplier", multiplier);
    out.accept("lanczosIterations", krylov.map(KrylovModel::steps).orElse(0));
  }
}
