package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.difference.GradientDifferences;
import dev.dupin.curvature.difference.StarColouring;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Hessian by differences of gradients, for objectives that offer no derivatives beyond the
 * first: two gradients a product, 2 n for the dense matrix (one and n with the forward scheme), all
 * of them counted as gradients. The dense matrix takes n^2 doubles. It is the exact Hessian up to
 * the error of the differences, about 1e-10 of the scale of the gradient with the central scheme
 * and 1e-8 with the forward one.
 *
 * <p>Where the objective knows which entries can be other than zero, one difference serves all
 * coordinates of a colour (Coleman and Moré 1984, "Estimation of sparse Hessian matrices and graph
 * coloring problems"): six gradients for a tridiagonal matrix of any n. With few colours, the first
 * product at a point makes that sparse matrix, as many doubles as it has entries and one vector a
 * colour, and further products there cost no gradient.
 */
public final class FiniteDifferenceHessian implements HessianProvider {

  static final Set<Trait> TRAITS = Set.of(Trait.EXACT);

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
    private @Nullable StarColouring colouring;
    private final PointCurvature points = new PointCurvature(this::operator);

    DifferenceCurvature(Scheme scheme) {
      this.scheme = scheme;
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      return points.at(here);
    }

    private SymmetricOperator operator(Evaluation here) {
      GradientDifferences differences =
          switch (scheme) {
            case CENTRAL -> GradientDifferences.central(here);
            case FORWARD -> GradientDifferences.forward(here);
          };
      return new DifferenceOperator(here.point().length, differences, colouring(here));
    }

    /** Colours once in a run, since the pattern is the same everywhere. */
    private Optional<StarColouring> colouring(Evaluation here) {
      if (colouring == null) {
        colouring =
            here.structure(HessianSparsity.class)
                .map(pattern -> new StarColouring(here.point().length, pattern))
                .orElse(null);
      }
      return Optional.ofNullable(colouring);
    }
  }
}
