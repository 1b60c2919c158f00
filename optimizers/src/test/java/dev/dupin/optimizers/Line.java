package dev.dupin.optimizers;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Trial;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of one variable with its derivative, searched from 0.
 *
 * @param value f
 * @param slope f'
 */
public record Line(DoubleUnaryOperator value, DoubleUnaryOperator slope) implements Objective {

  /**
   * How a search ended.
   *
   * @param decision the last one
   * @param trials how many there were
   * @param gradients how many trials had their gradient asked for
   */
  public record Outcome(Decision decision, int trials, int gradients) {

    /** Returns the point accepted. */
    public double point() {
      Evaluation next = decision.next();
      if (next == null) {
        throw new AssertionError("not accepted: " + decision.stalled());
      }
      return next.point()[0];
    }
  }

  /** Searches from x = 0 along the direction with this one entry. */
  public Outcome search(Globalizer.Controller controller, double direction) {
    return search(controller, new Model(0, at(new double[1]), unit(Trait.EXACT)), direction);
  }

  /** Searches from a model's point. */
  public Outcome search(Globalizer.Controller controller, Model model, double direction) {
    double x = model.here().point()[0];
    int gradients = 0;
    for (int trials = 1; trials < 2000; trials++) {
      double length = controller.control(model).value();
      At there = new At(this, new double[] {x + length * direction});
      Proposal proposal = new Proposal(new double[] {length * direction}, Double.NaN, length);
      Decision decision = controller.judge(new Trial(model, proposal, there));
      gradients += there.gradientAsked ? 1 : 0;
      if (decision.next() != null || decision.stalled() != null) {
        return new Outcome(decision, trials, gradients);
      }
    }
    throw new AssertionError("the search does not end");
  }

  /** Returns the identity of one dimension. */
  public static SymmetricOperator unit(Trait... traits) {
    return Operators.dense(new DenseSymmetric(1, new double[] {1}), Set.of(traits));
  }

  @Override
  public int dimension() {
    return 1;
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(this, x);
  }

  private static final class At implements Evaluation {
    private final Line line;
    private final double[] point;
    private boolean gradientAsked;

    At(Line line, double[] point) {
      this.line = line;
      this.point = point;
    }

    @Override
    public Objective objective() {
      return line;
    }

    @Override
    public double[] point() {
      return point;
    }

    @Override
    public double value() {
      return line.value.applyAsDouble(point[0]);
    }

    @Override
    public double[] gradient() {
      gradientAsked = true;
      return new double[] {line.slope.applyAsDouble(point[0])};
    }
  }
}
