package dev.dupin.curvature.verdict;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.RunContext;
import java.util.Optional;

/**
 * What can be proven of the spectrum of a Hessian without a dense matrix: everything where its
 * pattern is known and sparse ({@link SparseSpectrum}), else both ends by products ({@link
 * ExtremeEigenvalues}). At most 36 vectors of n doubles besides those of the evaluation.
 */
public final class LargeSpectrum {

  private LargeSpectrum() {}

  /**
   * Looks at the Hessian at a point.
   *
   * @param budget the most products, {@link ExtremeEigenvalues#FEWEST} at least for Lanczos
   * @throws dev.dupin.core.linear.NumericalFailureException if the Hessian is not finite
   */
  public static SpectrumBounds of(Evaluation here, RunContext context, int budget) {
    Optional<SparseHessian> sparse =
        SparseHessian.at(here, budget, context.random("sparse Hessian"));
    Optional<SpectrumBounds> whole =
        sparse.flatMap(
            hessian -> SparseSpectrum.of(hessian, context.random("factor"), context::cancelled));
    if (whole.isPresent()) {
      return whole.get();
    }
    double spent = sparse.map(SparseHessian::products).orElse(0.0);
    Optional<double[]> enclosure = sparse.map(GershgorinDiscs::enclosure);
    SpectrumBounds ends = byProducts(here, context, (int) (budget - spent));
    return enclosure.map(outer -> ends.within(outer, spent)).orElse(ends);
  }

  private static SpectrumBounds byProducts(Evaluation here, RunContext context, int budget) {
    return ExtremeEigenvalues.of(
        new HessianOperator(here, context.random("product noise")),
        here.objective().isConvex(),
        budget,
        context.random("lanczos"),
        context::cancelled);
  }
}
