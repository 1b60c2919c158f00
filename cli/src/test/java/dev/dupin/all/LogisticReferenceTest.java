package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.objectives.data.LibsvmSource;
import dev.dupin.objectives.regression.LogisticRegression;
import dev.dupin.objectives.regression.SoftmaxRegression;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.testkit.Kit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every case of the reference optima, binary and softmax, found by a trust region with the exact
 * Hessian.
 */
class LogisticReferenceTest {

  private static final double RELATIVE = 1e-12;

  /** The verdict's default limit. */
  private static final int DENSE = 1000;

  /**
   * One case of the reference.
   *
   * @param parameter lambda of a mean loss, C of LIBLINEAR's form
   */
  record Case(String data, String form, double parameter, double optimum) {

    boolean isMean() {
      return form.endsWith("mean");
    }

    boolean isSoftmax() {
      return form.startsWith("softmax");
    }

    Objective objective() {
      Path file = Kit.require("data/" + data + ".svm");
      LibsvmSource source =
          new LibsvmSource(new LibsvmSource.Config(file, Optional.empty(), false));
      double l2 = isMean() ? parameter : 1 / (parameter * source.load().rows());
      return isSoftmax()
          ? new SoftmaxRegression(new SoftmaxRegression.Config(source, l2, true))
          : new LogisticRegression(new LogisticRegression.Config(source, l2, isMean()));
    }

    /** Returns what f is multiplied with to compare: C N in LIBLINEAR's form, 1 for a mean. */
    double scale(Objective objective) {
      return isMean() ? 1 : parameter * objective.sum().orElseThrow().terms();
    }
  }

  /**
   * One case that is always there, so that the test skips instead of failing where the reference is
   * absent.
   */
  static List<Case> cases() {
    Optional<Path> reference = Kit.find("reference/logistic.json");
    if (reference.isEmpty()) {
      return List.of(new Case("breast_cancer_std", "binary mean", 0.1, 0.19674777778120636));
    }
    List<Case> cases = new ArrayList<>();
    for (JsonNode node : JsonMapper.shared().readTree(reference.get().toFile()).get("cases")) {
      String form = node.get("form").asString();
      double parameter = node.get(node.has("lambda") ? "lambda" : "C").asDouble();
      double optimum = Double.parseDouble(node.get("f_star").asString());
      cases.add(new Case(node.get("data").asString(), form, parameter, optimum));
    }
    assertFalse(cases.isEmpty());
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void the_default_trust_region_reaches_the_optimum(Case reference) {
    reaches(reference, TrustRegion.withDefaults());
  }

  /** Without the largest case, whose eigenvalues take a minute. */
  static List<Case> denseCases() {
    return cases().stream().filter(reference -> !reference.data().startsWith("mnist")).toList();
  }

  @ParameterizedTest
  @MethodSource("denseCases")
  void the_exact_subproblem_reaches_the_optimum(Case reference) {
    reaches(reference, TrustRegion.with(new MoreSorensen()));
  }

  private static void reaches(Case reference, StepStrategy step) {
    Objective objective = reference.objective();
    Result result =
        Minimizer.of(objective)
            .hessian(new ExactHessian())
            .step(step)
            .stop(Stop.gradientNorm(1e-10))
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), result.message());
    double f = result.value() * reference.scale(objective);
    assertEquals(reference.optimum(), f, RELATIVE * Math.abs(reference.optimum()));
    Verdict verdict = result.finding(Verdict.class).orElseThrow();
    if (!reference.isSoftmax()) {
      assertEquals(Verdict.Kind.MINIMUM, verdict.kind());
    } else if (objective.dimension() <= DENSE) {
      // The same number on all intercepts changes nothing: one eigenvalue is zero, none negative.
      assertEquals(Verdict.Kind.DEGENERATE, verdict.kind());
      assertEquals(1, verdict.nullity());
      assertEquals(0, verdict.index());
    }
  }
}
