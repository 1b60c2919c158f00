package dev.dupin.optimizers.globalizer;

import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Model;
import org.jspecify.annotations.Nullable;

/**
 * The first length that a line search tries. It is 1 for a direction that has a length of its own,
 * a Newton or quasi-Newton one. While B is still the identity (steepest descent; BFGS before its
 * first pair), -g says nothing about lengths: then the first try is min(1, 1/|g|), a step of norm 1
 * at most, and later the length whose first-order change would equal the last reduction of f
 * (Nocedal and Wright 2006, equation 3.60). Once B is anything else this test is over for the run.
 */
final class FirstLength implements Checkpointable {

  private boolean scaled;
  private double lastReduction = Double.NaN;
  private @Nullable Model tested;
  private boolean testedScaled;

  double of(Model model) {
    if (isScaled(model)) {
      return 1;
    }
    double norm = Vectors.norm(model.here().gradient());
    double length = 2 * lastReduction / (norm * norm);
    return length > 0 && length < Double.POSITIVE_INFINITY ? length : Math.min(1, 1 / norm);
  }

  /** A step was accepted. */
  void accepted(Model model, Evaluation next) {
    if (!scaled) {
      scaled = isScaled(model);
      lastReduction = scaled ? Double.NaN : model.here().value() - next.value();
    }
    tested = null; // it holds its point
  }

  /**
   * Returns whether the direction has a length of its own. An exact Hessian, or a Gauss-Newton one,
   * has a scale even where it is the identity.
   */
  @SuppressWarnings("ReferenceEquality") // the same object: nothing has changed
  boolean isScaled(Model model) {
    if (scaled || model.curvature().is(Trait.EXACT) || model.curvature().is(Trait.GAUSS_NEWTON)) {
      return true;
    }
    if (tested != model) {
      double[] gradient = model.here().gradient();
      double[] product = new double[gradient.length];
      model.curvature().apply(gradient, product);
      testedScaled = !Vectors.sameEntries(gradient, product);
      tested = model;
    }
    return testedScaled;
  }

  @Override
  public void exchange(State state) {
    scaled = state.exchange("scaled", scaled ? 1L : 0L) == 1;
    lastReduction = state.exchange("lastReduction", lastReduction);
  }
}
