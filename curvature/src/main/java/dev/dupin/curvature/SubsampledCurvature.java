package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Shows another curvature some of the terms of every point. */
final class SubsampledCurvature implements Curvature {

  private static final String AXIS = "terms";

  private final SubsampledHessian.Config config;
  private final Curvature inner;
  private final RunContext context;
  private final Set<Trait> traits;

  /** Of the one draw of the run; a resumed run starts in another iteration, so it is saved. */
  private long fixedSeed;

  // The terms last drawn, and the points last shown: what was paid there is paid once.
  private @Nullable Objective drawnFrom;
  private long drawnSeed;
  private @Nullable Objective drawn;
  private @Nullable Evaluation lastPoint;
  private @Nullable Evaluation lastShown;

  SubsampledCurvature(
      SubsampledHessian.Config config, Curvature inner, RunContext context, Set<Trait> traits) {
    this.config = config;
    this.inner = inner;
    this.context = context;
    this.traits = traits;
    fixedSeed = context.random(AXIS).nextLong();
  }

  @Override
  public SymmetricOperator at(Evaluation here) {
    return Operators.promising(inner.at(shown(here)), traits);
  }

  /** Returns the mean over the present terms, at the same point. */
  @SuppressWarnings("ReferenceEquality") // the same object: what was paid there is known
  private Evaluation shown(Evaluation point) {
    Objective some = some(point.objective());
    Evaluation known = lastShown;
    if (known == null || lastPoint != point || known.objective() != some) {
      known = some == point.objective() ? point : some.at(point.point());
      lastShown = known;
      lastPoint = point;
    }
    return known;
  }

  @SuppressWarnings("ReferenceEquality") // another batch is another object
  private Objective some(Objective all) {
    long seed = config.fresh() ? context.random(AXIS).nextLong() : fixedSeed;
    Objective known = drawn;
    if (known == null || drawnFrom != all || drawnSeed != seed) {
      known = draw(all, seed);
      drawn = known;
      drawnFrom = all;
      drawnSeed = seed;
    }
    return known;
  }

  private Objective draw(Objective all, long seed) {
    FiniteSum sum = all.sum().orElseThrow();
    return sum.terms() <= config.size()
        ? all
        : sum.sample(config.size(), new SplittableRandom(seed));
  }

  @Override
  public void accepted(Evaluation from, Evaluation to) {
    inner.accepted(shown(from), there(from, to));
  }

  @Override
  public boolean rejected(Evaluation from, Evaluation to) {
    return inner.rejected(shown(from), there(from, to));
  }

  /** Returns the other end of a step, over the terms of its start. */
  private Evaluation there(Evaluation from, Evaluation to) {
    Objective some = some(from.objective());
    return some == from.objective() ? to : some.at(to.point());
  }

  @Override
  public void report(ObjDoubleConsumer<String> out) {
    inner.report(out);
  }

  @Override
  public void exchange(State state) {
    fixedSeed = state.exchange("seed", fixedSeed);
    state.exchange("of", inner);
  }
}
