package dev.dupin.core.audit;

import dev.dupin.core.audit.AuditReport.Discrepancy;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Second derivatives at a point. */
final class HessianChecks {

  private final Place place;
  private final Tallies tallies;

  HessianChecks(Place place, Tallies tallies) {
    this.place = place;
    this.tallies = tallies;
  }

  void run() {
    place.structure(HessianProducts.class).ifPresent(this::products);
    place.structure(HessianMatrix.class).ifPresent(this::matrix);
  }

  private void products(HessianProducts products) {
    differences("hessian products", product(products));
    tallies.check(
        place,
        "hessian products",
        "symmetry",
        tally -> pair(tally, product(products), product(products)));
  }

  private void matrix(HessianMatrix hessian) {
    long entries = (long) place.dimension() * place.dimension();
    tallies.checkDense(
        place, entries, "hessian matrix", "symmetry", t -> symmetric(t, hessian.matrix()));
    UnaryOperator<double[]> byMatrix = v -> apply(hessian.matrix(), v);
    Optional<HessianProducts> products = place.structure(HessianProducts.class);
    if (products.isEmpty()) {
      differences("hessian matrix", byMatrix);
      return;
    }
    tallies.checkDense(
        place,
        entries,
        "hessian matrix",
        "hessian products",
        tally -> pair(tally, byMatrix, product(products.get())));
  }

  private void differences(String name, UnaryOperator<double[]> product) {
    if (place.objective().gradientIsSurrogate()) {
      return;
    }
    tallies.check(
        place,
        name,
        "differences of the gradient",
        tally -> {
          new DerivativeCheck(place, tally, product, Evaluation::gradient, this::entry).run();
          if (tally.isWrong() && tallies.isWrong(ValueChecks.GRADIENT, ValueChecks.DIFFERENCES)) {
            tally.note("compared with the gradient, which is wrong itself: mend that first");
          }
        });
  }

  private void pair(Tally tally, UnaryOperator<double[]> one, UnaryOperator<double[]> other) {
    new PairingCheck(place, tally, one, other, this::entry).run();
  }

  private void symmetric(Tally tally, DenseSymmetric matrix) {
    for (int i = 0; i < matrix.n(); i++) {
      for (int j = 0; j < i; j++) {
        double lower = matrix.get(i, j);
        double upper = matrix.get(j, i);
        boolean same = lower == upper || (Double.isNaN(lower) && Double.isNaN(upper));
        tally.agree(
            same ? 0 : Math.abs(lower - upper) / Math.max(Math.abs(lower), Math.abs(upper)));
        if (!same) {
          tally.wrong(new Discrepancy(entry(i, j), place.label(), lower, upper, 0));
        }
      }
    }
    tally.agree(0);
  }

  private String entry(int row, int column) {
    return "row " + place.names().of(row) + ", column " + place.names().of(column);
  }

  private static double[] apply(DenseSymmetric matrix, double[] v) {
    double[] result = new double[v.length];
    matrix.apply(v, result);
    return result;
  }

  private static UnaryOperator<double[]> product(HessianProducts products) {
    return v -> {
      double[] result = new double[v.length];
      products.apply(v, result);
      return result;
    };
  }
}
