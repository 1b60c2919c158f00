package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.objectives.data.LibsvmSource;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.objectives.network.Activation;
import dev.dupin.objectives.network.NeuralNetwork;
import dev.dupin.objectives.regression.SoftmaxRegression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * Every Hessian with every step, where they go together, on four problems: an ill-conditioned
 * quadratic of 50 variables, Rosenbrock's of 10, a softmax regression and a network on digits. The
 * digits are 150 images of the data set, four pixels of each made one, so that the dense methods
 * stay quick; the runs on them are short.
 */
class FourProblemsTest {

  private static final Path DIGITS =
      Path.of(System.getProperty("dupin.root", "..")).resolve("experiments/data/digits.svm");

  private static final int IMAGES = 150;
  private static final int SIDE = 8;

  /**
   * As near to the Hessian as to converge superlinearly, or to learn it from a run; l-bfgs with its
   * ten pairs creeps where the condition number is 1e4.
   */
  private static final Set<String> GOOD = Set.of("exact", "finite-difference", "bfgs", "sr1");

  /**
   * A problem.
   *
   * @param iterations that are enough for a good Hessian under a globalised step
   * @param toTheEnd whether they are
   */
  private record Problem(String name, Objective objective, long iterations, boolean toTheEnd) {}

  private static List<Problem> problems() {
    double[] eigenvalues = new double[50];
    for (int i = 0; i < eigenvalues.length; i++) {
      eigenvalues[i] = Math.pow(10, 4.0 * i / (eigenvalues.length - 1));
    }
    Quadratic.Config quadratic =
        new Quadratic.Config(
            Optional.empty(),
            Optional.of(eigenvalues),
            Quadratic.Rotation.RANDOM,
            1,
            Optional.of(new SplittableRandom(2).doubles(50, -1, 1).toArray()));
    return List.of(
        new Problem("quadratic", new Quadratic(quadratic), 400, true),
        new Problem("rosenbrock", new Rosenbrock(new Rosenbrock.Config(10)), 400, true),
        new Problem("softmax", softmax(FourProblemsTest::fewDigits), 4, false),
        new Problem("network", network(FourProblemsTest::fewDigits, 4), 2, false));
  }

  /** All images with all their pixels. */
  private static List<Problem> problemsInFullSize() {
    return List.of(
        new Problem("softmax", softmax(FourProblemsTest::digits), 4, false),
        new Problem("64-16-10 network", network(FourProblemsTest::digits, 16), 2, false));
  }

  private static Objective softmax(DataSource data) {
    return new SoftmaxRegression(new SoftmaxRegression.Config(data, 1e-3, true));
  }

  private static Objective network(DataSource data, int hidden) {
    return new NeuralNetwork(
        new NeuralNetwork.Config(
            data, List.of(hidden), Activation.TANH, Optional.empty(), 1e-3, false, false));
  }

  private static Dataset digits() {
    return new LibsvmSource(new LibsvmSource.Config(DIGITS, Optional.of(SIDE * SIDE), false))
        .load();
  }

  /** The first images, four pixels taken together. */
  private static Dataset fewDigits() {
    int[] first = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      first[i] = i;
    }
    Dataset some = digits().select(first);
    double[] pixels = ((DenseFeatures) some.features()).values();
    int half = SIDE / 2;
    double[] pooled = new double[IMAGES * half * half];
    for (int k = 0; k < pixels.length; k++) {
      int image = k / (SIDE * SIDE);
      int row = k % (SIDE * SIDE) / SIDE / 2;
      int column = k % SIDE / 2;
      pooled[image * half * half + row * half + column] += pixels[k] / 4;
    }
    return new Dataset(
        "digits",
        new DenseFeatures(IMAGES, half * half, pooled),
        Dataset.numberedNames("p", half * half),
        some.target(),
        some.lines());
  }

  @TestFactory
  Stream<DynamicTest> every_pair_ends_well() {
    return over(problems());
  }

  @TestFactory
  @Tag("full-size")
  Stream<DynamicTest> every_pair_ends_well_in_full_size() {
    return over(problemsInFullSize());
  }

  private static Stream<DynamicTest> over(List<Problem> problems) {
    return problems.stream()
        .flatMap(
            problem ->
                BuiltInParts.hessians().keySet().stream()
                    .filter(hessian -> fits(problem, hessian))
                    .map(
                        hessian ->
                            dynamicTest(
                                problem.name() + ", " + hessian, () -> runAll(problem, hessian))));
  }

  private static boolean fits(Problem problem, String hessian) {
    HessianProvider provider = BuiltInParts.hessians().get(hessian);
    return provider != null && Compatibility.check(problem.objective(), provider).isEmpty();
  }

  private static void runAll(Problem problem, String hessian) {
    List<Executable> checks = new ArrayList<>();
    for (Pair pair : Pair.on(problem.objective(), hessian)) {
      checks.add(() -> run(problem, pair));
    }
    assertTrue(checks.size() >= 10, "only " + checks.size() + " steps go with it");
    assertAll(checks);
  }

  private static void run(Problem problem, Pair pair) {
    double[] start = problem.objective().start(new SplittableRandom(1));
    Result result =
        pair.minimize(problem.objective())
            .start(start)
            .seed(1)
            .stop(Stop.gradientNorm(1e-5), Stop.maxIterations(problem.iterations()))
            .run();
    String told = pair + " " + result.status() + ": " + result.message();
    boolean diverges = !pair.isGlobalised() && result.status() == Status.NOT_FINITE;
    assertTrue(result.status().category() != Category.FAILED || diverges, told);
    if (pair.isGlobalised()) {
      double before = problem.objective().at(start).value();
      assertTrue(result.value() <= before, told);
      assertTrue(result.value() < before, told + ": it went nowhere");
      boolean shouldConverge =
          problem.toTheEnd() && GOOD.contains(pair.hessianName()) && !pair.isSteepestDescent();
      if (shouldConverge) {
        assertEquals(Category.CONVERGED, result.status().category(), told);
      }
    }
  }

  /**
   * A Hessian that runs here runs under every step, unless the step needs a definite one, which
   * this one does not promise, or a structure, which the problem does not have.
   */
  @Test
  void pairs_are_refused_for_a_missing_structure_or_a_mathematical_reason_alone() {
    int refused = 0;
    for (Problem problem : problems()) {
      for (Map.Entry<String, HessianProvider> hessian : BuiltInParts.hessians().entrySet()) {
        if (!fits(problem, hessian.getKey())) {
          assertTrue(
              hessian.getValue().requires().structures().stream()
                      .anyMatch(
                          any -> problem.objective().structures().stream().noneMatch(any::contains))
                  || hessian.getValue().requires().terms(),
              problem.name() + ", " + hessian.getKey());
          continue;
        }
        for (Map.Entry<String, StepStrategy> step : BuiltInParts.steps().entrySet()) {
          List<Compatibility.Mismatch> mismatches =
              Compatibility.check(problem.objective(), hessian.getValue(), step.getValue());
          refused += mismatches.isEmpty() ? 0 : 1;
          for (Compatibility.Mismatch mismatch : mismatches) {
            String told = hessian.getKey() + " + " + step.getKey() + ": " + mismatch;
            boolean isSign =
                step.getKey().contains("dogleg")
                    && mismatch.toString().contains("needs a positive-definite hessian");
            assertTrue(isSign, told);
          }
        }
      }
    }
    assertTrue(refused > 0, "the doglegs refuse the exact Hessian");
  }
}
