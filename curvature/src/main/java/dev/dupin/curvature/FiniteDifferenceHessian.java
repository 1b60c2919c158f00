package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.dense.Symmetric;
import dev.dupin.curvature.difference.GradientDifferences;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Hessian by differences of gradients, for objectives that offer no derivatives beyond the
 * first: two gradients a product, 2 n for the dense matrix (one and n with the forward scheme), all
 * of them counted as gradients. It is the exact Hessian up to the error of the differences, about
 * 1e-10 of the scale of the gradient with the central scheme and 1e-8 with the forward one.
 */
public final class FiniteDifferenceHessian implements HessianProvider {

  private static final Set<Trait> TRAITS = Set.of(Trait.EXACT);

  /** Where the second gradient is taken. */
  public enum Scheme {
    /** On both sides of the point. */
    CENTRAL,
    /** At the point itself, whose gradient is already paid: half the price, half the digits. */
    FORWARD
  }

  /**
   * The keys of {@code finite-difference}.
   *
   * @param scheme where the second gradient is taken
   */
  public record Config(@Default("central") Scheme scheme) {
    public Config {
      Objects.requireNonNull(scheme, "scheme is null");
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public FiniteDifferenceHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static FiniteDifferenceHessian withDefaults() {
    return new FiniteDifferenceHessian(new Config(Scheme.CENTRAL));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new DifferenceCurvature(config.scheme());
  }

  private static final class DifferenceCurvature implements Curvature {

    private final Scheme scheme;

    /** The last operator, so that asking twice at one point pays once. */
    private @Nullable DifferenceOperator last;

    DifferenceCurvature(Scheme scheme) {
      this.scheme = scheme;
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      if (last == null || last.here != here) {
        last =
            new DifferenceOperator(
                here,
                switch (scheme) {
                  case CENTRAL -> GradientDifferences.central(here);
                  case FORWARD -> GradientDifferences.forward(here);
                });
      }
      return last;
    }
  }

  private static final class DifferenceOperator implements SymmetricOperator {

    private final Evaluation here;
    private final GradientDifferences differences;
    private @Nullable DenseSymmetric dense;

    DifferenceOperator(Evaluation here, GradientDifferences differences) {
      this.here = here;
      this.differences = differences;
    }

    @Override
    public int dimension() {
      return here.point().length;
    }

    @Override
    public Set<Trait> traits() {
      return TRAITS;
    }

    @Override
    public void apply(double[] v, double[] result) {
      if (dense == null) {
        differences.product(v, result);
      } else {
        dense.apply(v, result);
      }
    }

    @Override
    public DenseSymmetric toDense() {
      if (dense == null) {
        // Whoever asks for the matrix factors it into a second one.
        DenseMemory.problem(dimension(), 2, "hessian l-bfgs, or a step that only applies products")
            .ifPresent(
                problem -> {
                  throw new NumericalFailureException(problem);
                });
        dense = Symmetric.average(dimension(), differences.dense(1));
      }
      return dense;
    }
  }
}
