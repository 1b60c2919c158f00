package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.objectives.data.LibsvmSource;
import dev.dupin.testkit.Kit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The optima of other solvers, known to 1e-12 relative, reached from our derivatives by Newton. */
final class LogisticReferenceTest {

  // The optima there are "agreed to 1e-12 relative".
  private static final double TOLERANCE = 1e-12;

  @TestFactory
  List<DynamicTest> newton_reaches_every_binary_optimum() {
    JsonNode reference =
        JsonMapper.shared().readTree(Kit.require("reference/logistic.json").toFile());
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode problem : reference.get("cases")) {
      String form = problem.get("form").asString();
      if (form.startsWith("binary")) {
        String data = problem.get("data").asString();
        String weight = (problem.has("C") ? "C " + problem.get("C") : problem.get("lambda")) + "";
        tests.add(DynamicTest.dynamicTest(data + " " + form + " " + weight, () -> solve(problem)));
      }
    }
    assertEquals(27, tests.size(), "binary problems of the reference");
    return tests;
  }

  private static void solve(JsonNode problem) {
    LogisticRegression regression = regression(problem);
    double factor = factor(problem, regression);
    double atZero = number(problem, "f_at_zero");
    assertEquals(atZero, factor * start(regression).value(), TOLERANCE * atZero);
    Evaluation end = Newton.minimum(regression);
    double optimum = number(problem, "f_star");
    assertEquals(optimum, factor * end.value(), TOLERANCE * optimum);
    // The objective is flat to rounding at the optimum: weights are known to about 1e-7 only.
    JsonNode weights = problem.get("weights_first5");
    for (int j = 0; j < weights.size(); j++) {
      double weight = Double.parseDouble(weights.get(j).asString());
      assertEquals(weight, end.point()[j], 1e-6 * Math.max(1, Math.abs(weight)));
    }
  }

  private static LogisticRegression regression(JsonNode problem) {
    LibsvmSource source =
        new LibsvmSource(
            new LibsvmSource.Config(
                Kit.require("data/" + problem.get("data").asString() + ".svm"),
                Optional.empty(),
                false));
    if (problem.has("lambda")) {
      double lambda = problem.get("lambda").asDouble();
      return new LogisticRegression(new LogisticRegression.Config(source, lambda, true));
    }
    double l2 = 1 / (problem.get("C").asDouble() * source.load().rows());
    return new LogisticRegression(new LogisticRegression.Config(source, l2, false));
  }

  /** LIBLINEAR minimises C times the sum of losses where we take their mean. */
  private static double factor(JsonNode problem, LogisticRegression regression) {
    int rows = regression.sum().orElseThrow().terms();
    return problem.has("C") ? problem.get("C").asDouble() * rows : 1;
  }

  private static double number(JsonNode problem, String name) {
    return Double.parseDouble(problem.get(name).asString());
  }

  private static Evaluation start(LogisticRegression regression) {
    return regression.at(new double[regression.dimension()]);
  }
}
