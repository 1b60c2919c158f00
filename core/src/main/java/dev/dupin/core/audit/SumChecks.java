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
    int terms = sum.terms();
    int cut = Math.max(1, terms / 3);
    double[] mean = new double[place.dimension() + 1];
    add(mean, sum, 0, cut);
    if (cut < terms) {
      add(mean, sum, cut, terms);
    }
    Tallies.compare(
        tally, place, Arrays.copyOf(mean, 1), new double[] {place.here().value()}, i -> "f");
    double[] gradient = Arrays.copyOfRange(mean, 1, mean.length);
    Tallies.compare(tally, place, gradient, place.here().gradient(), i -> place.names().of(i));
  }

  /** Adds value and gradient of a batch, by its share. */
  private void add(double[] mean, FiniteSum sum, int from, int to) {
    int[] terms = new int[to - from];
    Arrays.setAll(terms, i -> from + i);
    double share = (double) terms.length / sum.terms();
    Evaluation batch = sum.batch(terms).at(place.here().point());
    mean[0] += share * batch.value();
    for (int i = 1; i < mean.length; i++) {
      mean[i] += share * batch.gradient()[i - 1];
    }
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
    for (int term = 0; term < sum.terms(); term++) {
      Vectors.addScaled(mean, 1.0 / sum.terms(), terms.of(term));
    }
    double[] x = place.here().point();
    for (int i = 0; i < mean.length; i++) {
      mean[i] += ridge[i] * x[i];
    }
    Tallies.compare(tally, place, mean, place.here().gradient(), i -> place.names().of(i));
  }
}
