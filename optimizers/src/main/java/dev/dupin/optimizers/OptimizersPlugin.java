package dev.dupin.optimizers;

import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Momentum;
import dev.dupin.core.step.Schedule;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.globalizer.AdaptiveCubic;
import dev.dupin.optimizers.globalizer.AdaptiveRadius;
import dev.dupin.optimizers.globalizer.Backtracking;
import dev.dupin.optimizers.globalizer.GainDamping;
import dev.dupin.optimizers.globalizer.HagerZhang;
import dev.dupin.optimizers.globalizer.RatioRadius;
import dev.dupin.optimizers.globalizer.StrongWolfe;
import dev.dupin.optimizers.momentum.AverageGradient;
import dev.dupin.optimizers.momentum.HeavyBall;
import dev.dupin.optimizers.schedule.ConstantSchedule;
import dev.dupin.optimizers.schedule.CosineSchedule;
import dev.dupin.optimizers.schedule.InverseTimeSchedule;
import dev.dupin.optimizers.schedule.StepSchedule;
import dev.dupin.optimizers.schedule.WarmUpSchedule;
import dev.dupin.optimizers.subproblem.CauchyPoint;
import dev.dupin.optimizers.subproblem.CubicLanczos;
import dev.dupin.optimizers.subproblem.CubicModel;
import dev.dupin.optimizers.subproblem.Damped;
import dev.dupin.optimizers.subproblem.Dogleg;
import dev.dupin.optimizers.subproblem.DoubleDogleg;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.optimizers.subproblem.NewtonCgDirection;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.optimizers.subproblem.Subspace2d;
import dev.dupin.optimizers.transform.AbsoluteTransform;
import dev.dupin.optimizers.transform.ClipTransform;
import dev.dupin.optimizers.transform.IdentityTransform;
import dev.dupin.optimizers.transform.ModifiedCholeskyTransform;
import dev.dupin.optimizers.transform.ShiftTransform;

/** Announces the parts of this module. */
public final class OptimizersPlugin implements Plugin {

  @Override
  public void register(Registry registry) {
    registry.add(StepStrategy.class, "composed", ComposedStep.class);
    registry.add(StepStrategy.class, "cubic-regularization", CubicRegularization.class);
    registry.add(StepStrategy.class, "fixed-step", FixedStep.class);
    registry.add(StepStrategy.class, "levenberg-marquardt", LevenbergMarquardt.class);
    registry.add(StepStrategy.class, "line-search", LineSearch.class);
    registry.add(StepStrategy.class, "newton", NewtonStep.class);
    registry.add(StepStrategy.class, "newton-cg", NewtonCg.class);
    registry.add(StepStrategy.class, "perturbed", PerturbedStep.class);
    registry.add(StepStrategy.class, "saddle-free-newton", SaddleFreeNewton.class);
    registry.add(StepStrategy.class, "trust-region", TrustRegion.class);
    registry.add(StepStrategy.class, "two-parameter", TwoParameterStep.class);

    registry.add(CurvatureTransform.class, "absolute", AbsoluteTransform.class);
    registry.add(CurvatureTransform.class, "clip", ClipTransform.class);
    registry.add(CurvatureTransform.class, "identity", IdentityTransform.class);
    registry.add(CurvatureTransform.class, "modified-cholesky", ModifiedCholeskyTransform.class);
    registry.add(CurvatureTransform.class, "shift", ShiftTransform.class);

    registry.add(Subproblem.class, "cauchy", CauchyPoint.class);
    registry.add(Subproblem.class, "cubic", CubicModel.class);
    registry.add(Subproblem.class, "cubic-lanczos", CubicLanczos.class);
    registry.add(Subproblem.class, "damped", Damped.class);
    registry.add(Subproblem.class, "dogleg", Dogleg.class);
    registry.add(Subproblem.class, "double-dogleg", DoubleDogleg.class);
    registry.add(Subproblem.class, "gltr", Gltr.class);
    registry.add(Subproblem.class, "more-sorensen", MoreSorensen.class);
    registry.add(Subproblem.class, "newton-cg-direction", NewtonCgDirection.class);
    registry.add(Subproblem.class, "newton-direction", NewtonDirection.class);
    registry.add(Subproblem.class, "steihaug-cg", SteihaugCg.class);
    registry.add(Subproblem.class, "subspace-2d", Subspace2d.class);

    registry.add(Globalizer.class, "adaptive-cubic", AdaptiveCubic.class);
    registry.add(Globalizer.class, "adaptive-radius", AdaptiveRadius.class);
    registry.add(Globalizer.class, "backtracking", Backtracking.class);
    registry.add(Globalizer.class, "gain-damping", GainDamping.class);
    registry.add(Globalizer.class, "hager-zhang", HagerZhang.class);
    registry.add(Globalizer.class, "ratio-radius", RatioRadius.class);
    registry.add(Globalizer.class, "strong-wolfe", StrongWolfe.class);

    registry.add(Momentum.class, "average", AverageGradient.class);
    registry.add(Momentum.class, "heavy-ball", HeavyBall.class);

    registry.add(Schedule.class, "constant", ConstantSchedule.class);
    registry.add(Schedule.class, "cosine", CosineSchedule.class);
    registry.add(Schedule.class, "inverse-time", InverseTimeSchedule.class);
    registry.add(Schedule.class, "step", StepSchedule.class);
    registry.add(Schedule.class, "warm-up", WarmUpSchedule.class);
  }
}
