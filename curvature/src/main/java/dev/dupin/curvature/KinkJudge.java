package dev.dupin.curvature;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.KinkProbe;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.verdict.LowerNeighbour;

/** Judges a point where f is not differentiable: by values around it, since nothing else holds. */
final class KinkJudge {

  private final RunContext context;
  private final Evaluation here;
  private final PointErrors errors;
  private final VerdictDraft draft;

  KinkJudge(RunContext context, Evaluation here, PointErrors errors, VerdictDraft draft) {
    this.context = context;
    this.here = here;
    this.errors = errors;
    this.draft = draft;
  }

  Verdict verdict() {
    Surroundings around = new Surroundings(here, errors.value());
    KinkProbe probe = KinkProbe.around(around, context.random("kink"));
    draft.addProducts(around.products());
    draft.around(probe.lowest(), probe.count());
    probe
        .lower()
        .ifPresent(lower -> draft.witness(new LowerNeighbour(lower.point(), lower.value())));
    String found =
        probe
            .lower()
            .map(lower -> "f is lower, " + Numbers.brief(lower.value()) + ", at a point nearby")
            .orElse("f is lowest here among " + probe.count() + " points around");
    String what =
        errors.hasGradient(context.gradientTolerance())
            ? "not twice differentiable here"
            : "not differentiable here";
    String why = what + ": second derivatives say nothing; " + found;
    draft.certificate("none: " + what + "; " + found, Verdict.NONE);
    return draft.finish(Kind.UNRESOLVED, why, VerdictWords.kink(what, draft, probe.count()));
  }
}
