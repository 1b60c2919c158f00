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

  /** Hessians that need a model, on a linear and on a curved one. */
  private static DynamicContainer onModels(String name, HessianProvider hessian) {
    return DynamicContainer.dynamicContainer(
        name,
        Stream.of(
            suite("softmax", hessian, Models.softmax(0.01), 1e-10),
            suite("curve", hessian, Models.curve(), 1e-10)));
  }

  @TestFactory
  Stream<DynamicContainer> every_hessian_of_models_keeps_the_contract() {
    HessianProvider gauss = new GaussNewtonHessian();
    HessianProvider bfgs = BfgsHessian.withDefaults();
    return Stream.of(
        onModels("gauss-newton", gauss),
        onModels("fisher", FisherHessian.withDefaults()),
        onModels("sampled fisher", new FisherHessian(new FisherHessian.Config(2))),
        onModels("empirical-fisher", new EmpiricalFisherHessian()),
        onModels("subsampled", subsampled(3, true, new ExactHessian())),
        onModels("subsampled of a secant method", subsampled(3, true, bfgs)),
        onModels("subsampled once", subsampled(2, false, gauss)),
        onModels("subsampled all", SubsampledHessian.withDefaults()),
        onModels("block-diagonal", BlockDiagonalHessian.withDefaults()),
        onModels(
            "block-diagonal of a secant method",
            new BlockDiagonalHessian(new BlockDiagonalHessian.Config(bfgs))),
        onModels("low-rank", lowRank(2, LowRankHessian.Kind.LANCZOS, false, new ExactHessian())),
        onModels("absolute", lowRank(2, LowRankHessian.Kind.LANCZOS, true, new ExactHessian())),
        onModels("low-rank of bfgs", lowRank(3, LowRankHessian.Kind.LANCZOS, false, bfgs)),
        onModels("nystrom", lowRank(2, LowRankHessian.Kind.NYSTROM, false, gauss)),
        onModels("whole nystrom", lowRank(20, LowRankHessian.Kind.NYSTROM, false, gauss)),
        onModels("whole lanczos", lowRank(20, LowRankHessian.Kind.LANCZOS, false, gauss)));
  }

  private static HessianProvider subsampled(int size, boolean fresh, HessianProvider of) {
    return new SubsampledHessian(new SubsampledHessian.Config(size, fresh, of));
  }

  private static HessianProvider diagonal(
      HutchinsonDiagonalHessian.Average average, boolean exact) {
    return new HutchinsonDiagonalHessian(
        new HutchinsonDiagonalHessian.Config(
            2, 0.5, average, exact, 2, 2, 1e-3, new ExactHessian()));
  }

  private static HessianProvider lowRank(
      int rank, LowRankHessian.Kind sketch, boolean absolute, HessianProvider of) {
    return new LowRankHessian(new LowRankHessian.Config(rank, sketch, absolute, of));
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
        suites("adam", AdamHessian.withDefaults(), 1e-14),
        suites("amsgrad", new AdamHessian(new AdamHessian.Config(0.5, 1e-3, true)), 1e-14),
        suites("rmsprop", RmsPropHessian.withDefaults(), 1e-14),
        suites("adagrad", AdaGradHessian.withDefaults(), 1e-14),
        suites("hutchinson-diagonal", HutchinsonDiagonalHessian.withDefaults(), 1e-14),
        suites("smooth mean", diagonal(HutchinsonDiagonalHessian.Average.MEAN, false), 1e-14),
        suites(
            "exact diagonal",
            diagonal(HutchinsonDiagonalHessian.Average.ROOT_MEAN_SQUARE, true),
            1e-14),
        suites("barzilai-borwein", BarzilaiBorweinHessian.withDefaults(), 1e-14),
        suites(
            "alternating",
            new BarzilaiBorweinHessian(
                new BarzilaiBorweinHessian.Config(BarzilaiBorweinHessian.Length.ALTERNATING)),
            1e-14),
        suites("sr1", Sr1Hessian.withDefaults(), 1e-10),
        suites("unscaled sr1", new Sr1Hessian(new Sr1Hessian.Config(false, 1e-8, true)), 1e-10),
        suites("l-sr1", LimitedMemorySr1Hessian.withDefaults(), 1e-10),
        suites(
            "short l-sr1",
            new LimitedMemorySr1Hessian(new LimitedMemorySr1Hessian.Config(2, false, 1e-8, true)),
            1e-10),
        suites("bfgs", BfgsHessian.withDefaults(), 1e-10),
        suites(
            "damped bfgs",
            new BfgsHessian(new BfgsHessian.Config(false, 1e-8, PairDamping.POWELL)),
            1e-10),
        suites("l-bfgs", LimitedMemoryBfgsHessian.withDefaults(), 1e-10),
        suites(
            "short l-bfgs",
            new LimitedMemoryBfgsHessian(
                new LimitedMemoryBfgsHessian.Config(2, true, 1e-8, PairDamping.POWELL)),
            1e-10));
  }
}
