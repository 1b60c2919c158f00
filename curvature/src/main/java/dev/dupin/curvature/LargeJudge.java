package dev.dupin.curvature;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.verdict.LargeSpectrum;
import dev.dupin.curvature.verdict.NewtonPoint;
import dev.dupin.curvature.verdict.SpectrumBounds;

/**
 * Judges a critical point of so many variables that there is no dense Hessian: by bounds of the
 * ends of its spectrum, and never by more than they prove.
 */
final class LargeJudge {

  private final VerdictAnalysis.Config config;
  private final RunContext context;
  private final Evaluation here;
  private final VerdictDraft draft;
  private final int n;
  private final Surroundings around;

  LargeJudge(
      VerdictAnalysis.Config config,
      RunContext context,
      Evaluation here,
      PointErrors errors,
      VerdictDraft draft) {
    this.config = config;
    this.context = context;
    this.here = here;
    this.draft = draft;
    n = here.point().length;
    around = new Surroundings(here, errors.value());
  }

  Verdict verdict() {
    SpectrumBounds bounds;
    try {
      bounds = LargeSpectrum.of(here, context, config.products());
    } catch (RuntimeException failure) {
      return VerdictJudge.unresolved(
          draft, "the Hessian cannot be applied: " + VerdictJudge.reason(failure));
    }
    take(bounds);
    if (bounds.negativeDirection().isPresent()) {
      double[] direction = bounds.negativeDirection().get();
      double size = 1 / Math.sqrt(Math.abs(bounds.smallest().value()));
      VerdictJudge.foundLower(draft, around, Vectors.scale(size, direction));
    }
    draft.addProducts(around.products());
    return classify(bounds);
  }

  private void take(SpectrumBounds bounds) {
    draft.addProducts(bounds.products());
    draft.certificate(bounds.certificate(), Verdict.BOUNDS);
    double error = Math.max(bounds.smallest().error(), bounds.largest().error());
    draft.ends(bounds.smallest().value(), bounds.largest().value(), error);
    double condition =
        bounds.isPositiveDefinite() || bounds.isNegativeDefinite()
            ? Math.max(
                bounds.largest().value() / bounds.smallest().value(),
                bounds.smallest().value() / bounds.largest().value())
            : Double.NaN;
    draft.counts(bounds.negatives(), bounds.whole() ? bounds.nullity() : 0, condition);
  }

  private Verdict classify(SpectrumBounds bounds) {
    String why = ends(bounds);
    if (bounds.isIndefinite()) {
      return draft.finish(Kind.SADDLE, why, VerdictWords.largeSaddle(draft, n, bounds.whole()));
    }
    if (bounds.isPositiveDefinite()) {
      return extremum(Kind.MINIMUM, 1, why);
    }
    if (bounds.isNegativeDefinite()) {
      return extremum(Kind.MAXIMUM, -1, why);
    }
    if (bounds.whole()) {
      draft.decreaseFound(2, bounds.negatives() > 0);
      return draft.finish(Kind.DEGENERATE, why, VerdictWords.largeDegenerate(draft));
    }
    return draft.finish(
        Kind.UNRESOLVED, why + "; " + bounds.remedy(), VerdictWords.largeUnresolved(bounds));
  }

  /** A definite Hessian here proves nothing where it is another one at the Newton point. */
  private Verdict extremum(Kind kind, int sign, String why) {
    NewtonPoint newton = NewtonPoint.of(here, sign, context);
    draft.addProducts(newton.products());
    draft.newton(newton.distance(), Math.sqrt(2 * newton.decrement()));
    if (!newton.known()) {
      return VerdictJudge.unresolved(draft, "the Hessian at the Newton point cannot be computed");
    }
    if (!newton.steady()) {
      return VerdictJudge.unresolved(
          draft,
          "the Hessian is definite here, but changes by more than a quarter up to the Newton point,"
              + " at a distance of "
              + Numbers.brief(newton.distance()));
    }
    return draft.finish(kind, why, VerdictWords.largeExtremum(kind, draft));
  }

  private String ends(SpectrumBounds bounds) {
    return "the gradient norm "
        + Numbers.brief(draft.gradientNorm())
        + " is small; the smallest eigenvalue is "
        + bounds.smallest()
        + ", the largest "
        + bounds.largest()
        + " ("
        + bounds.certificate()
        + ")";
  }
}
