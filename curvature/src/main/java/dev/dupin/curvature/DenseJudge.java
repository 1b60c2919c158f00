package dev.dupin.curvature;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.verdict.IntervalProof;
import dev.dupin.curvature.verdict.IntervalProof.Theorem;
import dev.dupin.curvature.verdict.Neighbours;
import dev.dupin.curvature.verdict.ScaledSpectrum;
import dev.dupin.curvature.verdict.TrueHessian;
import java.util.Optional;

/** Judges a critical point by its dense Hessian. */
final class DenseJudge {

  /**
   * How many matrices of n x n doubles are held at once: the Hessian, its errors, both scaled, the
   * eigenvectors, the copies of the library, and the Hessian at the Newton point.
   */
  static final int MATRICES = 9;

  /** Above this many variables the Hessian is not looked at at the nearer end of the step. */
  private static final int BOTH_ENDS_UP_TO = 200;

  /** So often directions may be given up: one after the other in a creep along several. */
  private static final int ROUNDS = 12;

  private final VerdictAnalysis.Config config;
  private final RunContext context;
  private final Evaluation here;
  private final PointErrors errors;
  private final VerdictDraft draft;
  private final int n;
  private final Surroundings around;

  DenseJudge(
      VerdictAnalysis.Config config,
      RunContext context,
      Evaluation here,
      PointErrors errors,
      VerdictDraft draft) {
    this.config = config;
    this.context = context;
    this.here = here;
    this.errors = errors;
    this.draft = draft;
    n = here.point().length;
    around = new Surroundings(here, errors.value());
  }

  Verdict verdict() {
    TrueHessian hessian;
    ScaledSpectrum seen;
    try {
      hessian = TrueHessian.at(here, errors.gradient(), context.random("hessian"));
      draft.addProducts(hessian.products());
      seen = new ScaledSpectrum(hessian, here.point());
      draft.certificate(hessian.certificate(), Verdict.MEASURED);
    } catch (RuntimeException failure) {
      return VerdictJudge.unresolved(
          draft, "the Hessian cannot be computed: " + VerdictJudge.reason(failure));
    }
    draft.spectrum(seen);
    if (seen.nullity() == 0) {
      newton(seen);
    }
    String obstacle = compareWithNewtonPoint(seen, hessian);
    draft.spectrum(seen);
    String unproven = prove(seen);
    if (draft.isProven()) {
      return finish(classified(draft.index(), n - draft.index()), seen, unproven);
    }
    return obstacle.isEmpty() ? measured(seen, unproven) : VerdictJudge.unresolved(draft, obstacle);
  }

  private Verdict measured(ScaledSpectrum seen, String unproven) {
    Kind kind = classified(seen.index(), seen.positives());
    return kind == Kind.DEGENERATE
        ? new DegenerateJudge(config, context, here, seen, around, draft)
            .verdict(silent(seen), errors)
        : finish(kind, seen, unproven);
  }

  private Kind classified(int negatives, int positives) {
    if (negatives > 0 && positives > 0) {
      return Kind.SADDLE;
    }
    if (negatives + positives < n) {
      return Kind.DEGENERATE;
    }
    return negatives == 0 ? Kind.MINIMUM : Kind.MAXIMUM;
  }

  private void newton(ScaledSpectrum seen) {
    double[] step = seen.inverse(here.gradient());
    double decrement = Math.sqrt(Math.abs(Vectors.dot(step, here.gradient())));
    draft.newton(Vectors.norm(step), decrement);
  }

  /**
   * Looks at the Hessian where the gradient may vanish, and again without the directions that
   * changed too much on the way; or returns why that is not possible.
   */
  private String compareWithNewtonPoint(ScaledSpectrum seen, TrueHessian hessian) {
    for (int round = 0; round < ROUNDS; round++) {
      boolean changed = false;
      double[][] steps = seen.newtonSteps(here.gradient(), errors.gradient());
      int ends = n <= BOTH_ENDS_UP_TO ? steps.length : steps.length - 1;
      for (int end = 0; end < ends && !changed; end++) {
        try {
          changed = changesUpTo(steps[end], seen, hessian);
        } catch (RuntimeException failure) {
          return "the Hessian at the Newton point, at a distance of "
              + Numbers.brief(Vectors.norm(steps[end]))
              + ", cannot be computed: "
              + VerdictJudge.reason(failure);
        }
      }
      if (!changed) {
        return "";
      }
    }
    return "the eigenvalues change too much up to the Newton point";
  }

  private boolean changesUpTo(double[] step, ScaledSpectrum seen, TrueHessian hessian) {
    double[] newtonPoint = Vectors.add(here.point(), step);
    if (Vectors.sameEntries(newtonPoint, here.point())) {
      seen.settle();
      return false;
    }
    TrueHessian there = hessian.sameAt(here.objective().at(newtonPoint), errors.gradient());
    draft.addProducts(there.products());
    return seen.compare(there.matrix());
  }

  /** Tries a proof by interval arithmetic, or returns why there is none. */
  private String prove(ScaledSpectrum seen) {
    if (n > config.proofLimit()) {
      return n + " variables are more than the " + config.proofLimit() + " of verdict.proofLimit";
    }
    if (seen.zeroWithinError() > 0) {
      return "an eigenvalue is zero to within its error";
    }
    Optional<IntervalProof> proof = IntervalProof.at(here, seen);
    if (proof.isEmpty()) {
      return "this objective gives no bounds over boxes";
    }
    Optional<Theorem> theorem;
    try {
      theorem = proof.get().attempt();
    } catch (RuntimeException failure) {
      return VerdictJudge.reason(failure);
    }
    draft.addProducts(proof.get().products());
    theorem.ifPresent(draft::theorem);
    return proof.get().obstacle();
  }

  private Verdict finish(Kind kind, ScaledSpectrum seen, String unproven) {
    String why = critical() + "; " + signs(seen);
    if (kind != Kind.MINIMUM) {
      boolean found = VerdictJudge.foundLower(draft, around, steepest(seen));
      draft.addProducts(around.products());
      String words = VerdictWords.falling(kind, draft, n, unproven);
      return draft.finish(kind, found ? why : why + "; no lower value was seen", words);
    }
    Neighbours neighbours = new Neighbours(around, seen, here.gradient());
    draft.around(neighbours.lowest(), neighbours.count());
    draft.addProducts(around.products());
    if (neighbours.contradicts() && !draft.isProven()) {
      return VerdictJudge.unresolved(draft, neighbours.contradiction());
    }
    return draft.finish(kind, why, VerdictWords.minimum(draft, here.point(), unproven));
  }

  /** The direction of the most negative eigenvalue of D H D, in whose length f falls by 1/2. */
  private static double[] steepest(ScaledSpectrum seen) {
    return Vectors.scale(1 / Math.sqrt(-seen.scaledValue(0)), seen.direction(0));
  }

  private String silent(ScaledSpectrum seen) {
    return critical() + "; " + signs(seen) + "; the second-derivative test is silent";
  }

  private String critical() {
    double tolerance = context.gradientTolerance();
    String bound =
        draft.gradientNorm() <= tolerance
            ? " is within its tolerance " + Numbers.brief(tolerance)
            : " is within 100 times its noise floor " + Numbers.brief(draft.gradientNoise());
    return "the gradient norm " + Numbers.brief(draft.gradientNorm()) + bound;
  }

  private String signs(ScaledSpectrum seen) {
    String signs =
        "of "
            + n
            + (n == 1 ? " eigenvalue" : " eigenvalues")
            + " from "
            + Numbers.brief(seen.value(0))
            + " to "
            + Numbers.brief(seen.value(n - 1))
            + ", each to within "
            + Numbers.brief(seen.error())
            + ", "
            + seen.positives()
            + " positive beyond the errors of the entries, "
            + seen.index()
            + " negative, "
            + seen.nullity()
            + " zero";
    return seen.withdrawn() > 0
        ? signs
            + " (one changes by "
            + Math.round(100 * seen.change())
            + " % up to the Newton point: a smaller gradient may show more)"
        : signs;
  }
}
