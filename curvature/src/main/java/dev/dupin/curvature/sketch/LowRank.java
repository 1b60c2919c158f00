package dev.dupin.curvature.sketch;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** V diag(theta) V' + mu (I - V V'), sketched from another matrix on first use. */
public final class LowRank implements SymmetricOperator {

  private static final double EPS = 0x1p-52;

  private final SymmetricOperator whole;
  private final int rank;
  private final Sketch sketch;
  private final RandomGenerator random;
  private final boolean absolute;
  private final Set<Trait> traits;
  private @Nullable Spectrum spectrum;

  /**
   * Spends nothing yet.
   *
   * @param rank n at most
   * @param random for the direction in the rest
   * @param absolute whether eigenvalues lose their signs
   * @param traits promised; eigenvalues are kept from breaking a promise by rounding
   */
  public LowRank(
      SymmetricOperator whole,
      int rank,
      Sketch sketch,
      RandomGenerator random,
      boolean absolute,
      Set<Trait> traits) {
    this.whole = whole;
    this.rank = rank;
    this.sketch = sketch;
    this.random = random;
    this.absolute = absolute;
    this.traits = traits;
  }

  /**
   * What was sketched.
   *
   * @param vectors V, one row each
   * @param values theta
   * @param rest mu
   * @param norm the largest of them by absolute value
   */
  private record Spectrum(double[][] vectors, double[] values, double rest, double norm) {}

  private Spectrum spectrum() {
    Spectrum known = spectrum;
    if (known == null) {
      Sketch.Pairs pairs = sketch.of(whole, rank);
      double rest = meanCurvatureOutside(pairs.vectors());
      double norm = Math.max(Vectors.maxAbs(pairs.values()), Math.abs(rest));
      double[] values = new double[pairs.values().length];
      for (int k = 0; k < values.length; k++) {
        values[k] = kept(pairs.values()[k], dimension() * EPS * norm);
      }
      double mu = kept(rest, 0);
      double least = Math.sqrt(EPS) * norm;
      mu = Math.abs(mu) >= least ? mu : Math.copySign(least, mu);
      known = new Spectrum(pairs.vectors(), values, mu, norm == 0 ? 1 : norm);
      spectrum = known;
    }
    return known;
  }

  /** Keeps the promises that rounding would break; {@code floor} is the rounding. */
  private double kept(double value, double floor) {
    double signed = absolute ? Math.abs(value) : value;
    if (is(Trait.POSITIVE_DEFINITE)) {
      return Math.max(signed, floor == 0 ? Double.MIN_NORMAL : floor);
    }
    return is(Trait.POSITIVE_SEMIDEFINITE) ? Math.max(signed, 0) : signed;
  }

  /** Returns z'Bz / z'z for a random z orthogonal to the sketch; 0 where nothing is outside. */
  private double meanCurvatureOutside(double[][] vectors) {
    int n = dimension();
    if (vectors.length >= n) {
      return 0;
    }
    double[] probe = new double[n];
    for (int i = 0; i < n; i++) {
      probe[i] = random.nextBoolean() ? 1 : -1;
    }
    for (int pass = 0; pass < 2; pass++) {
      for (double[] vector : vectors) {
        Vectors.addScaled(probe, -Vectors.dot(vector, probe), vector);
      }
    }
    double[] product = new double[n];
    whole.apply(probe, product);
    double square = Vectors.dot(probe, probe);
    return square > EPS * n ? Vectors.dot(probe, product) / square : 0;
  }

  @Override
  public int dimension() {
    return whole.dimension();
  }

  @Override
  public Set<Trait> traits() {
    return traits;
  }

  @Override
  public void apply(double[] v, double[] result) {
    Spectrum known = spectrum();
    for (int i = 0; i < v.length; i++) {
      result[i] = known.rest * v[i];
    }
    for (int k = 0; k < known.values.length; k++) {
      double along = Vectors.dot(known.vectors[k], v);
      Vectors.addScaled(result, (known.values[k] - known.rest) * along, known.vectors[k]);
    }
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    Spectrum known = spectrum();
    double rounding = EPS * Math.max(known.norm, shift);
    boolean whole = known.values.length >= dimension();
    boolean regular = whole || Math.abs(known.rest + shift) > rounding;
    for (double value : known.values) {
      regular &= Math.abs(value + shift) > rounding;
    }
    return regular ? Optional.of(solver(known, shift, whole)) : Optional.empty();
  }

  /** With nothing outside the sketch, what rounding leaves there is divided by the norm. */
  private static Inverse solver(Spectrum known, double shift, boolean whole) {
    double rest = 1 / ((whole ? known.norm : known.rest) + shift);
    return (rhs, result) -> {
      for (int i = 0; i < rhs.length; i++) {
        result[i] = rest * rhs[i];
      }
      for (int k = 0; k < known.values.length; k++) {
        double along = Vectors.dot(known.vectors[k], rhs);
        double factor = 1 / (known.values[k] + shift) - rest;
        Vectors.addScaled(result, factor * along, known.vectors[k]);
      }
    };
  }

  /** Costs rank n multiplications. */
  @Override
  public Optional<double[]> diagonal() {
    Spectrum known = spectrum();
    double[] diagonal = Vectors.filled(dimension(), known.rest);
    for (int k = 0; k < known.values.length; k++) {
      double factor = known.values[k] - known.rest;
      for (int i = 0; i < diagonal.length; i++) {
        diagonal[i] += factor * known.vectors[k][i] * known.vectors[k][i];
      }
    }
    return Optional.of(diagonal);
  }

  @Override
  public DenseSymmetric toDense() {
    DenseMemory.require(dimension(), 2, DenseMemory.PRODUCTS_INSTEAD);
    return SymmetricOperator.super.toDense();
  }
}
