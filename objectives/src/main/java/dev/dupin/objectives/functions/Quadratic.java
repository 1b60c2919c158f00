package dev.dupin.objectives.functions;

import dev.dupin.core.interval.Intervals;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Enclosures;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.RoundingErrors;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Exclusive;
import dev.dupin.core.plugin.RefusedValueException;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A quadratic function with a given matrix or a given spectrum:
 *
 * <pre>f(x) = x'Ax / 2 + b'x</pre>
 *
 * <p>Its critical points solve A x = -b: a minimum, a maximum or a saddle of known index by the
 * signs of the eigenvalues; a whole flat of them, or none at all, where an eigenvalue is zero.
 *
 * <p>A product takes n^2 multiplications with a matrix, O(n) with eigenvalues, which need no n x n
 * storage unless the dense Hessian is asked for. That one is computed once, whatever the point.
 */
public final class Quadratic implements Objective {

  /**
   * How many reflections make a random rotation. One would leave a spectrum of two values a
   * rank-two change from diagonal; three leave nothing special about any axis. A rotation that is
   * uniform over all of them takes n (Stewart 1980, "The efficient generation of random orthogonal
   * matrices"), and n^2 operations a product.
   */
  private static final int REFLECTIONS = 3;

  private final QuadraticForm form;
  private final double[] linear;

  /** Filled when first asked for; two threads that come first together compute it twice. */
  private volatile @Nullable DenseSymmetric matrix;

  /** Filled when first asked for, likewise. */
  private volatile @Nullable Intervals matrixBounds;

  /** How the eigenvectors lie. */
  public enum Rotation {
    /** As the matrix has them; along the axes where eigenvalues are given. */
    NONE,
    /** Turned at random. */
    RANDOM
  }

  /**
   * The keys of a spec.
   *
   * @param matrix either A, n rows of n numbers, symmetric
   * @param eigenvalues or its eigenvalues, n numbers in any order
   * @param rotation {@code random} turns the eigenvectors, so that A becomes QAQ' with an
   *     orthogonal Q; {@code none} leaves them as they are, along the axes for eigenvalues
   * @param rotationSeed what a random rotation is drawn from; the seed of the run does not change
   *     the function
   * @param linear b, n numbers; left out: zeros
   */
  @Exclusive({"matrix", "eigenvalues"})
  public record Config(
      Optional<List<List<Double>>> matrix,
      Optional<double[]> eigenvalues,
      @Default("none") Rotation rotation,
      @Default("0") long rotationSeed,
      Optional<double[]> linear) {
    public Config {
      if (matrix.isPresent() == eigenvalues.isPresent()) {
        throw new IllegalArgumentException("give one of matrix, eigenvalues");
      }
      matrix = matrix.map(rows -> rows.stream().map(List::copyOf).toList());
      eigenvalues = eigenvalues.map(double[]::clone);
      linear = linear.map(double[]::clone);
      refused("matrix", matrix.flatMap(DenseForm::complaint));
      refused("eigenvalues", eigenvalues.flatMap(Config::complaint));
      int n = matrix.isPresent() ? matrix.get().size() : eigenvalues.orElseThrow().length;
      refused("linear", linear.flatMap(Config::complaint));
      refused(
          "linear",
          linear
              .filter(b -> b.length != n)
              .map(b -> "b has " + b.length + " numbers; A is " + n + " x " + n));
    }

    private static void refused(String key, Optional<String> complaint) {
      complaint.ifPresent(
          message -> {
            throw new RefusedValueException(key, 0, new IllegalArgumentException(message));
          });
    }

    private static Optional<String> complaint(double[] numbers) {
      if (numbers.length == 0) {
        return Optional.of("the list is empty; it needs one number for every variable");
      }
      return Vectors.isFinite(numbers)
          ? Optional.empty()
          : Optional.of("the list has a number that is not finite");
    }

    private QuadraticForm unrotated() {
      return matrix
          .<QuadraticForm>map(DenseForm::of)
          .orElseGet(() -> new DiagonalForm(eigenvalues.orElseThrow()));
    }

    private QuadraticForm form() {
      QuadraticForm inner = unrotated();
      if (rotation == Rotation.NONE) {
        return inner;
      }
      SplittableRandom random = new SplittableRandom(rotationSeed);
      return new RotatedForm(inner, Reflections.random(REFLECTIONS, inner.dimension(), random));
    }
  }

  /** Makes the function. */
  @Inject
  public Quadratic(Config config) {
    form = config.form();
    linear = config.linear().orElseGet(() -> new double[form.dimension()]);
  }

  /** Returns the function with a diagonal matrix and no linear term. */
  public static Quadratic ofEigenvalues(double... eigenvalues) {
    return new Quadratic(
        new Config(Optional.empty(), Optional.of(eigenvalues), Rotation.NONE, 0, Optional.empty()));
  }

  @Override
  public int dimension() {
    return linear.length;
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code x} has not n entries
   */
  @Override
  public Evaluation at(double[] x) {
    if (x.length != linear.length) {
      throw new IllegalArgumentException(
          "the point has " + x.length + " coordinates; the function has " + linear.length);
    }
    return new QuadraticEvaluation(this, x);
  }

  /** Returns (1, …, 1): the origin is critical where there is no linear term. */
  @Override
  public double[] start(RandomGenerator random) {
    return Vectors.filled(linear.length, 1);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    Set<Class<? extends Structure>> kinds =
        new HashSet<>(
            Set.of(
                HessianProducts.class,
                HessianMatrix.class,
                DirectionalDerivatives.class,
                Enclosures.class,
                RoundingErrors.class));
    if (form instanceof DiagonalForm) {
      kinds.add(HessianSparsity.class);
    }
    return Collections.unmodifiableSet(kinds);
  }

  /** Returns A as an operator. */
  QuadraticForm form() {
    return form;
  }

  /** Returns b; not to be changed. */
  double[] linear() {
    return linear;
  }

  /** Returns A. */
  DenseSymmetric matrix() {
    DenseSymmetric known = matrix;
    if (known == null) {
      known = form.matrix();
      matrix = known;
    }
    return known;
  }

  /** Returns bounds of the entries of A; the Hessian over every box. */
  Intervals matrixBounds() {
    Intervals known = matrixBounds;
    if (known == null) {
      known = form.matrixBounds();
      matrixBounds = known;
    }
    return known;
  }
}
