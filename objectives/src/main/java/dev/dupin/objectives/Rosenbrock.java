package dev.dupin.objectives;

import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The banana valley of Rosenbrock (1960, "An automatic method for finding the greatest or least
 * value of a function"), chained to any number of variables:
 *
 * <pre>f(x) = sum over i &lt; n of 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2</pre>
 *
 * <p>Its minimum is 0 at (1, …, 1); for 4 &lt;= n &lt;= 7 there is one other minimum, near (-1, 1,
 * …, 1) (Kok and Sandrock 2009, "Locating and characterizing the stationary points of the extended
 * Rosenbrock function"). From the classical start the variables reach their ends one after the
 * other along the chain, so every method takes a number of steps proportional to n.
 *
 * <p>With {@code chained: false} the sum is over every other i, i = 1, 3, …, so that f is n / 2
 * independent valleys (Moré, Garbow and Hillstrom 1981, "Testing unconstrained optimization
 * software", problem 21); its only minimum is (1, …, 1), and the number of steps does not depend on
 * n. The Hessian is tridiagonal either way. Value, gradient and products cost O(n) time; the dense
 * Hessian n^2 and the dense Jacobian 2 n^2 doubles.
 */
public final class Rosenbrock implements Objective {

  /** The classical start (-1.2, 1), repeated. */
  private static final double[] START = {-1.2, 1};

  private final int dimension;
  private final int stride;

  /**
   * The keys of a spec.
   *
   * @param dimension the number of variables, n
   * @param chained whether every variable is tied to the next; if not, each pair of neighbours is a
   *     valley of its own, and the dimension is even
   */
  public record Config(
      @Default("2") @Range("[2, inf)") int dimension, @Default("true") boolean chained) {
    public Config {
      if (dimension < 2) {
        throw new IllegalArgumentException("dimension must be at least 2, not " + dimension);
      }
      if (!chained && dimension % 2 != 0) {
        throw new IllegalArgumentException(
            "with chained: false the variables come in pairs, so dimension must be even, not "
                + dimension);
      }
    }

    /** The chained function of so many variables. */
    public Config(int dimension) {
      this(dimension, true);
    }
  }

  /** Makes the function of so many variables. */
  @Inject
  public Rosenbrock(Config config) {
    dimension = config.dimension();
    stride = config.chained() ? 1 : 2;
  }

  /** Returns how far apart the first variables of neighbouring terms are. */
  int stride() {
    return stride;
  }

  /** Returns the function of two variables. */
  public static Rosenbrock withDefaults() {
    return new Rosenbrock(new Config(2));
  }

  @Override
  public int dimension() {
    return dimension;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code x} has not n entries
   */
  @Override
  public Evaluation at(double[] x) {
    if (x.length != dimension) {
      throw new IllegalArgumentException(
          "the point has " + x.length + " coordinates; the function has " + dimension);
    }
    return new RosenbrockEvaluation(this, x);
  }

  /** Returns (-1.2, 1, -1.2, 1, …). */
  @Override
  public double[] start(RandomGenerator random) {
    double[] start = new double[dimension];
    for (int i = 0; i < dimension; i++) {
      start[i] = START[i % START.length];
    }
    return start;
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(
        HessianProducts.class,
        HessianMatrix.class,
        HessianSparsity.class,
        Residuals.class,
        Enclosures.class,
        RoundingErrors.class);
  }
}
