package dev.dupin.objectives;

import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Meter;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Another objective, seen from the worst point nearby: sharpness-aware minimisation (Foret et al.
 * 2021, "Sharpness-aware minimization for efficiently improving generalization", equations 2 and
 * 3), which prefers flat minima. At x it is the wrapped objective at
 *
 * <pre>x + e,  e = radius g / |g|,  or adaptive  e = radius T^2 g / |T g|,  T = diag(|x| + eta)
 * </pre>
 *
 * where g is the gradient at x; the adaptive form does not change when parameters are rescaled
 * (Kwon et al. 2021, "ASAM: adaptive sharpness-aware minimization for scale-invariant learning of
 * deep neural networks", equation 7). Where g = 0 there is no worst direction, and e = 0.
 *
 * <p>So value, gradient and structures are those at x + e: the gradient is a surrogate, not the
 * derivative of that value, since how e changes with x is left out; the exact Hessian is the
 * surrogate's in the same sense. Metrics and estimates are those at x, and so is everything that is
 * judged at the end: the plain objective. Points themselves are never changed. Bounds over boxes
 * and rounding errors are not offered: they would not see how e changes.
 *
 * <p>Cost: a gradient is two of the wrapped objective's, a value a gradient and a value.
 */
public final class SharpnessAware implements Objective {

  /** What holds for the wrapped function and not for its value at a point that moves with x. */
  static final Set<Class<? extends Structure>> OF_PLAIN_FUNCTIONS =
      Set.of(Enclosures.class, RoundingErrors.class);

  private final Config config;
  private final Objective of;

  /**
   * The keys of a spec.
   *
   * @param radius how far the worst point is sought, rho; 0 is the wrapped objective itself. The
   *     adaptive form wants one about ten times larger
   * @param adaptive whether each parameter counts by its own size
   * @param eta what the adaptive form adds to that size, so that parameters at 0 move as well
   * @param of the objective to see so
   */
  public record Config(
      @Default("0.05") @Range("[0, inf)") double radius,
      @Default("false") boolean adaptive,
      @Default("0.01") @Range("(0, inf)") double eta,
      Objective of) {
    public Config {
      Objects.requireNonNull(of, "of is null");
      if (!(radius >= 0 && radius < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("radius must be finite and at least 0, not " + radius);
      }
      if (!(eta > 0 && eta < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("eta must be finite and positive, not " + eta);
      }
    }
  }

  /** Sees an objective so. */
  @Inject
  public SharpnessAware(Config config) {
    this(config, config.of());
  }

  private SharpnessAware(Config config, Objective of) {
    this.config = config;
    this.of = of;
  }

  /** Returns an objective seen with the usual keys. */
  public static SharpnessAware withDefaults(Objective of) {
    return new SharpnessAware(new Config(0.05, false, 0.01, of));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public int dimension() {
    return of.dimension();
  }

  @Override
  public Evaluation at(double[] x) {
    return new SharpnessAwareEvaluation(this, config, of, x);
  }

  @Override
  public double[] start(RandomGenerator random) {
    return of.start(random);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    Set<Class<? extends Structure>> kinds = new HashSet<>(of.structures());
    kinds.removeAll(OF_PLAIN_FUNCTIONS);
    return Collections.unmodifiableSet(kinds);
  }

  /** The terms of the wrapped objective; a batch seeks the worst point of its own. */
  @Override
  public Optional<FiniteSum> sum() {
    return of.sum().map(Terms::new);
  }

  /** Counts both gradients of the wrapped objective. */
  @Override
  public Objective metered(Meter meter) {
    return new SharpnessAware(config, of.metered(meter));
  }

  @Override
  public Objective judged() {
    return of.judged();
  }

  @Override
  public boolean gradientIsSurrogate() {
    return config.radius() > 0 || of.gradientIsSurrogate();
  }

  private final class Terms implements FiniteSum {
    private final FiniteSum sum;

    Terms(FiniteSum sum) {
      this.sum = sum;
    }

    @Override
    public int terms() {
      return sum.terms();
    }

    @Override
    public Objective batch(int[] terms) {
      return new SharpnessAware(config, sum.batch(terms));
    }
  }
}
