package dev.dupin.curvature;

import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.verdict.LowerNeighbour;
import dev.dupin.curvature.verdict.ScaledSpectrum;
import dev.dupin.curvature.verdict.TrueHessian;
import java.util.Optional;

/**
 * Reaches the verdict on one point: is the function differentiable here, is the point critical, and
 * if so, what do second derivatives say. The last is the work of {@link DenseJudge}, or of {@link
 * LargeJudge} above the dense limit.
 */
final class VerdictJudge {

  /** |Hg| below this times |H| |g| counts as stationary for |g|^2. */
  private static final double FLAT = 1e-6;

  /** An entry of the gradient that is this many times its own error is no rounding. */
  private static final double BEYOND_ROUNDING = 100;

  private final VerdictAnalysis.Config config;
  private final RunContext context;
  private final Evaluation here;
  private final int n;
  private final VerdictDraft draft;
  private Optional<ScaledSpectrum> spectrum = Optional.empty();

  VerdictJudge(VerdictAnalysis.Config config, RunContext context, Evaluation here) {
    this.config = config;
    this.context = context;
    this.here = here;
    this.n = here.point().length;
    draft = new VerdictDraft(n, context.gradientTolerance());
  }

  Verdict verdict() {
    PointErrors errors;
    try {
      draft.gradientNorm(Vectors.norm(here.gradient()));
      draft.value(here.value());
      if (!Double.isFinite(here.value()) || !Double.isFinite(draft.gradientNorm())) {
        return unresolved(draft, "f or its gradient is not finite");
      }
      errors = PointErrors.of(here, context.random("noise"));
    } catch (RuntimeException failure) {
      return unresolved(draft, "f and its gradient cannot be evaluated: " + reason(failure));
    }
    draft.errors(errors, Vectors.norm(errors.gradient()));
    draft.addProducts(errors.products());
    if (!errors.isDifferentiable()) {
      return new KinkJudge(context, here, errors, draft).verdict();
    }
    double unexplained = unexplained(here.gradient(), errors.gradient());
    if (!(unexplained <= context.gradientTolerance())) {
      return notCritical(errors, unexplained);
    }
    if (isTooLarge()) {
      return new LargeJudge(config, context, here, errors, draft).verdict();
    }
    return new DenseJudge(config, context, here, errors, draft).verdict();
  }

  private boolean isTooLarge() {
    return n > config.denseLimit()
        || DenseMemory.problem(n, DenseJudge.MATRICES, "fewer variables").isPresent();
  }

  /** Returns the norm of the entries of a gradient that are no rounding. */
  private static double unexplained(double[] gradient, double[] errors) {
    double[] rest = gradient.clone();
    for (int i = 0; i < rest.length; i++) {
      rest[i] = Math.abs(rest[i]) <= BEYOND_ROUNDING * errors[i] ? 0 : rest[i];
    }
    return Vectors.norm(rest);
  }

  private Verdict notCritical(PointErrors errors, double unexplained) {
    String above =
        "the gradient norm "
            + Numbers.brief(draft.gradientNorm())
            + " is above its tolerance "
            + Numbers.brief(context.gradientTolerance())
            + ", and its entries that are above 100 times their own errors have the norm "
            + Numbers.brief(unexplained);
    String obstacle = decompose(errors);
    if (!obstacle.isEmpty()) {
      return draft.finish(
          Kind.NOT_CRITICAL, above + "; no eigenvalues: " + obstacle, VerdictWords.notCritical());
    }
    double flatness = flatness(spectrum.orElseThrow());
    if (flatness <= FLAT) {
      return draft.finish(
          Kind.GRADIENT_FLAT,
          above
              + ", but |Hg| / (|H| |g|) = "
              + Numbers.brief(flatness)
              + " is at most 1e-6: stationary for |g|^2, not for f",
          VerdictWords.gradientFlat());
    }
    return draft.finish(Kind.NOT_CRITICAL, above, VerdictWords.notCritical());
  }

  /** Shows the eigenvalues of a point that is not critical, or returns why there are none. */
  private String decompose(PointErrors errors) {
    if (isTooLarge()) {
      return n + " variables are too many for a dense Hessian (verdict.denseLimit)";
    }
    try {
      TrueHessian found = TrueHessian.at(here, errors.gradient(), context.random("hessian"));
      draft.addProducts(found.products());
      ScaledSpectrum seen = new ScaledSpectrum(found, here.point());
      spectrum = Optional.of(seen);
      draft.spectrum(seen);
      draft.certificate(found.certificate(), Verdict.MEASURED);
      return "";
    } catch (RuntimeException failure) {
      return "the Hessian cannot be computed: " + reason(failure);
    }
  }

  /** |H g| / (|H| |g|) in scaled variables, so that units do not matter. */
  private double flatness(ScaledSpectrum seen) {
    double size = Vectors.maxAbs(here.gradient());
    return seen.flatness(Vectors.scale(1 / size, here.gradient()));
  }

  static Verdict unresolved(VerdictDraft draft, String why) {
    draft.certificate("none: " + why, Verdict.NONE);
    return draft.finish(Kind.UNRESOLVED, why, VerdictWords.unresolved(why));
  }

  static String reason(RuntimeException failure) {
    String message = failure.getMessage();
    return failure instanceof NumericalFailureException && message != null
        ? message
        : failure.toString();
  }

  /** Searches a lower point along a direction of negative curvature, and keeps it. */
  static boolean foundLower(VerdictDraft draft, Surroundings around, double[] direction) {
    Optional<LowerNeighbour> lower = LowerNeighbour.along(around, direction);
    lower.ifPresent(draft::witness);
    return lower.isPresent();
  }
}
