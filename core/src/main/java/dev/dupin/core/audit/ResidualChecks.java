package dev.dupin.core.audit;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import java.util.function.UnaryOperator;

/** A sum of squares at a point: residuals, and the three forms of their Jacobian. */
final class ResidualChecks {

  private final Place place;
  private final Tallies tallies;

  ResidualChecks(Place place, Tallies tallies) {
    this.place = place;
    this.tallies = tallies;
  }

  void run() {
    place.structure(Residuals.class).ifPresent(this::residuals);
  }

  private void residuals(Residuals residuals) {
    products(residuals);
    long entries = (long) residuals.values().length * place.dimension();
    tallies.checkDense(place, entries, "jacobian matrix", "J v", t -> matrix(t, residuals));
    tallies.checkDense(place, entries, "jacobian columns", "norms", t -> columns(t, residuals));
    place
        .structure(ResidualCurvature.class)
        .ifPresent(
            curvature ->
                tallies.check(
                    place, "D2r[v, v]", "differences of J v", tally -> second(tally, curvature)));
  }

  private void products(Residuals residuals) {
    tallies.check(place, "residuals", "f = scale * sum r^2", tally -> value(tally, residuals));
    if (!place.objective().gradientIsSurrogate()) {
      tallies.check(place, "jacobian J v", "differences of r", tally -> jacobian(tally, residuals));
    }
    tallies.check(
        place,
        "jacobian J'u",
        "J v",
        tally ->
            new PairingCheck(
                    place,
                    tally,
                    u -> transposed(residuals, u),
                    v -> product(residuals, v),
                    this::entryOfTransposed)
                .run(residuals.values().length));
    tallies.check(
        place, "jacobian J'u", "the gradient, 2 scale J'r", tally -> gradient(tally, residuals));
  }

  private void gradient(Tally tally, Residuals residuals) {
    double[] scaled = Vectors.scale(2 * residuals.scale(), residuals.values());
    double[] v = place.direction(0, place.dimension());
    double norm = Vectors.norm(product(residuals, v)) / Vectors.norm(v);
    double terms = norm * Vectors.norm(scaled);
    double[] expected = place.here().gradient();
    double[] claimed = transposed(residuals, scaled);
    Tallies.compare(tally, place, claimed, expected, terms, i -> place.names().of(i));
  }

  private void value(Tally tally, Residuals residuals) {
    double sum = residuals.scale() * Vectors.dot(residuals.values(), residuals.values());
    double[] claimed = {sum};
    Tallies.compare(tally, place, claimed, new double[] {place.here().value()}, 0, i -> "f");
  }

  private void jacobian(Tally tally, Residuals residuals) {
    new DerivativeCheck(
            place,
            tally,
            v -> product(residuals, v),
            there -> there.structure(Residuals.class).orElseThrow().values(),
            this::entry)
        .run();
  }

  private void matrix(Tally tally, Residuals residuals) {
    double[] matrix = residuals.jacobianMatrix();
    UnaryOperator<double[]> byMatrix = v -> rows(matrix, v, residuals.values().length);
    new PairingCheck(place, tally, byMatrix, u -> transposed(residuals, u), this::entry).run();
  }

  private static double[] rows(double[] matrix, double[] v, int m) {
    double[] result = new double[m];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < v.length; j++) {
        result[i] += matrix[i * v.length + j] * v[j];
      }
    }
    return result;
  }

  private void columns(Tally tally, Residuals residuals) {
    double[] matrix = residuals.jacobianMatrix();
    int n = place.dimension();
    double[] expected = new double[n];
    for (int j = 0; j < n; j++) {
      double[] column = new double[matrix.length / n];
      for (int i = 0; i < column.length; i++) {
        column[i] = matrix[i * n + j];
      }
      expected[j] = Vectors.norm(column);
    }
    Tallies.compare(tally, place, residuals.columnNorms(), expected, 0, i -> place.names().of(i));
  }

  private void second(Tally tally, ResidualCurvature curvature) {
    double[] v = place.direction(0, place.dimension());
    double[] claimed =
        new double[place.here().structure(Residuals.class).orElseThrow().values().length];
    curvature.secondDerivative(v, claimed);
    DerivativeCheck.along(
        place,
        tally,
        v,
        claimed,
        there -> product(there.structure(Residuals.class).orElseThrow(), v),
        row -> "residual " + (row + 1));
  }

  private String entry(int row, int column) {
    return "residual " + (row + 1) + " by " + place.names().of(column);
  }

  private String entryOfTransposed(int row, int column) {
    return entry(column, row);
  }

  private static double[] product(Residuals residuals, double[] v) {
    double[] result = new double[residuals.values().length];
    residuals.jacobian(v, result);
    return result;
  }

  private double[] transposed(Residuals residuals, double[] u) {
    double[] result = new double[place.dimension()];
    residuals.transposed(u, result);
    return result;
  }
}
