package dev.dupin.core.curvature;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sum of some matrices, one at least. */
record SumOperator(List<SymmetricOperator> terms) implements SymmetricOperator {

  @Override
  public int dimension() {
    return terms.get(0).dimension();
  }

  @Override
  public void apply(double[] v, double[] result) {
    terms.get(0).apply(v, result);
    double[] product = new double[result.length];
    for (SymmetricOperator term : terms.subList(1, terms.size())) {
      term.apply(v, product);
      Vectors.addScaled(result, 1, product);
    }
  }

  @Override
  public Set<Trait> traits() {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (all(Trait.POSITIVE_SEMIDEFINITE)) {
      traits.add(
          any(Trait.POSITIVE_DEFINITE) ? Trait.POSITIVE_DEFINITE : Trait.POSITIVE_SEMIDEFINITE);
    }
    if (all(Trait.DIAGONAL)) {
      traits.add(Trait.DIAGONAL);
    }
    if (any(Trait.STOCHASTIC)) {
      traits.add(Trait.STOCHASTIC);
    }
    return traits;
  }

  private boolean all(Trait trait) {
    return terms.stream().allMatch(term -> term.is(trait));
  }

  private boolean any(Trait trait) {
    return terms.stream().anyMatch(term -> term.is(trait));
  }

  @Override
  public Optional<Inverse> inverse(double shift) {
    return all(Trait.DIAGONAL)
        ? diagonal().flatMap(entries -> DiagonalOperator.inverse(entries, shift))
        : Optional.empty();
  }

  @Override
  public Optional<double[]> diagonal() {
    double[] sum = new double[dimension()];
    for (SymmetricOperator term : terms) {
      Optional<double[]> diagonal = term.diagonal();
      if (diagonal.isEmpty()) {
        return Optional.empty();
      }
      Vectors.addScaled(sum, 1, diagonal.get());
    }
    return Optional.of(sum);
  }

  @Override
  public DenseSymmetric toDense() {
    double[] sum = terms.get(0).toDense().values().clone();
    for (SymmetricOperator term : terms.subList(1, terms.size())) {
      Vectors.addScaled(sum, 1, term.toDense().values());
    }
    return new DenseSymmetric(dimension(), sum);
  }
}
