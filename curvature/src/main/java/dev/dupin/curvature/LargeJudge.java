package dev.dupin.curvature;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.run.RunContext;

final class LargeJudge {
  private final VerdictDraft draft;

  LargeJudge(
      VerdictAnalysis.Config config,
      RunContext context,
      Evaluation here,
      PointErrors errors,
      VerdictDraft draft) {
    this.draft = draft;
  }

  Verdict verdict() {
    return VerdictJudge.unresolved(draft, "large");
  }
}
