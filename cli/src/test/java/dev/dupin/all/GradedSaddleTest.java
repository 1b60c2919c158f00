package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.autodiff.Real;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.testkit.TestFunctions;
import dev.dupin.testkit.TestProblems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Saddles whose curvatures differ by up to 24 orders of magnitude: every globalised step leaves
 * them along a negative curvature, however small it is beside the others.
 */
class GradedSaddleTest {

  /** They have no escape, or take every step they compute. */
  private static final Set<String> NOT_GLOBALISED = Set.of("newton", "fixed-step", "perturbed");

  private static final int SEEDS = 12;

  /** Two variables of one size and a turn of their plane. */
  private record Plane(double first, double second, double angle, double[] centre) {

    Real value(Real x, Real y) {
      Real u = x.subtract(centre[0]);
      Real v = y.subtract(centre[1]);
      Real along = u.multiply(Math.cos(angle)).add(v.multiply(Math.sin(angle)));
      Real across = v.multiply(Math.cos(angle)).subtract(u.multiply(Math.sin(angle)));
      return along.square().multiply(first).add(across.square().multiply(second));
    }
  }

  private static Plane plane(RandomGenerator random, boolean negative, double factor, double unit) {
    double size = factor / (unit * unit) * Math.pow(10, random.nextInt(-8, 17));
    double[] centre = new double[2];
    if (random.nextBoolean()) {
      double shift = unit * Math.pow(10, random.nextInt(-8, 1));
      centre = new double[] {shift * random.nextGaussian(), shift * random.nextGaussian()};
    }
    double angle = random.nextBoolean() ? 0 : random.nextDouble(3);
    return new Plane(size, negative ? -size : size, angle, centre);
  }

  private static Objective saddle(int seed) {
    RandomGenerator random = new SplittableRandom(seed);
    double factor = Math.pow(1e12, random.nextInt(-1, 2));
    double unit = Math.pow(1e6, random.nextInt(-1, 2));
    int count = random.nextInt(1, 5);
    int negative = random.nextInt(count);
    List<Plane> planes = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      planes.add(plane(random, k == negative, factor, unit));
    }
    double[] start = planes.stream().flatMapToDouble(p -> Arrays.stream(p.centre())).toArray();
    return TestFunctions.startingAt(
        start,
        x -> {
          Real sum = Real.constant(0);
          for (int k = 0; k < count; k++) {
            sum = sum.add(planes.get(k).value(x[2 * k], x[2 * k + 1]));
          }
          return sum;
        });
  }

  /** An exact saddle of condition 1e16. */
  private static Objective narrow() {
    return TestFunctions.startingAt(
        new double[] {1e-8, 2},
        x -> x[0].subtract(1e-8).square().multiply(1e16).subtract(x[1].subtract(2).square()));
  }

  private static void assertLeft(Objective saddle, StepStrategy step) {
    double[] start = saddle.start(new SplittableRandom(1));
    Result result =
        Minimizer.of(saddle)
            .hessian(new ExactHessian())
            .step(step)
            .stop(Stop.maxIterations(20))
            .run();
    assertTrue(result.value() < saddle.at(start).value(), result.status() + result.message());
    assertNotEquals(Category.CONVERGED, result.status().category(), result.message());
  }

  @TestFactory
  Stream<DynamicContainer> every_globalised_step_leaves_them() {
    return BuiltInParts.steps().entrySet().stream()
        .filter(step -> !NOT_GLOBALISED.contains(step.getKey()))
        .filter(step -> TestProblems.fitting(new ExactHessian(), step.getValue()).isPresent())
        .map(step -> dynamicContainer(step.getKey(), tests(step)));
  }

  private static Stream<DynamicTest> tests(Map.Entry<String, StepStrategy> step) {
    return Stream.concat(
        Stream.of(dynamicTest("condition 1e16", () -> assertLeft(narrow(), step.getValue()))),
        IntStream.range(0, SEEDS)
            .mapToObj(
                seed ->
                    dynamicTest("seed " + seed, () -> assertLeft(saddle(seed), step.getValue()))));
  }
}
