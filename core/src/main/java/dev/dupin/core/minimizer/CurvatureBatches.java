package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A Hessian on batches of its own, while the gradient has others (Byrd, Chin, Neveitt and Nocedal
 * 2011, "On the use of stochastic Hessian information in optimization methods for machine
 * learning"). A batch is drawn from all terms for every iteration, by a random stream of its own:
 * so there is nothing to save, and the batches of the gradient stay what they are.
 *
 * <p>The Hessian sees nothing but these batches. Both ends of a step are shown to it on the batch
 * that its operator was made of: a secant pair is then a difference over one batch, as quiet as its
 * size makes it (Byrd, Hansen, Nocedal and Singer 2016, "A stochastic quasi-Newton method for
 * large-scale optimization"), and a moving average goes on from the very evaluation that it has
 * looked at. Evaluations are lazy, so a Hessian that learns nothing from steps pays nothing for
 * them; one that does pays its gradients there, by the share of the terms.
 *
 * @param hessian the Hessian
 * @param size terms in a batch; from the number of all on, they are the whole sum
 */
record CurvatureBatches(HessianProvider hessian, int size) implements HessianProvider {

  @Override
  public Requirements requires() {
    return hessian.requires();
  }

  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return hessian.unmetNeed(objective);
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return ofBatches(hessian.traits(objective));
  }

  /** What holds for the batch of the gradient, too: the residuals at hand are those of another. */
  private static Set<Trait> ofBatches(Set<Trait> traits) {
    Set<Trait> some = new HashSet<>(traits);
    some.remove(Trait.EXACT);
    some.remove(Trait.GAUSS_NEWTON);
    some.add(Trait.STOCHASTIC);
    return some;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new OnBatches(hessian.start(objective, context), objective, size, context);
  }

  private static final class OnBatches implements Curvature {

    private final Curvature inner;
    private final Objective whole;
    private final FiniteSum sum;
    private final int size;
    private final RunContext context;

    // The point last shown, on its batch: what was paid there is paid once.
    private @Nullable Evaluation lastPoint;
    private @Nullable Evaluation lastShown;

    OnBatches(Curvature inner, Objective whole, int size, RunContext context) {
      this.inner = inner;
      this.whole = whole;
      this.sum = whole.sum().orElseThrow();
      this.size = size;
      this.context = context;
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      SymmetricOperator operator = inner.at(shown(here));
      return Operators.promising(operator, ofBatches(operator.traits()));
    }

    @SuppressWarnings("ReferenceEquality") // the same object: what was paid there is known
    private Evaluation shown(Evaluation point) {
      Evaluation known = lastShown;
      if (known == null || lastPoint != point) {
        known = batch().at(point.point());
        lastShown = known;
        lastPoint = point;
      }
      return known;
    }

    private Objective batch() {
      return size >= sum.terms()
          ? whole
          : new GuardedObjective(sum.sample(size, context.random("batch")));
    }

    /** Returns the other end of a step, on the batch of its start. */
    private static Evaluation beside(Evaluation from, Evaluation to) {
      return from.objective().at(to.point());
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      Evaluation shown = shown(from);
      inner.accepted(shown, beside(shown, to));
    }

    @Override
    public boolean rejected(Evaluation from, Evaluation to) {
      Evaluation shown = shown(from);
      return inner.rejected(shown, beside(shown, to));
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      inner.report(out);
    }

    @Override
    public void exchange(State state) {
      lastShown = null;
      lastPoint = null;
      inner.exchange(state);
    }
  }
}
