package dev.dupin.curvature;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.verdict.ScaledSpectrum;
import dev.dupin.curvature.verdict.Surroundings;

/**
 * Judges a critical point at which some eigenvalue counts as zero and the others are of one sign.
 */
@SuppressWarnings("UnusedVariable")
final class DegenerateJudge {

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
      String falls = "f falls along the negative eigenvalues";
      return finish(silent + "; " + falls, falls);
    }
    return finish(silent, "x");
  }

  private Verdict finish(String explanation, String probed) {
    draft.addProducts(around.products());
    return draft.finish(
        Kind.DEGENERATE, explanation, VerdictWords.degenerate(draft, draft.fallsAnyway(), probed));
  }
}
