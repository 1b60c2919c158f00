package dev.dupin.core.audit;

import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;

/** A loss over the outputs of a model, at a point; and the blocks of its parameters. */
final class OutputChecks {

  private final Place place;
  private final Tallies tallies;

  OutputChecks(Place place, Tallies tallies) {
    this.place = place;
    this.tallies = tallies;
  }

  void run() {
    place.structure(OutputLoss.class).ifPresent(this::loss);
    place
        .structure(ParameterBlocks.class)
        .ifPresent(
            blocks ->
                tallies.check(
                    place, "parameter blocks", "cover x once", tally -> blocks(tally, blocks)));
  }

  private void loss(OutputLoss loss) {
    int outputs = loss.examples() * loss.outputs();
    tallies.check(
        place,
        "output J'u",
        "J v",
        tally ->
            new PairingCheck(
                    place,
                    tally,
                    u -> transposed(loss, u),
                    v -> product(loss, v),
                    (row, column) -> output(loss, column) + " by " + place.names().of(row))
                .run(outputs));
    tallies.check(
        place,
        "output hessian",
        "symmetry",
        tally ->
            new PairingCheck(
                    place,
                    tally,
                    u -> hessian(loss, u),
                    u -> hessian(loss, u),
                    (row, column) -> output(loss, row) + ", " + output(loss, column))
                .run(outputs));
    tallies.check(place, "output roots S", "output hessian = S S'/N", tally -> roots(tally, loss));
  }

  private void roots(Tally tally, OutputLoss loss) {
    int k = loss.outputs();
    double[] u = place.random().doubles((long) loss.examples() * k, -1, 1).toArray();
    double[] byRoots = new double[u.length];
    for (int column = 0; column < k; column++) {
      double[] s = loss.outputRoots(column);
      for (int example = 0; example < loss.examples(); example++) {
        double product = 0;
        for (int i = example * k; i < (example + 1) * k; i++) {
          product += s[i] * u[i];
        }
        for (int i = example * k; i < (example + 1) * k; i++) {
          byRoots[i] += s[i] * product / loss.examples();
        }
      }
    }
    Tallies.compare(tally, place, byRoots, hessian(loss, u), 0, i -> output(loss, i));
  }

  private void blocks(Tally tally, ParameterBlocks blocks) {
    int[] covered = new int[place.dimension()];
    for (int block = 0; block < blocks.blocks(); block++) {
      int size = 1;
      for (int length : blocks.shape(block)) {
        size *= length;
      }
      for (int i = 0; i < size; i++) {
        covered[blocks.offset(block) + i]++;
      }
    }
    for (int i = 0; i < covered.length; i++) {
      if (covered[i] != 1) {
        String entry = "blocks that hold x" + (i + 1);
        tally.wrong(new Discrepancy(entry, place.label(), covered[i], 1, 0));
      }
    }
    tally.agree(0);
  }

  private static String output(OutputLoss loss, int place) {
    String example = "example " + (place / loss.outputs() + 1);
    return loss.outputs() == 1 ? example : example + " output " + (place % loss.outputs() + 1);
  }

  private static double[] product(OutputLoss loss, double[] v) {
    double[] result = new double[loss.examples() * loss.outputs()];
    loss.jacobian(v, result);
    return result;
  }

  private double[] transposed(OutputLoss loss, double[] u) {
    double[] result = new double[place.dimension()];
    loss.transposed(u, result);
    return result;
  }

  private static double[] hessian(OutputLoss loss, double[] u) {
    double[] result = new double[u.length];
    loss.outputHessian(u, result);
    return result;
  }
}
