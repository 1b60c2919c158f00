package dev.dupin.objectives.regression;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.objective.Structure;
import java.util.Set;
import java.util.function.Function;

/** A regression on some of the examples, or on those that were held out. */
final class RegressionBatch extends Regression {

  private final Set<Class<? extends Structure>> structures;

  /** Some of the examples, copied. */
  RegressionBatch(Regression whole, int[] terms) {
    super(whole, whole.design().select(terms), whole.family().select(terms));
    this.structures = whole.structures();
  }

  /** Other examples with the same columns. */
  RegressionBatch(Regression like, Dataset rows, Function<Dataset, Family> family) {
    super(like, Design.of(rows.features(), like.design().hasIntercept()), family.apply(rows));
    this.structures = Set.of();
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return structures;
  }
}
