package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Subproblem;
import dev.dupin.curvature.BfgsHessian;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.LimitedMemoryBfgsHessian;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.optimizers.subproblem.Preconditioning;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.testkit.RunContract;
import dev.dupin.testkit.RunContract.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Trust regions that are round in the norm of a Hessian that has an inverse of its own. */
class PreconditionedRegionTest {

  private static Subproblem steihaug() {
    return new SteihaugCg(
        new SteihaugCg.Config(
            0.1, Optional.empty(), Preconditioning.INVERSE, OptionalDouble.empty()));
  }

  private static Subproblem gltr() {
    return new Gltr(
        new Gltr.Config(0.1, Optional.empty(), Preconditioning.INVERSE, OptionalDouble.of(1e-3)));
  }

  @TestFactory
  Stream<DynamicContainer> the_contract_of_runs_holds() {
    List<DynamicContainer> contracts = new ArrayList<>();
    add(contracts, "steihaug-cg with bfgs", BfgsHessian.withDefaults(), steihaug());
    HessianProvider limited = LimitedMemoryBfgsHessian.withDefaults();
    add(contracts, "steihaug-cg with l-bfgs", limited, steihaug());
    add(contracts, "gltr with l-bfgs and a shift", limited, gltr());
    return contracts.stream();
  }

  private static void add(
      List<DynamicContainer> contracts,
      String name,
      HessianProvider hessian,
      Subproblem subproblem) {
    StepStrategy step = TrustRegion.with(subproblem);
    contracts.add(dynamicContainer(name, RunContract.of(hessian, step, Strength.VALLEY)));
  }

  /** In the norm of B the trust-region step is the quasi-Newton step, made shorter. */
  @Test
  void a_secant_hessian_needs_one_product_a_step() {
    double[] most = new double[1];
    Result result =
        Minimizer.of(MoreGarbowHillstrom.problem(21))
            .hessian(BfgsHessian.withDefaults())
            .step(TrustRegion.with(steihaug()))
            .stop(Stop.gradientNorm(1e-8))
            .observe(
                event -> {
                  if (event.trial() > 0) {
                    most[0] = Math.max(most[0], event.number("cgIterations"));
                  }
                })
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    assertEquals(1, most[0]);
  }

  @Test
  void a_hessian_that_may_be_indefinite_is_refused_before_the_run() {
    Minimizer minimizer =
        Minimizer.of(MoreGarbowHillstrom.problem(1))
            .hessian(new ExactHessian())
            .step(TrustRegion.with(steihaug()));
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, minimizer::run);
    assertTrue(
        String.valueOf(refused.getMessage()).contains("needs a positive-definite"),
        refused::toString);
  }
}
