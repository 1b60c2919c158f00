package dev.dupin.curvature;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.verdict.DegeneratePoint;
import dev.dupin.curvature.verdict.HigherOrder;
import dev.dupin.curvature.verdict.HigherOrder.Outcome;
import dev.dupin.curvature.verdict.LowerNeighbour;
import dev.dupin.curvature.verdict.ScaledSpectrum;

/**
 * Judges a critical point at which some eigenvalue counts as zero and the others are of one sign.
 */
final class DegenerateJudge {

  /**
   * A cubic term falls one way or the other, however short the way; the error of a term of higher
   * order may be an estimate, so that a lower value has to be seen.
   */
  private static final int DECIDES_WITHOUT_LENGTH = 3;

  private final VerdictAnalysis.Config config;
  private final RunContext context;
  private final Evaluation here;
  private final ScaledSpectrum seen;
  private final Surroundings around;
  private final VerdictDraft draft;

  DegenerateJudge(
      VerdictAnalysis.Config config,
      RunContext context,
      Evaluation here,
      ScaledSpectrum seen,
      Surroundings around,
      VerdictDraft draft) {
    this.config = config;
    this.context = context;
    this.here = here;
    this.seen = seen;
    this.around = around;
    this.draft = draft;
  }

  Verdict verdict(String silent, PointErrors errors) {
    if (seen.index() > 0) {
      double[] steepest = Vectors.scale(1 / Math.sqrt(-seen.scaledValue(0)), seen.direction(0));
      VerdictJudge.foundLower(draft, around, steepest);
      draft.decreaseFound(2, true);
      return finish(silent, "f falls along the negative eigenvalues");
    }
    if (here.objective().isConvex()) {
      return finish(silent, "f is convex: a critical point is a minimum, if not a strict one");
    }
    if (config.probes() == 0) {
      return finish(silent, "higher orders were not probed");
    }
    HigherOrder found =
        new DegeneratePoint(
                here,
                seen.nullDirections(),
                seen::inverse,
                errors.value(),
                context.random("probe"),
                config.probes())
            .judge();
    draft.addProducts(found.products());
    double[] point = found.point();
    boolean seen = point != null || found.order() == DECIDES_WITHOUT_LENGTH;
    draft.decreaseFound(found.order(), found.outcome() == Outcome.DECREASE && seen);
    if (point != null) {
      draft.witness(new LowerNeighbour(point, found.value()));
    }
    return finish(silent, found.sentence());
  }

  private Verdict finish(String silent, String found) {
    draft.addProducts(around.products());
    String words = VerdictWords.degenerate(draft, draft.fallsAnyway(), found);
    return draft.finish(Kind.DEGENERATE, silent + "; " + found, words);
  }
}
