package dev.dupin.curvature;

import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.verdict.GradientNoise;
import dev.dupin.curvature.verdict.NullSpaceProbe;
import dev.dupin.curvature.verdict.Spectrum;
import dev.dupin.curvature.verdict.TrueHessian;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reaches the verdict on one point, in the order of {@link Kind}. */
final class VerdictJudge {

  /** |Hg| below this times |H| |g| counts as stationary for |g|^2. */
  private static final double FLAT = 1e-6;

  private final VerdictAnalysis.Config config;
  private final RunContext context;
  private final Evaluation here;
  private final int n;

  private double gradientNorm = Double.NaN;
  private double gradientNoise = Double.NaN;
  private @Nullable Spectrum spectrum;
  private String certificate = "none";
  private double products;

  VerdictJudge(VerdictAnalysis.Config config, RunContext context, Evaluation here) {
    this.config = config;
    this.context = context;
    this.here = here;
    this.n = here.point().length;
  }

  Verdict verdict() {
    try {
      gradientNorm = Vectors.norm(here.gradient());
      if (!Double.isFinite(here.value()) || !Double.isFinite(gradientNorm)) {
        return unresolved("f or its gradient is not finite");
      }
    } catch (RuntimeException failure) {
      return unresolved("f and its gradient cannot be evaluated: " + reason(failure));
    }
    gradientNoise = GradientNoise.of(here, context.random("noise"));
    products += GradientNoise.PROBES;
    boolean critical = gradientNorm <= context.gradientTolerance() || gradientNorm <= gradientNoise;
    Optional<String> obstacle = decompose();
    if (!critical) {
      return notCritical(obstacle);
    }
    return obstacle
        .or(this::compareWithNewtonPoint)
        .map(this::unresolved)
        .orElseGet(this::classify);
  }

  /** Computes the spectrum, or returns why there is none. */
  private Optional<String> decompose() {
    if (n > config.denseLimit()) {
      return Optional.of(
          n + " variables are more than the " + config.denseLimit() + " of verdict.denseLimit");
    }
    // The Hessian here and at the Newton point, eigenvectors, and the library's copies.
    Optional<String> tooLarge = DenseMemory.problem(n, 5, "a lower verdict.denseLimit");
    if (tooLarge.isPresent()) {
      return tooLarge;
    }
    try {
      TrueHessian hessian = TrueHessian.at(here, gradientNoise);
      products += hessian.products();
      spectrum = new Spectrum(hessian);
      certificate = hessian.certificate();
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of("the Hessian cannot be computed: " + reason(failure));
    }
  }

  private Verdict notCritical(Optional<String> obstacle) {
    String above =
        "the gradient norm "
            + Numbers.brief(gradientNorm)
            + " is above its tolerance "
            + Numbers.brief(context.gradientTolerance())
            + " and above its noise floor "
            + Numbers.brief(gradientNoise);
    if (spectrum == null) {
      return verdict(Kind.NOT_CRITICAL, above + "; no eigenvalues: " + obstacle.orElse(""));
    }
    double curved = Vectors.norm(product(spectrum.eigen(), here.gradient()));
    if (curved <= FLAT * spectrum.eigen().norm() * gradientNorm) {
      return verdict(
          Kind.GRADIENT_FLAT,
          above
              + ", but |Hg| = "
              + Numbers.brief(curved)
              + " is at most 1e-6 |H| |g|: stationary for |g|^2, not for f");
    }
    return verdict(Kind.NOT_CRITICAL, above);
  }

  private static double[] product(DenseEigen eigen, double[] v) {
    double[] product = new double[v.length];
    for (int k = 0; k < v.length; k++) {
      eigen.addScaled(product, eigen.value(k) * eigen.component(k, v), k);
    }
    return product;
  }

  /** Looks at the Hessian where the gradient should vanish, or returns why that is not possible. */
  private Optional<String> compareWithNewtonPoint() {
    Spectrum seen = spectrum();
    double[] newtonPoint = Vectors.add(here.point(), seen.newtonStep(here.gradient()));
    if (Vectors.sameEntries(newtonPoint, here.point())) {
      seen.settle();
      return Optional.empty();
    }
    try {
      TrueHessian there = TrueHessian.withoutError(here.objective().at(newtonPoint));
      products += there.products();
      seen.compare(DenseEigen.valuesOf(there.matrix()));
      return Optional.empty();
    } catch (RuntimeException failure) {
      return Optional.of(
          "the Hessian at the Newton point, at a distance of "
              + Numbers.brief(Vectors.norm(Vectors.subtract(newtonPoint, here.point())))
              + ", cannot be computed: "
              + reason(failure));
    }
  }

  private Verdict classify() {
    Spectrum seen = spectrum();
    if (seen.index() > 0 && seen.positives() > 0) {
      return verdict(Kind.SADDLE, critical() + "; " + signs());
    }
    if (seen.nullity() > 0) {
      return degenerate();
    }
    Kind kind = seen.index() == 0 ? Kind.MINIMUM : Kind.MAXIMUM;
    return verdict(kind, critical() + "; " + signs());
  }

  private Verdict degenerate() {
    Spectrum seen = spectrum();
    String silent = critical() + "; " + signs() + "; the second-derivative test is silent";
    if (seen.index() > 0) {
      String falls = "; f falls along the negative eigenvalues";
      return verdict(Kind.DEGENERATE, silent + falls, true);
    }
    if (config.probes() == 0) {
      return verdict(Kind.DEGENERATE, silent + "; higher orders were not probed");
    }
    NullSpaceProbe probe = new NullSpaceProbe(here, seen, context.random("probe"));
    boolean decrease = probe.decreases(config.probes());
    products += probe.products();
    return verdict(Kind.DEGENERATE, silent + "; " + probe.outcome(), decrease);
  }

  private String critical() {
    double tolerance = context.gradientTolerance();
    String bound =
        gradientNorm <= tolerance
            ? " is within its tolerance " + Numbers.brief(tolerance)
            : " is within its noise floor " + Numbers.brief(gradientNoise);
    return "the gradient norm " + Numbers.brief(gradientNorm) + bound;
  }

  private String signs() {
    Spectrum seen = spectrum();
    String signs =
        "of "
            + n
            + (n == 1 ? " eigenvalue" : " eigenvalues")
            + " from "
            + Numbers.brief(seen.eigen().value(0))
            + " to "
            + Numbers.brief(seen.eigen().value(n - 1))
            + ", each to within "
            + Numbers.brief(seen.error())
            + ", "
            + seen.positives()
            + " proven positive, "
            + seen.index()
            + " proven negative, "
            + seen.nullity()
            + " zero";
    return seen.isUnsteady()
        ? signs
            + " (one changes by "
            + Math.round(100 * seen.change())
            + " % up to the Newton point: a smaller gradient may tell more)"
        : signs;
  }

  private Spectrum spectrum() {
    if (spectrum == null) {
      throw new IllegalStateException("the spectrum is asked for before it is computed");
    }
    return spectrum;
  }

  private Verdict unresolved(String why) {
    certificate = "none: " + why;
    return verdict(Kind.UNRESOLVED, why);
  }

  private Verdict verdict(Kind kind, String explanation) {
    return verdict(kind, explanation, false);
  }

  private Verdict verdict(Kind kind, String explanation, boolean decreaseFound) {
    Spectrum seen = spectrum;
    return new Verdict(
        kind,
        seen == null ? 0 : seen.index(),
        seen == null ? 0 : seen.nullity(),
        seen == null ? Double.NaN : seen.eigen().value(0),
        seen == null ? Double.NaN : seen.eigen().value(n - 1),
        seen == null ? Double.NaN : seen.conditionNumber(),
        certificate,
        seen == null ? Double.NaN : (double) seen.index() / n,
        gradientNorm,
        context.gradientTolerance(),
        gradientNoise,
        seen == null ? Double.NaN : seen.error(),
        seen == null ? Double.NaN : seen.change(),
        decreaseFound,
        (long) Math.ceil(products),
        explanation);
  }

  private static String reason(RuntimeException failure) {
    String message = failure.getMessage();
    return failure instanceof NumericalFailureException && message != null
        ? message
        : failure.toString();
  }
}
