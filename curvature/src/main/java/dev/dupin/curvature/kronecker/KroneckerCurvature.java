package dev.dupin.curvature.kronecker;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.run.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Kronecker factors during a run. They are sums over the examples of the points passed, those of
 * earlier points weighted by powers of {@code average}, divided by the sum of the weights: so
 * batches of unequal size count by their examples, and the first ones are not too small. What was
 * seen at a point is learned when the point is left.
 */
public final class KroneckerCurvature implements Curvature {

  /**
   * How it works.
   *
   * @param damping added to the diagonal, besides the mean weight of the penalty on a layer
   * @param factored whether the damping goes to the two factors
   * @param average how much of the sums is kept from one point to the next
   * @param refresh how many iterations a basis is kept
   * @param rescaled whether the diagonal in the basis is measured (EKFAC) or that of the product of
   *     the factors
   */
  public record Method(
      double damping, boolean factored, double average, long refresh, boolean rescaled) {}

  private final Function<Evaluation, Moments> moments;
  private final Function<Evaluation, double[]> ridge;
  private final Method method;
  private final Set<Trait> traits;

  // State: sums of factors with their weight; those that the basis was made of; squares in it.
  private double[] factors = new double[0];
  private double factorWeight;
  private double[] basisFactors = new double[0];
  private double basisWeight;
  private double[] squares = new double[0];
  private double squareWeight;
  private long iterations;

  private @Nullable Pending pending;
  private @Nullable Decomposed decomposed;

  /** Bases that need not be computed again. */
  private record Decomposed(double[] factors, List<Basis> bases) {}

  /** What is seen at one point, and becomes state when it is left. */
  private record Pending(
      Evaluation here,
      double[] factors,
      double factorWeight,
      double[] basisFactors,
      double basisWeight,
      double[] squares,
      double squareWeight,
      SymmetricOperator operator) {}

  /**
   * @param moments of a point
   * @param ridge the weights of the penalty at a point, n entries
   * @param traits of the operators
   */
  public KroneckerCurvature(
      Function<Evaluation, Moments> moments,
      Function<Evaluation, double[]> ridge,
      Method method,
      Set<Trait> traits) {
    this.moments = moments;
    this.ridge = ridge;
    this.method = method;
    this.traits = traits;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same object: what was paid there is known
  public SymmetricOperator at(Evaluation here) {
    Pending known = pending;
    if (known == null || known.here() != here) {
      known = look(here);
      pending = known;
    }
    return known.operator();
  }

  private Pending look(Evaluation here) {
    Moments seen = moments.apply(here);
    List<Layer> layers = Layer.of(seen.statistics());
    double[] nextFactors = kept(factors, layers.stream().mapToInt(Layer::factorEntries).sum());
    double nextWeight = method.average() * factorWeight + seen.examples();
    seen.addFactors(layers, nextFactors);
    boolean isDue = basisFactors.length == 0 || iterations % method.refresh() == 0;
    double[] ofBasis = isDue ? nextFactors : basisFactors;
    double weight = isDue ? nextWeight : basisWeight;
    List<Basis> bases = bases(layers, ofBasis, weight);
    double[] nextSquares = new double[0];
    double nextSquareWeight = 0;
    if (method.rescaled()) {
      // Squares along another basis say nothing about this one.
      nextSquares =
          kept(isDue ? new double[0] : squares, layers.stream().mapToInt(Layer::size).sum());
      nextSquareWeight = (isDue ? 0 : method.average() * squareWeight) + seen.examples();
      seen.addSquares(layers, bases, nextSquares);
    }
    SymmetricOperator operator =
        new KroneckerOperator(
            here.point().length,
            layers,
            bases,
            method.rescaled()
                ? measured(layers, nextSquares, nextSquareWeight)
                : products(layers, bases),
            damping(layers, ridge.apply(here)),
            method.factored(),
            traits);
    return new Pending(
        here, nextFactors, nextWeight, ofBasis, weight, nextSquares, nextSquareWeight, operator);
  }

  private double[] kept(double[] sums, int length) {
    double[] kept = new double[length];
    for (int i = 0; i < sums.length; i++) {
      kept[i] = method.average() * sums[i];
    }
    return kept;
  }

  @SuppressWarnings("ReferenceEquality") // the same array: decomposed before
  private List<Basis> bases(List<Layer> layers, double[] factors, double weight) {
    Decomposed known = decomposed;
    if (known == null || known.factors() != factors) {
      List<Basis> bases = new ArrayList<>();
      int at = 0;
      for (Layer layer : layers) {
        bases.add(Basis.of(layer, factors, at, weight));
        at += layer.factorEntries();
      }
      known = new Decomposed(factors, bases);
      decomposed = known;
    }
    return known.bases();
  }

  private static List<double[]> products(List<Layer> layers, List<Basis> bases) {
    List<double[]> scales = new ArrayList<>();
    for (int k = 0; k < layers.size(); k++) {
      double[] s = bases.get(k).outputValues();
      double[] a = bases.get(k).inputValues();
      double[] products = new double[s.length * a.length];
      for (int i = 0; i < products.length; i++) {
        products[i] = s[i / a.length] * a[i % a.length];
      }
      scales.add(products);
    }
    return scales;
  }

  private static List<double[]> measured(List<Layer> layers, double[] squares, double weight) {
    List<double[]> scales = new ArrayList<>();
    int at = 0;
    for (Layer layer : layers) {
      double[] means = new double[layer.size()];
      for (int i = 0; i < means.length; i++) {
        means[i] = squares[at + i] / weight;
      }
      scales.add(means);
      at += layer.size();
    }
    return scales;
  }

  private double[] damping(List<Layer> layers, double[] ridges) {
    double[] damping = new double[layers.size()];
    for (int k = 0; k < damping.length; k++) {
      Layer layer = layers.get(k);
      double sum = 0;
      for (int i = layer.offset(); i < layer.offset() + layer.size(); i++) {
        sum += ridges[i];
      }
      damping[k] = method.damping() + sum / layer.size();
    }
    return damping;
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void accepted(Evaluation from, Evaluation to) {
    Pending seen = pending;
    if (seen != null && seen.here() == from) {
      factors = seen.factors();
      factorWeight = seen.factorWeight();
      basisFactors = seen.basisFactors();
      basisWeight = seen.basisWeight();
      squares = seen.squares();
      squareWeight = seen.squareWeight();
    }
    iterations++;
    pending = null;
  }

  @Override
  public void exchange(State state) {
    factors = state.exchange("factors", factors);
    factorWeight = state.exchange("factorWeight", factorWeight);
    basisFactors = state.exchange("basisFactors", basisFactors);
    basisWeight = state.exchange("basisWeight", basisWeight);
    squares = state.exchange("squares", squares);
    squareWeight = state.exchange("squareWeight", squareWeight);
    iterations = state.exchange("iterations", iterations);
    pending = null;
  }
}
