package dev.dupin.curvature;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.run.Analysis;

/** Announces the parts of this module. */
public final class CurvaturePlugin implements Plugin {

  @Override
  public void register(Registry registry) {
    registry.add(HessianProvider.class, "ek-fac", EkfacHessian.class);
    registry.add(HessianProvider.class, "exact", ExactHessian.class);
    registry.add(HessianProvider.class, "finite-difference", FiniteDifferenceHessian.class);
    registry.add(HessianProvider.class, "identity", IdentityHessian.class);
    registry.add(HessianProvider.class, "gauss-newton", GaussNewtonHessian.class);
    registry.add(HessianProvider.class, "fisher", FisherHessian.class);
    registry.add(HessianProvider.class, "empirical-fisher", EmpiricalFisherHessian.class);
    registry.add(HessianProvider.class, "subsampled", SubsampledHessian.class);
    registry.add(HessianProvider.class, "block-diagonal", BlockDiagonalHessian.class);
    registry.add(HessianProvider.class, "low-rank", LowRankHessian.class);
    registry.add(HessianProvider.class, "bfgs", BfgsHessian.class);
    registry.add(HessianProvider.class, "k-fac", KfacHessian.class);
    registry.add(HessianProvider.class, "l-bfgs", LimitedMemoryBfgsHessian.class);
    registry.add(HessianProvider.class, "shampoo", ShampooHessian.class);
    registry.add(HessianProvider.class, "sr1", Sr1Hessian.class);
    registry.add(HessianProvider.class, "l-sr1", LimitedMemorySr1Hessian.class);
    registry.add(HessianProvider.class, "barzilai-borwein", BarzilaiBorweinHessian.class);
    registry.add(HessianProvider.class, "adam", AdamHessian.class);
    registry.add(HessianProvider.class, "rmsprop", RmsPropHessian.class);
    registry.add(HessianProvider.class, "adagrad", AdaGradHessian.class);
    registry.add(HessianProvider.class, "hutchinson-diagonal", HutchinsonDiagonalHessian.class);
    registry.add(Analysis.class, "curvature-quality", CurvatureQualityAnalysis.class);
    registry.add(Analysis.class, "influence", InfluenceAnalysis.class);
    registry.add(Analysis.class, "verdict", VerdictAnalysis.class);
  }
}
