package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Trait;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.optimizers.NewtonCg;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.testkit.Kit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Hessian products of the matrix-free methods over all reference optima, against those of
 * SciPy's trust-ncg, which are in the reference.
 */
class LogisticCountsTest {

  private static final double RELATIVE_GAP = 1e-12;

  static Stream<Arguments> methods() {
    return Stream.of(
        Arguments.of("newton-cg", NewtonCg.withDefaults()),
        Arguments.of("gltr", TrustRegion.with(Gltr.withDefaults())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void fewer_products_than_trust_ncg(String name, StepStrategy step) throws IOException {
    double allowed = referenceProducts();
    double products = 0;
    for (LogisticReferenceTest.Case reference : LogisticReferenceTest.cases()) {
      products += products(reference, step);
    }
    assertTrue(products < allowed, name + " took " + products + " products of " + allowed);
  }

  private static double products(LogisticReferenceTest.Case reference, StepStrategy step) {
    Objective objective = reference.objective();
    assertTrue(new ExactHessian().traits(objective).contains(Trait.POSITIVE_SEMIDEFINITE));
    Result result =
        Minimizer.of(objective)
            .hessian(new ExactHessian())
            .step(step)
            .stop(Stop.gradientNorm(1e-10))
            .run();
    assertEquals(Category.CONVERGED, result.status().category(), reference + result.message());
    double f = result.value() * reference.scale(objective);
    double gap = RELATIVE_GAP * Math.abs(reference.optimum());
    assertEquals(reference.optimum(), f, gap, reference.toString());
    assertEquals(0, result.evaluations().hessian(), "matrix-free");
    return result.evaluations().hessianProduct();
  }

  private static double referenceProducts() throws IOException {
    List<String> lines = Files.readAllLines(Kit.require("reference/logreg_scipy_counts.csv"));
    int products = List.of(lines.get(0).split(",")).indexOf("hvp_evals");
    return lines.stream()
        .map(line -> line.split(","))
        .filter(cells -> cells[4].equals("trust-ncg"))
        .mapToDouble(cells -> Double.parseDouble(cells[products]))
        .sum();
  }
}
