package dev.dupin.core.audit;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.TermGradients;
import java.util.Arrays;

/** A mean over terms at a point: its batches, and the gradients of single terms. */
final class SumChecks {

  /** Terms that are looked at one by one. */
  private static final int TERMS = 8;

  private final Place place;
  private final Tallies tallies;

  SumChecks(Place place, Tallies tallies) {
    this.place = place;
    this.tallies = tallies;
  }

  void run() {
    if (place.objective().gradientIsSurrogate()) {
      return; // each batch has a surrogate of its own
    }
    place
        .objective()
        .sum()
        .ifPresent(
            sum -> {
              tallies.check(place, "batches", "their mean is the whole", t -> batches(t, sum));
              place.structure(TermGradients.class).ifPresent(terms -> terms(sum, terms));
            });
  }

  private void batches(Tally tally, FiniteSum sum) {
    int cut = Math.max(1, sum.terms() / 3);
    double[] value = new double[1];
    double[] gradient = new double[place.dimension()];
    double[] sizes = new double[2];
    add(value, gradient, sizes, sum, 0, cut);
    if (cut < sum.terms()) {
      add(value, gradient, sizes, sum, cut, sum.terms());
    }
    double[] whole = {place.here().value()};
    Tallies.compare(tally, place, value, whole, sizes[0], i -> "f");
    double[] expected = place.here().gradient();
    Tallies.compare(tally, place, gradient, expected, sizes[1], i -> place.names().of(i));
  }

  /** Adds value and gradient of a batch, by its share, and the sizes of both. */
  private void add(
      double[] value, double[] gradient, double[] sizes, FiniteSum sum, int from, int to) {
    int[] terms = new int[to - from];
    Arrays.setAll(terms, i -> from + i);
    double share = (double) terms.length / sum.terms();
    Evaluation batch = sum.batch(terms).at(place.here().point());
    value[0] += share * batch.value();
    Vectors.addScaled(gradient, share, batch.gradient());
    sizes[0] += share * Math.abs(batch.value());
    sizes[1] += share * Vectors.norm(batch.gradient());
  }

  private void terms(FiniteSum sum, TermGradients terms) {
    tallies.check(place, "term gradients", "batches of one", tally -> single(tally, sum, terms));
    place
        .structure(OutputLoss.class)
        .ifPresent(
            loss ->
                tallies.check(
                    place,
                    "term gradients",
                    "the gradient is their mean",
                    tally -> mean(tally, sum, terms, loss.ridge())));
  }

  /** A batch of one is its term and the penalty; the penalty is the same for all. */
  private void single(Tally tally, FiniteSum sum, TermGradients terms) {
    int count = Math.min(TERMS, sum.terms());
    double[] first = penalty(sum, terms, 0);
    double size = Math.max(1, Vectors.norm(place.here().gradient()));
    for (int k = 1; k < count; k++) {
      int term = (int) ((long) k * (sum.terms() - 1) / (count - 1));
      double[] other = penalty(sum, terms, term);
      double distance = Vectors.maxAbs(Vectors.subtract(other, first)) / size;
      tally.agree(distance);
      if (!(distance <= PairingCheck.TOLERANCE)) {
        double[] gradient = terms.of(term);
        double[] expected = Vectors.subtract(Vectors.add(gradient, other), first);
        Tallies.compare(
            tally,
            place,
            gradient,
            expected,
            0,
            i -> "term " + (term + 1) + ", " + place.names().of(i));
      }
    }
  }

  private double[] penalty(FiniteSum sum, TermGradients terms, int term) {
    double[] batch = sum.batch(new int[] {term}).at(place.here().point()).gradient();
    return Vectors.subtract(batch, terms.of(term));
  }

  private void mean(Tally tally, FiniteSum sum, TermGradients terms, double[] ridge) {
    double[] mean = new double[place.dimension()];
    double size = 0;
    for (int term = 0; term < sum.terms(); term++) {
      double[] gradient = terms.of(term);
      Vectors.addScaled(mean, 1.0 / sum.terms(), gradient);
      size += Vectors.norm(gradient) / sum.terms();
    }
    double[] x = place.here().point();
    for (int i = 0; i < mean.length; i++) {
      mean[i] += ridge[i] * x[i];
    }
    double[] expected = place.here().gradient();
    Tallies.compare(tally, place, mean, expected, size, i -> place.names().of(i));
  }
}
