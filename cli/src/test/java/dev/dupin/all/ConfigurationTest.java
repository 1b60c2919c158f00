package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.curvature.AdaGradHessian;
import dev.dupin.curvature.AdamHessian;
import dev.dupin.curvature.BarzilaiBorweinHessian;
import dev.dupin.curvature.BfgsHessian;
import dev.dupin.curvature.BlockDiagonalHessian;
import dev.dupin.curvature.CurvatureQualityAnalysis;
import dev.dupin.curvature.EkfacHessian;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.FiniteDifferenceHessian;
import dev.dupin.curvature.FisherHessian;
import dev.dupin.curvature.GaussNewtonHessian;
import dev.dupin.curvature.HutchinsonDiagonalHessian;
import dev.dupin.curvature.InfluenceAnalysis;
import dev.dupin.curvature.KfacHessian;
import dev.dupin.curvature.LimitedMemoryBfgsHessian;
import dev.dupin.curvature.LimitedMemorySr1Hessian;
import dev.dupin.curvature.LowRankHessian;
import dev.dupin.curvature.PairDamping;
import dev.dupin.curvature.RmsPropHessian;
import dev.dupin.curvature.ShampooHessian;
import dev.dupin.curvature.Sr1Hessian;
import dev.dupin.curvature.SubsampledHessian;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.objectives.Formula;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.objectives.SharpnessAware;
import dev.dupin.objectives.data.CsvSource;
import dev.dupin.objectives.data.IdxSource;
import dev.dupin.objectives.data.InlineSource;
import dev.dupin.objectives.data.LibsvmSource;
import dev.dupin.objectives.data.NistSource;
import dev.dupin.objectives.data.Split;
import dev.dupin.objectives.fit.CurveFit;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.objectives.functions.StyblinskiTang;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.objectives.network.Activation;
import dev.dupin.objectives.network.DeepLinear;
import dev.dupin.objectives.network.NeuralNetwork;
import dev.dupin.objectives.regression.LinearRegression;
import dev.dupin.objectives.regression.LogisticRegression;
import dev.dupin.objectives.regression.PoissonRegression;
import dev.dupin.objectives.regression.SoftmaxRegression;
import dev.dupin.optimizers.ComposedStep;
import dev.dupin.optimizers.CubicRegularization;
import dev.dupin.optimizers.FixedStep;
import dev.dupin.optimizers.LevenbergMarquardt;
import dev.dupin.optimizers.LineSearch;
import dev.dupin.optimizers.NewtonCg;
import dev.dupin.optimizers.PerturbedStep;
import dev.dupin.optimizers.SaddleFreeNewton;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.TwoParameterStep;
import dev.dupin.optimizers.globalizer.AdaptiveCubic;
import dev.dupin.optimizers.globalizer.AdaptiveRadius;
import dev.dupin.optimizers.globalizer.Backtracking;
import dev.dupin.optimizers.globalizer.GainDamping;
import dev.dupin.optimizers.globalizer.HagerZhang;
import dev.dupin.optimizers.globalizer.RatioRadius;
import dev.dupin.optimizers.globalizer.StrongWolfe;
import dev.dupin.optimizers.momentum.AverageGradient;
import dev.dupin.optimizers.momentum.HeavyBall;
import dev.dupin.optimizers.schedule.CosineSchedule;
import dev.dupin.optimizers.schedule.InverseTimeSchedule;
import dev.dupin.optimizers.schedule.StepSchedule;
import dev.dupin.optimizers.schedule.WarmUpSchedule;
import dev.dupin.optimizers.subproblem.CubicLanczos;
import dev.dupin.optimizers.subproblem.CubicModel;
import dev.dupin.optimizers.subproblem.Damped;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.optimizers.subproblem.NewtonCgDirection;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import dev.dupin.optimizers.subproblem.Preconditioning;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.optimizers.transform.AbsoluteTransform;
import dev.dupin.optimizers.transform.ClipTransform;
import dev.dupin.optimizers.transform.ShiftTransform;
import dev.dupin.testkit.ConfigContract;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every key of every built-in part: its default, its range, and that Java's defaults are those of a
 * spec.
 */
class ConfigurationTest {

  private record Entry(Class<? extends Record> type, ConfigContract<?> contract) {}

  private static <C extends Record> Entry entry(
      Class<C> type, java.util.function.UnaryOperator<ConfigContract<C>> keys) {
    return new Entry(type, keys.apply(ConfigContract.of(type)));
  }

  private static List<Entry> entries() {
    return List.of(
        entry(
            BfgsHessian.Config.class,
            c ->
                c.key("initialScaling", true, false)
                    .key("curvatureTolerance", 1e-8, 1e-4)
                    .refuses("curvatureTolerance", -1e-9, 1.0, Double.NaN)
                    .key("damping", PairDamping.NONE, PairDamping.POWELL)
                    .withDefaults(BfgsHessian.withDefaults().config())),
        entry(
            LimitedMemoryBfgsHessian.Config.class,
            c ->
                c.key("memory", 10, 20)
                    .refuses("memory", 0, 1001)
                    .key("initialScaling", true, false)
                    .key("curvatureTolerance", 1e-8, 1e-4)
                    .refuses("curvatureTolerance", -1e-9, 1.0, Double.NaN)
                    .key("damping", PairDamping.NONE, PairDamping.POWELL)
                    .withDefaults(LimitedMemoryBfgsHessian.withDefaults().config())),
        entry(
            Sr1Hessian.Config.class,
            c ->
                c.key("initialScaling", true, false)
                    .key("skipTolerance", 1e-8, 1e-4)
                    .refuses("skipTolerance", -1e-9, 1.0, Double.NaN)
                    .key("rejectedTrials", true, false)
                    .withDefaults(Sr1Hessian.withDefaults().config())),
        entry(
            LimitedMemorySr1Hessian.Config.class,
            c ->
                c.key("memory", 10, 20)
                    .refuses("memory", 0, 1001)
                    .key("initialScaling", true, false)
                    .key("skipTolerance", 1e-8, 1e-4)
                    .refuses("skipTolerance", -1e-9, 1.0, Double.NaN)
                    .key("rejectedTrials", true, false)
                    .withDefaults(LimitedMemorySr1Hessian.withDefaults().config())),
        entry(
            BarzilaiBorweinHessian.Config.class,
            c ->
                c.key(
                        "length",
                        BarzilaiBorweinHessian.Length.LONG,
                        BarzilaiBorweinHessian.Length.SHORT)
                    .withDefaults(BarzilaiBorweinHessian.withDefaults().config())),
        entry(
            AdamHessian.Config.class,
            c ->
                c.key("beta2", 0.999, 0.9)
                    .refuses("beta2", -0.1, 1.0, Double.NaN)
                    .key("epsilon", 1e-8, 1e-4)
                    .refuses("epsilon", 0.0, Double.POSITIVE_INFINITY, Double.NaN)
                    .key("amsgrad", false, true)
                    .withDefaults(AdamHessian.withDefaults().config())),
        entry(
            RmsPropHessian.Config.class,
            c ->
                c.key("decay", 0.9, 0.99)
                    .refuses("decay", -0.1, 1.0, Double.NaN)
                    .key("epsilon", 1e-8, 1e-4)
                    .refuses("epsilon", 0.0, Double.POSITIVE_INFINITY, Double.NaN)
                    .key("biasCorrected", false, true)
                    .withDefaults(RmsPropHessian.withDefaults().config())),
        entry(
            AdaGradHessian.Config.class,
            c ->
                c.key("epsilon", 1e-8, 1e-4)
                    .refuses("epsilon", 0.0, Double.POSITIVE_INFINITY, Double.NaN)
                    .withDefaults(AdaGradHessian.withDefaults().config())),
        entry(
            HutchinsonDiagonalHessian.Config.class,
            c ->
                c.key("probes", 1, 4)
                    .refuses("probes", 0)
                    .key("beta", 0.999, 0.0)
                    .refuses("beta", -0.1, 1.0, Double.NaN)
                    .key(
                        "average",
                        HutchinsonDiagonalHessian.Average.ROOT_MEAN_SQUARE,
                        HutchinsonDiagonalHessian.Average.MEAN)
                    .key("exact", false, true)
                    .key("every", 1, 10)
                    .refuses("every", 0)
                    .key("spatial", 1, 9)
                    .refuses("spatial", 0)
                    .key("epsilon", 1e-4, 1e-8)
                    .refuses("epsilon", 0.0, Double.POSITIVE_INFINITY, Double.NaN)
                    .key("of", "exact", new GaussNewtonHessian())
                    .withDefaults(HutchinsonDiagonalHessian.withDefaults().config())),
        entry(
            FiniteDifferenceHessian.Config.class,
            c ->
                c.key(
                        "scheme",
                        FiniteDifferenceHessian.Scheme.CENTRAL,
                        FiniteDifferenceHessian.Scheme.FORWARD)
                    .withDefaults(FiniteDifferenceHessian.withDefaults().config())),
        entry(
            FisherHessian.Config.class,
            c ->
                c.key("samples", 0, 3)
                    .refuses("samples", -1)
                    .withDefaults(FisherHessian.withDefaults().config())),
        entry(
            SubsampledHessian.Config.class,
            c ->
                c.key("size", 256, 10)
                    .refuses("size", 0)
                    .key("fresh", true, false)
                    .key("of", "exact", new GaussNewtonHessian())
                    .withDefaults(SubsampledHessian.withDefaults().config())),
        entry(
            BlockDiagonalHessian.Config.class,
            c ->
                c.key("of", "exact", new GaussNewtonHessian())
                    .withDefaults(BlockDiagonalHessian.withDefaults().config())),
        entry(
            KfacHessian.Config.class,
            c ->
                kroneckerKeys(c)
                    .key("factored", false, true)
                    .withDefaults(KfacHessian.withDefaults().config())),
        entry(
            EkfacHessian.Config.class,
            c -> kroneckerKeys(c).withDefaults(EkfacHessian.withDefaults().config())),
        entry(
            ShampooHessian.Config.class,
            c ->
                c.key("beta2", 0.999, 1.0)
                    .refuses("beta2", 0.0, 1.1, Double.NaN)
                    .key("epsilon", 1e-6, 1e-3)
                    .refuses("epsilon", 0.0, 1.0, Double.NaN)
                    .key("blockSize", 1024, 8)
                    .refuses("blockSize", 0)
                    .key("refresh", 1L, 10L)
                    .refuses("refresh", 0L)
                    .key("grafting", ShampooHessian.Grafting.NONE, ShampooHessian.Grafting.ADAM)
                    .key("graftingBeta2", 0.999, 0.9)
                    .refuses("graftingBeta2", -0.1, 1.0, Double.NaN)
                    .key("warmUp", 0L, 5L)
                    .refuses("warmUp", -1L)
                    .withDefaults(ShampooHessian.withDefaults().config())),
        entry(
            LowRankHessian.Config.class,
            c ->
                c.key("rank", 20, 5)
                    .refuses("rank", 0)
                    .key("sketch", LowRankHessian.Kind.LANCZOS, LowRankHessian.Kind.NYSTROM)
                    .key("absolute", false, true)
                    .key("of", "exact", new GaussNewtonHessian())
                    .withDefaults(LowRankHessian.withDefaults().config())),
        entry(
            CurvatureQualityAnalysis.Config.class,
            c ->
                c.required("hessian", Map.of("exact", new ExactHessian()))
                    .key("every", 0L, 3L)
                    .refuses("every", -1L)
                    .key("denseLimit", 1000, 50)
                    .refuses("denseLimit", -1, 46_341)
                    .key("probes", 30, 5)
                    .refuses("probes", 1)
                    .key("lanczosSteps", 30, 5)
                    .refuses("lanczosSteps", 0)
                    .key("damping", 1e-3, 0.1)
                    .refuses("damping", 0.0, Double.NaN)
                    .withDefaults(
                        CurvatureQualityAnalysis.of(Map.of("exact", new ExactHessian())).config())),
        entry(
            InfluenceAnalysis.Config.class,
            c ->
                c.key("top", 10, 3)
                    .refuses("top", 0, 1_000_001)
                    .withDefaults(InfluenceAnalysis.withDefaults().config())),
        entry(
            VerdictAnalysis.Config.class,
            c ->
                c.key("denseLimit", 2000, 50)
                    .refuses("denseLimit", -1, 46_341)
                    .key("probes", 16, 0)
                    .refuses("probes", -1)
                    .key("proofLimit", 100, 0)
                    .refuses("proofLimit", -1, 2001)
                    .key("products", 200, 50)
                    .refuses("products", 1)
                    .withDefaults(VerdictAnalysis.withDefaults().config())),
        entry(
            TrustRegion.Config.class,
            c ->
                radiusKeys(
                        c.key("transform", "identity", new AbsoluteTransform())
                            .key("subproblem", "steihaug-cg", new MoreSorensen())
                            .optional("globalizer", AdaptiveRadius.withDefaults())
                            .refuses("globalizer", StrongWolfe.withDefaults()))
                    .withDefaults(TrustRegion.withDefaults().config())),
        entry(
            RatioRadius.Config.class,
            c -> radiusKeys(c).withDefaults(RatioRadius.withDefaults().config())),
        entry(
            AdaptiveRadius.Config.class,
            c ->
                c.optional("initialRadius", 0.5)
                    .refuses("initialRadius", 0.0, Double.NaN)
                    .key("beta", 0.1, 0.2)
                    .refuses("beta", 0.0, 1.0)
                    .key("theta", 0.1, 0.0)
                    .refuses("theta", -0.1, 1.0)
                    .key("omega1", 8.0, 4.0)
                    .refuses("omega1", 1.0, 21.0)
                    .key("omega2", 16.0, 20.0)
                    .refuses("omega2", 0.5, 3.0)
                    .withDefaults(AdaptiveRadius.withDefaults().config())),
        entry(
            ComposedStep.Config.class,
            c ->
                c.key("transform", "identity", new AbsoluteTransform())
                    .required("subproblem", new MoreSorensen())
                    .required("globalizer", RatioRadius.withDefaults())
                    .refuses("globalizer", StrongWolfe.withDefaults())),
        entry(
            LineSearch.Config.class,
            c ->
                c.key("transform", "identity", new AbsoluteTransform())
                    .key(
                        "subproblem",
                        "newton-direction",
                        new NewtonDirection(
                            new NewtonDirection.Config(10, 0.25, java.util.Optional.empty())))
                    .refuses("subproblem", new MoreSorensen())
                    .key("search", "strong-wolfe", Backtracking.withDefaults())
                    .refuses("search", RatioRadius.withDefaults())
                    .withDefaults(LineSearch.withDefaults().config())),
        entry(
            Backtracking.Config.class,
            c ->
                c.key("sufficientDecrease", 1e-4, 0.1)
                    .refuses("sufficientDecrease", 0.0, 0.5, Double.NaN)
                    .key("largestCut", 0.1, 0.2)
                    .refuses("largestCut", 0.0, 1.0)
                    .key("smallestCut", 0.5, 0.6)
                    .refuses("smallestCut", 0.0, 1.0, 0.15)
                    .withDefaults(Backtracking.withDefaults().config())),
        entry(
            StrongWolfe.Config.class,
            c ->
                c.key("sufficientDecrease", 1e-4, 1e-3)
                    .refuses("sufficientDecrease", 0.0, 0.5)
                    .key("curvature", 0.9, 0.1)
                    .refuses("curvature", 0.0, 1.0, 1e-4)
                    .key("maxTrials", 20, 5)
                    .refuses("maxTrials", 0)
                    .withDefaults(StrongWolfe.withDefaults().config())),
        entry(
            HagerZhang.Config.class,
            c ->
                c.key("delta", 0.1, 0.2)
                    .refuses("delta", 0.0, 0.5, Double.NaN)
                    .key("sigma", 0.9, 0.5)
                    .refuses("sigma", 0.0, 1.0, 0.05)
                    .key("epsilon", 1e-6, 1e-10)
                    .refuses("epsilon", -1e-9, Double.NaN)
                    .key("theta", 0.5, 0.3)
                    .refuses("theta", 0.0, 1.0)
                    .key("gamma", 0.66, 0.5)
                    .refuses("gamma", 0.0, 1.0)
                    .key("rho", 5.0, 3.0)
                    .refuses("rho", 1.0, Double.POSITIVE_INFINITY)
                    .key("psi0", 0.01, 0.1)
                    .refuses("psi0", 0.0, 1.0)
                    .key("psi1", 0.1, 0.2)
                    .refuses("psi1", 0.0, 1.0)
                    .key("psi2", 2.0, 3.0)
                    .refuses("psi2", 1.0, Double.POSITIVE_INFINITY)
                    .key("maxTrials", 50, 5)
                    .refuses("maxTrials", 0)
                    .withDefaults(HagerZhang.withDefaults().config())),
        entry(
            SteihaugCg.Config.class,
            c ->
                c.key("tolerance", 0.1, 0.5)
                    .refuses("tolerance", 0.0, 1.0, Double.NaN)
                    .optional("maxIterations", 7)
                    .refuses("maxIterations", 0)
                    .key("preconditioner", Preconditioning.NONE, Preconditioning.INVERSE)
                    .optional("shift", 0.5)
                    .refuses("shift", -1.0, Double.NaN)
                    .refuses("preconditioner", Preconditioning.DIAGONAL)
                    .withDefaults(SteihaugCg.withDefaults().config())),
        entry(
            NewtonCg.Config.class,
            c ->
                c.key("search", "backtracking", StrongWolfe.withDefaults())
                    .refuses("search", RatioRadius.withDefaults())
                    .key("forcingFactor", 0.9, 0.5)
                    .refuses("forcingFactor", 0.0, 1.5, Double.NaN)
                    .key("forcingExponent", 1.5, 2.0)
                    .refuses("forcingExponent", 1.0, 2.5)
                    .key("maxForcing", 0.5, 0.1)
                    .refuses("maxForcing", 0.0, 1.0)
                    .optional("maxIterations", 7)
                    .refuses("maxIterations", 0)
                    .withDefaults(NewtonCg.withDefaults().config())),
        entry(
            TwoParameterStep.Config.class,
            c ->
                c.optional("model", new GaussNewtonHessian())
                    .key("momentum", true, false)
                    .key("adaptive", true, false)
                    .key("initialDamping", 1e-3, 1.0)
                    .refuses("initialDamping", -1.0, Double.NaN)
                    .key("dampingEvery", 5L, 7L)
                    .refuses("dampingEvery", 0L)
                    .key("shiftEvery", 20L, 7L)
                    .refuses("shiftEvery", 0L)
                    .key("decay", 0.95, 0.5)
                    .refuses("decay", 0.0, 1.0)
                    .key("acceptance", 1e-4, 0.1)
                    .refuses("acceptance", -0.1, 1.0)
                    .key("everyStep", false, true)
                    .withDefaults(TwoParameterStep.withDefaults().config())),
        entry(
            NewtonCgDirection.Config.class,
            c ->
                c.key("tolerance", 0.5, 0.1)
                    .refuses("tolerance", 0.0, 1.0)
                    .optional("maxIterations", 7)
                    .refuses("maxIterations", 0)
                    .withDefaults(NewtonCgDirection.withDefaults().config())),
        entry(
            NewtonDirection.Config.class,
            c ->
                c.key("denseUpTo", 200, 0)
                    .refuses("denseUpTo", -1)
                    .key("tolerance", 0.5, 0.1)
                    .refuses("tolerance", 0.0, 1.0)
                    .optional("maxIterations", 7)
                    .refuses("maxIterations", 0)
                    .withDefaults(NewtonDirection.withDefaults().config())),
        entry(
            FixedStep.Config.class,
            c ->
                c.key("learningRate", 0.01, 0.1)
                    .refuses("learningRate", 0.0, Double.POSITIVE_INFINITY, Double.NaN)
                    .key("momentum", "0", HeavyBall.of(0.9))
                    .refuses("momentum", HeavyBall.of(0)) // with nesterov: true
                    .key("nesterov", false, true)
                    .key("schedule", "constant", CosineSchedule.withDefaults())
                    .key("weightDecay", 0.0, 0.1)
                    .refuses("weightDecay", -0.1, Double.NaN)
                    .optional("clipNorm", 1.0)
                    .refuses("clipNorm", 0.0, -1.0, Double.NaN)
                    .optional("gradientNoise", new FixedStep.GradientNoise(1, 0))
                    .key("stabilityEvery", 0L, 10L)
                    .refuses("stabilityEvery", -1L)
                    .withDefaults(FixedStep.withDefaults().config())),
        entry(
            FixedStep.GradientNoise.class,
            c ->
                c.key("variance", 0.01, 1.0)
                    .refuses("variance", 0.0, Double.POSITIVE_INFINITY)
                    .key("decay", 0.55, 0.0)
                    .refuses("decay", -0.1)),
        entry(
            ClipTransform.Config.class,
            c ->
                c.key("floor", 1e-8, 1.0)
                    .refuses("floor", 0.0, 1.1)
                    .withDefaults(ClipTransform.withDefaults().config())),
        entry(
            ShiftTransform.Config.class,
            c ->
                c.key("floor", 1e-3, 1.0)
                    .refuses("floor", 0.0, 1.1)
                    .withDefaults(ShiftTransform.withDefaults().config())),
        entry(
            PerturbedStep.Config.class,
            c ->
                c.key("of", "fixed-step", LineSearch.withDefaults())
                    .key("radius", 0.01, 1.0)
                    .refuses("radius", 0.0)
                    .key("gradientThreshold", 0.0, 1e-3)
                    .refuses("gradientThreshold", -1.0)
                    .key("interval", 50L, 1L)
                    .refuses("interval", 0L)
                    .key("decrease", 1e-8, 0.0)
                    .refuses("decrease", -1.0)
                    .withDefaults(PerturbedStep.withDefaults().config())),
        entry(
            CubicRegularization.Config.class,
            c ->
                cubicKeys(
                        c.key("transform", "identity", new AbsoluteTransform())
                            .key("subproblem", "cubic-lanczos", new CubicModel())
                            .refuses("subproblem", new MoreSorensen()))
                    .withDefaults(CubicRegularization.withDefaults().config())),
        entry(
            AdaptiveCubic.Config.class,
            c -> cubicKeys(c).withDefaults(AdaptiveCubic.withDefaults().config())),
        entry(
            LevenbergMarquardt.Config.class,
            c ->
                dampingKeys(
                        c.key("transform", "identity", new AbsoluteTransform())
                            .key("subproblem", "damped", Damped.with(Damped.Solver.QR))
                            .refuses("subproblem", new MoreSorensen()))
                    .withDefaults(LevenbergMarquardt.withDefaults().config())),
        entry(
            SaddleFreeNewton.Config.class,
            c ->
                c.key(
                        "spectrum",
                        SaddleFreeNewton.Spectrum.DENSE,
                        SaddleFreeNewton.Spectrum.LANCZOS)
                    .key("rank", 20, 50)
                    .refuses("rank", 0)
                    .key("rule", GainDamping.Rule.MORE, GainDamping.Rule.NIELSEN)
                    .key("initialDamping", 1e-3, 1.0)
                    .refuses("initialDamping", 0.0, Double.POSITIVE_INFINITY)
                    .key("acceptance", 1e-4, 0.1)
                    .refuses("acceptance", -0.1, 1.0)
                    .withDefaults(SaddleFreeNewton.withDefaults().config())),
        entry(
            GainDamping.Config.class,
            c -> dampingKeys(c).withDefaults(GainDamping.withDefaults().config())),
        entry(
            Damped.Config.class,
            c ->
                c.key("solver", Damped.Solver.AUTOMATIC, Damped.Solver.CG)
                    .key("acceleration", false, true)
                    .key("maxAcceleration", 0.75, 0.1)
                    .refuses("maxAcceleration", 0.0, Double.POSITIVE_INFINITY)
                    .key("tolerance", 0.1, 0.5)
                    .refuses("tolerance", 0.0, 1.0, Double.NaN)
                    .optional("maxIterations", 7)
                    .refuses("maxIterations", 0)
                    .withDefaults(Damped.withDefaults().config())),
        entry(
            CubicLanczos.Config.class,
            c ->
                c.key("tolerance", 0.1, 0.5)
                    .refuses("tolerance", 0.0, 1.0, Double.NaN)
                    .optional("maxIterations", 7)
                    .refuses("maxIterations", 0)
                    .withDefaults(CubicLanczos.withDefaults().config())),
        entry(
            Gltr.Config.class,
            c ->
                c.key("tolerance", 0.1, 0.5)
                    .refuses("tolerance", 0.0, 1.0, Double.NaN)
                    .optional("maxIterations", 7)
                    .refuses("maxIterations", 0)
                    .key("preconditioner", Preconditioning.NONE, Preconditioning.INVERSE)
                    .optional("shift", 0.5)
                    .refuses("shift", -1.0, Double.NaN)
                    .refuses("preconditioner", Preconditioning.DIAGONAL)
                    .withDefaults(Gltr.withDefaults().config())),
        entry(
            HeavyBall.Config.class,
            c ->
                c.key("coefficient", 0.0, 0.9)
                    .refuses("coefficient", -0.1, 1.0)
                    .withDefaults(HeavyBall.withDefaults().config())),
        entry(
            AverageGradient.Config.class,
            c ->
                c.key("beta", 0.9, 0.0)
                    .refuses("beta", -0.1, 1.0)
                    .key("biasCorrected", true, false)
                    .withDefaults(AverageGradient.withDefaults().config())),
        entry(
            StepSchedule.Config.class,
            c ->
                c.key("every", 100L, 1L)
                    .refuses("every", 0L)
                    .key("factor", 0.5, 1.0)
                    .refuses("factor", 0.0, 1.1)
                    .withDefaults(StepSchedule.withDefaults().config())),
        entry(
            CosineSchedule.Config.class,
            c ->
                c.key("iterations", 1000L, 1L)
                    .refuses("iterations", 0L)
                    .key("floor", 0.0, 1.0)
                    .refuses("floor", -0.1, 1.1)
                    .key("restart", false, true)
                    .withDefaults(CosineSchedule.withDefaults().config())),
        entry(
            InverseTimeSchedule.Config.class,
            c ->
                c.key("decay", 0.01, 1.0)
                    .refuses("decay", 0.0)
                    .key("power", 1.0, 0.6)
                    .refuses("power", 0.0)
                    .withDefaults(InverseTimeSchedule.withDefaults().config())),
        entry(
            WarmUpSchedule.Config.class,
            c ->
                c.key("iterations", 10L, 0L)
                    .refuses("iterations", -1L)
                    .key("then", "constant", CosineSchedule.withDefaults())
                    .withDefaults(WarmUpSchedule.withDefaults().config())),
        entry(
            Rosenbrock.Config.class,
            c -> c.key("dimension", 2, 10).refuses("dimension", 1).key("chained", true, false)),
        entry(StyblinskiTang.Config.class, c -> c.key("dimension", 2, 10).refuses("dimension", 0)),
        entry(
            MoreGarbowHillstrom.Config.class,
            c ->
                c.required("problem", 32)
                    .refuses("problem", 0, 36)
                    .optional("dimension", 4)
                    .refuses("dimension", 0, 11)
                    .optional("residuals", 10)
                    .refuses("residuals", 0, 3)
                    .key("startFactor", 1.0, 10.0)
                    .refuses("startFactor", Double.NaN, Double.POSITIVE_INFINITY)),
        entry(
            Quadratic.Config.class,
            c ->
                c.optional("matrix", List.of(List.of(2.0, 1.0), List.of(1.0, 3.0)))
                    .refuses(
                        "matrix",
                        List.of(),
                        List.of(List.of(2.0, 1.0), List.of(-1.0, 3.0)),
                        List.of(List.of(2.0, 1.0), List.of(1.0)),
                        List.of(List.of(2.0, Double.NaN), List.of(Double.NaN, 3.0)))
                    .optional("eigenvalues", new double[] {-1, 4})
                    .refuses(
                        "eigenvalues",
                        new double[0],
                        new double[] {1, Double.NaN},
                        new double[] {1, 2, 3})
                    .key("rotation", Quadratic.Rotation.NONE, Quadratic.Rotation.RANDOM)
                    .key("rotationSeed", 0, 7)
                    .optional("linear", new double[] {1, 2})
                    .refuses("linear", new double[0], new double[] {1, Double.NaN}, new double[3])),
        entry(
            SharpnessAware.Config.class,
            c ->
                c.key("radius", 0.05, 0.5)
                    .refuses("radius", -0.1, Double.NaN, Double.POSITIVE_INFINITY)
                    .key("adaptive", false, true)
                    .key("eta", 0.01, 0.1)
                    .refuses("eta", 0.0, Double.NaN, Double.POSITIVE_INFINITY)
                    .required("of", Rosenbrock.withDefaults())
                    .withDefaults(SharpnessAware.withDefaults(Rosenbrock.withDefaults()).config())),
        entry(
            Formula.Config.class,
            c ->
                c.optional("variables", List.of("x", "y"))
                    .refuses("variables", List.of("x", "x"), List.of("sin"), List.of("2x"))
                    .required("expression", "x^2 + y^2")
                    .optional("start", new double[] {1, 2})),
        entry(
            LibsvmSource.Config.class,
            c ->
                c.required("path", Path.of("some.svm"))
                    .optional("features", 12)
                    .refuses("features", 0)
                    .key("standardize", false, true)
                    .optional("split", new Split(0.2, 1, true))),
        entry(
            Split.class,
            c ->
                c.required("test", 0.2)
                    .refuses("test", 0.0, -1.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY)
                    .key("seed", 0, 1)
                    .key("stratified", false, true)),
        entry(
            IdxSource.Config.class,
            c ->
                c.required("images", Path.of("some-idx3-ubyte.gz"))
                    .optional("labels", Path.of("some-idx1-ubyte.gz"))
                    .optional("scale", 16.0)
                    .refuses("scale", 0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY)
                    .key("standardize", false, true)
                    .optional("split", new Split(0.2, 1, true))),
        entry(
            InlineSource.Config.class,
            c ->
                c.required("columns", Map.of("x", List.of(1.0, 2.0), "y", List.of(3.0, 4.0)))
                    .refuses(
                        "columns",
                        Map.of(),
                        Map.of("x", List.of(1.0), "y", List.of()),
                        Map.of("x", List.of(1.0), "y", List.of(Double.NaN)))
                    .optional("target", "y")
                    .refuses("target", "z")
                    .key("standardize", false, true)
                    .optional("split", new Split(0.2, 1, true))),
        entry(
            CurveFit.Config.class,
            c ->
                c.required("model", "b*x")
                    .required("response", "y")
                    .required("parameters", Map.of("b", 1.0))
                    .refuses("parameters", Map.of(), Map.of("pi", 1.0), Map.of("b", Double.NaN))
                    .required("data", new NistSource(new NistSource.Config(Path.of("some.dat"))))),
        entry(NistSource.Config.class, c -> c.required("path", Path.of("some.dat"))),
        entry(
            CsvSource.Config.class,
            c ->
                c.required("path", Path.of("some.csv"))
                    .optional("target", "y")
                    .optional("features", List.of("a", "b"))
                    .optional("oneHot", List.of("a"))
                    .refuses("oneHot", List.of("y"))
                    .key("dropFirst", false, true)
                    .key("standardize", false, true)
                    .optional("split", new Split(0.2, 1, true))
                    .key("separator", ",", ";")
                    .refuses("separator", "", ";;", "\"", "\n")),
        entry(
            NeuralNetwork.Config.class,
            c ->
                c.required(
                        "data",
                        new LibsvmSource(
                            new LibsvmSource.Config(
                                Path.of("some.svm"), java.util.Optional.empty(), false)))
                    .key("hidden", List.of(64, 32), List.of(3))
                    .refuses("hidden", List.of(0))
                    .key("activation", Activation.TANH, Activation.RELU)
                    .optional("loss", NeuralNetwork.Loss.SQUARED)
                    .key("l2", 0.0, 1e-3)
                    .refuses("l2", -1e-3, Double.NaN, Double.POSITIVE_INFINITY)
                    .key("autoencoder", false, true)
                    .key("layerNorm", false, true)),
        entry(
            DeepLinear.Config.class,
            c ->
                c.required("widths", List.of(4, 2, 3))
                    .refuses("widths", List.of(0, 2), List.of(3))
                    .optional("target", new double[][] {{1, 2}})
                    .optional(
                        "data",
                        new LibsvmSource(
                            new LibsvmSource.Config(
                                Path.of("some.svm"), java.util.Optional.empty(), false)))
                    .key("autoencoder", false, true)),
        entry(LinearRegression.Config.class, c -> regressionKeys(c)),
        entry(LogisticRegression.Config.class, c -> regressionKeys(c)),
        entry(PoissonRegression.Config.class, c -> regressionKeys(c)),
        entry(SoftmaxRegression.Config.class, c -> regressionKeys(c)));
  }

  private static <C extends Record> ConfigContract<C> regressionKeys(ConfigContract<C> contract) {
    return contract
        .required(
            "data",
            new LibsvmSource(
                new LibsvmSource.Config(Path.of("some.svm"), java.util.Optional.empty(), false)))
        .key("l2", 0.0, 1e-3)
        .refuses("l2", -1e-3, Double.NaN, Double.POSITIVE_INFINITY)
        .key("intercept", true, false);
  }

  private static <C extends Record> ConfigContract<C> radiusKeys(ConfigContract<C> contract) {
    return contract
        .optional("initialRadius", 0.5)
        .refuses("initialRadius", 0.0, -1.0, Double.NaN)
        .key("maxRadius", Double.POSITIVE_INFINITY, 10.0)
        .refuses("maxRadius", 0.0, Double.NaN)
        .key("acceptance", 1e-4, 0.1)
        .refuses("acceptance", -1.0, 1.0)
        .key("shrinkBelow", 0.25, 0.3)
        .refuses("shrinkBelow", 0.0, 1.0)
        .key("expandAbove", 0.75, 0.9)
        .refuses("expandAbove", 0.0, 1.0)
        .key("shrink", 0.25, 0.3)
        .refuses("shrink", 0.0, 1.0)
        .key("shrinkRefused", 0.5, 0.4)
        .refuses("shrinkRefused", 0.0, 1.0)
        .key("expand", 2.0, 3.0)
        .refuses("expand", 1.0, Double.NaN);
  }

  @TestFactory
  Stream<DynamicTest> every_key_is_tested() {
    return entries().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.type().getName().replaceAll(".*\\.", ""), entry.contract()::check));
  }

  private static <C extends Record> ConfigContract<C> kroneckerKeys(ConfigContract<C> contract) {
    return contract
        .key("damping", 1e-3, 0.0)
        .refuses("damping", -1.0)
        .key("average", 0.0, 0.95)
        .refuses("average", -0.1, 1.0)
        .key("refresh", 1L, 20L)
        .refuses("refresh", 0L)
        .key("samples", 0, 3)
        .refuses("samples", -1);
  }

  private static <C extends Record> ConfigContract<C> dampingKeys(ConfigContract<C> contract) {
    return contract
        .key("rule", GainDamping.Rule.MORE, GainDamping.Rule.NIELSEN)
        .key("scaling", GainDamping.Scaling.RUNNING_MAXIMUM, GainDamping.Scaling.NONE)
        .key("initialDamping", 1e-3, 1.0)
        .refuses("initialDamping", 0.0, Double.POSITIVE_INFINITY)
        .key("acceptance", 1e-4, 0.1)
        .refuses("acceptance", -0.1, 1.0);
  }

  private static <C extends Record> ConfigContract<C> cubicKeys(ConfigContract<C> contract) {
    return contract
        .optional("initialWeight", 2.0)
        .refuses("initialWeight", 0.0, Double.POSITIVE_INFINITY)
        .key("acceptance", 0.1, 0.0)
        .refuses("acceptance", -0.1, 0.99)
        .key("reduceAbove", 0.75, 0.9)
        .refuses("reduceAbove", 0.0, 1.0)
        .key("reduce", 0.1, 0.5)
        .refuses("reduce", 0.0, 1.0)
        .key("grow", 3.0, 2.0)
        .refuses("grow", 1.0, Double.POSITIVE_INFINITY);
  }

  @Test
  void no_part_with_keys_is_left_out() {
    Set<Class<?>> registered =
        new TreeSet<>(Comparator.comparing((Class<?> type) -> type.getName()));
    Registry registry =
        new Registry() {
          @Override
          public <T> void add(Class<T> kind, String name, Class<? extends T> part) {
            for (Class<?> nested : part.getDeclaredClasses()) {
              if (nested.getSimpleName().equals("Config")) {
                addWithNested(nested, registered);
              }
            }
          }
        };
    ServiceLoader.load(Plugin.class).stream()
        .filter(plugin -> !plugin.type().getName().startsWith("dev.dupin.runtime"))
        .forEach(plugin -> plugin.get().register(registry));
    Set<Class<?>> tested = new TreeSet<>(Comparator.comparing((Class<?> type) -> type.getName()));
    entries().forEach(entry -> tested.add(entry.type()));
    assertEquals(registered, tested);
  }

  /** Adds a record, and the records that stand under its keys. */
  private static void addWithNested(Class<?> config, Set<Class<?>> all) {
    all.add(config);
    for (RecordComponent key : config.getRecordComponents()) {
      Type type = key.getGenericType();
      Type inside =
          type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[0] : type;
      if (inside instanceof Class<?> nested && nested.isRecord()) {
        addWithNested(nested, all);
      }
    }
  }
}
