package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.State;
import java.util.function.BiFunction;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A curvature made of another one's operators, which learns what that one learns. Asking twice at
 * one point gives the same operator.
 */
final class DerivedCurvature implements Curvature {

  private final Curvature inner;
  private final BiFunction<Evaluation, SymmetricOperator, SymmetricOperator> derive;
  private @Nullable Evaluation lastPoint;
  private @Nullable SymmetricOperator last;

  /**
   * @param inner the other curvature
   * @param derive from a point and the other's operator there, paying as late as it can
   */
  DerivedCurvature(
      Curvature inner, BiFunction<Evaluation, SymmetricOperator, SymmetricOperator> derive) {
    this.inner = inner;
    this.derive = derive;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same object: what was paid there is known
  public SymmetricOperator at(Evaluation here) {
    SymmetricOperator known = last;
    if (known == null || lastPoint != here) {
      known = derive.apply(here, inner.at(here));
      last = known;
      lastPoint = here;
    }
    return known;
  }

  private void forget() {
    last = null;
    lastPoint = null;
  }

  @Override
  public void accepted(Evaluation from, Evaluation to) {
    forget();
    inner.accepted(from, to);
  }

  @Override
  public boolean rejected(Evaluation from, Evaluation to) {
    boolean changed = inner.rejected(from, to);
    if (changed) {
      forget();
    }
    return changed;
  }

  @Override
  public void report(ObjDoubleConsumer<String> out) {
    inner.report(out);
  }

  @Override
  public void exchange(State state) {
    forget();
    state.exchange("of", inner);
  }
}
