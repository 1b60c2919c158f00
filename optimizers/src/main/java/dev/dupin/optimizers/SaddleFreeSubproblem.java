package dev.dupin.optimizers;

import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.KrylovSubspace;
import dev.dupin.optimizers.internal.SpectralOperator;
import dev.dupin.optimizers.internal.SymmetricEigen;
import java.util.List;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The step s = -V (|T| + damping I)^-1 V'g, where T = V'BV and V is an orthonormal basis: of the
 * whole space, or of a Krylov subspace (Dauphin et al. 2014, algorithm 1). One eigen-decomposition
 * of T serves every damping of the iteration.
 *
 * <p>The predicted reduction is that of the model itself, -g's - s'Bs/2, not of its absolute value.
 * It is never negative, since B is at most |B|: -g's - s'Bs/2 >= s'|T|s/2 + damping |s|^2.
 */
final class SaddleFreeSubproblem implements Subproblem {

  private static final double EPS = 0x1p-52;

  /**
   * The part of the dimensions that the random vector gets. Its own products must be in the space:
   * alone it has the mean of all curvatures, which shows the lowest one to nobody.
   */
  private static final int RANDOM_PART = 4;

  private final SaddleFreeNewton.Spectrum spectrum;
  private final int rank;
  private final Supplier<double[]> previousStep;

  /**
   * Makes the subproblem of one run.
   *
   * @param previousStep n entries, or none before the first step
   */
  SaddleFreeSubproblem(
      SaddleFreeNewton.Spectrum spectrum, int rank, Supplier<double[]> previousStep) {
    this.spectrum = spectrum;
    this.rank = rank;
    this.previousStep = previousStep;
  }

  @Override
  public Class<? extends Control> control() {
    return Damping.class;
  }

  @Override
  public List<String> columns() {
    return List.of("negativeEigenvalues", "subspaceDimension");
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    double[] gradient = model.here().gradient();
    if (Vectors.maxAbs(gradient) == 0) {
      double[] nothing = {};
      return new Repelled(new SymmetricEigen(nothing, nothing), nothing, y -> y);
    }
    return switch (spectrum) {
      case DENSE -> {
        SymmetricEigen eigen = Dense.eigen(model.curvature().toDense());
        yield new Repelled(eigen, gradient, y -> y);
      }
      case LANCZOS -> {
        KrylovSubspace space = subspace(model, context);
        SymmetricEigen eigen = Dense.eigen(space.projection());
        yield new Repelled(eigen, space.coordinates(gradient), space::combine);
      }
    };
  }

  /**
   * The Krylov space of the gradient, the previous step (Vinyals and Povey 2012, "Krylov subspace
   * descent for deep learning"), and the Krylov space of a random vector: that of the gradient
   * hardly sees the curvature along what the gradient is nearly orthogonal to. What one of them
   * leaves, since the space has become invariant, goes to the next.
   */
  private KrylovSubspace subspace(Model model, RunContext context) {
    double[] gradient = model.here().gradient();
    double[] previous = previousStep.get();
    boolean isDefinite = model.curvature().is(Trait.POSITIVE_SEMIDEFINITE);
    int forRandom = isDefinite ? 0 : rank / RANDOM_PART;
    int forPrevious = previous.length > 0 && rank > 2 ? 1 : 0;
    KrylovSubspace space = new KrylovSubspace(model.curvature()::apply);
    space.grow(gradient, rank - forRandom - forPrevious);
    space.grow(previous, Math.min(space.dimension() + forPrevious, rank));
    if (forRandom > 0) {
      space.grow(gaussian(gradient.length, context.random("beside")), rank);
    }
    return space;
  }

  private static double[] gaussian(int n, RandomGenerator random) {
    double[] vector = new double[n];
    for (int i = 0; i < n; i++) {
      vector[i] = random.nextGaussian();
    }
    return vector;
  }

  /** The model in the eigenbasis of T. */
  private static final class Repelled implements Prepared {

    private final SymmetricEigen eigen;
    private final double[] absolute;
    private final double[] slopes;
    private final Function<double[], double[]> lift;

    Repelled(SymmetricEigen eigen, double[] gradient, Function<double[], double[]> lift) {
      this.eigen = eigen;
      this.lift = lift;
      absolute = SpectralOperator.absolute(eigen).values();
      slopes = eigen.coordinates(gradient);
    }

    @Override
    public Proposal solve(Control control) {
      double[] curvatures = eigen.values();
      double[] y = new double[slopes.length];
      double reduction = 0;
      for (int i = 0; i < y.length; i++) {
        y[i] = -slopes[i] / (absolute[i] + control.value());
        reduction -= slopes[i] * y[i] + 0.5 * curvatures[i] * y[i] * y[i];
      }
      double[] step = lift.apply(eigen.combine(y));
      boolean isStep = Vectors.isFinite(step) && Vectors.maxAbs(step) > 0;
      return isStep ? new Proposal(step, reduction, control.value()) : Proposal.NONE;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      double rounding = slopes.length * EPS * eigen.norm();
      int negative = 0;
      while (negative < slopes.length && eigen.values()[negative] < -rounding) {
        negative++;
      }
      out.accept("negativeEigenvalues", negative);
      out.accept("subspaceDimension", slopes.length);
    }
  }
}
