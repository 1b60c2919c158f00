package dev.dupin.curvature;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.testkit.HessianContract;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Every Hessian of this module passes the suite that plugin authors run. */
class HessianContractTest {

  private static Objective logistic() {
    Random random = new Random(6);
    double[][] rows = new double[12][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Functions.normal(random, 5);
    }
    return Functions.logistic(rows);
  }

  private static DynamicContainer suites(String name, HessianProvider hessian, double tolerance) {
    SmoothFunction rosenbrock = Functions.rosenbrock().objective();
    return DynamicContainer.dynamicContainer(
        name,
        Stream.of(
            suite("rosenbrock", hessian, rosenbrock, tolerance),
            suite(
                "rosenbrock by products",
                hessian,
                rosenbrock.offering(Set.of(HessianProducts.class)),
                tolerance),
            suite(
                "rosenbrock by its matrix",
                hessian,
                rosenbrock.offering(Set.of(HessianMatrix.class)),
                tolerance),
            suite("logistic", hessian, logistic(), tolerance)));
  }

  private static DynamicContainer suite(
      String name, HessianProvider hessian, Objective objective, double tolerance) {
    return DynamicContainer.dynamicContainer(
        name, HessianContract.of(hessian, objective, tolerance));
  }

  @TestFactory
  Stream<DynamicContainer> every_hessian_keeps_the_contract() {
    // Central differences are good to eps^(2/3), forward ones to the root of eps.
    return Stream.of(
        suites("exact", new ExactHessian(), 1e-10),
        suites("central", FiniteDifferenceHessian.withDefaults(), 1e-7),
        suites(
            "forward",
            new FiniteDifferenceHessian(
                new FiniteDifferenceHessian.Config(FiniteDifferenceHessian.Scheme.FORWARD)),
            1e-5),
        suites("identity", new IdentityHessian(), 1e-14),
        suites("bfgs", BfgsHessian.withDefaults(), 1e-10),
        suites("damped bfgs", new BfgsHessian(new BfgsHessian.Config(false, 1e-8, true)), 1e-10),
        suites("l-bfgs", LimitedMemoryBfgsHessian.withDefaults(), 1e-10),
        suites(
            "short l-bfgs",
            new LimitedMemoryBfgsHessian(new LimitedMemoryBfgsHessian.Config(2, true, 1e-8, true)),
            1e-10));
  }
}
