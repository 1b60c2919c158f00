package dev.dupin.objectives.regression;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.ExampleCurvature;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Hessian of a regression as information: its inverse, and each example's share of it. */
final class Influence implements ExampleCurvature {

  private final Regression regression;
  private final RegressionEvaluation evaluation;
  private final int columns;
  private final int outputs;

  private double @Nullable [] weights;
  private double @Nullable [] leverages;
  private @Nullable Information information;
  private boolean isFactored;
  private double anchor;

  Influence(Regression regression, RegressionEvaluation evaluation) {
    this.regression = regression;
    this.evaluation = evaluation;
    this.columns = regression.design().columns();
    this.outputs = regression.family().outputs();
  }

  @Override
  public double[] weights() {
    if (weights == null) {
      double[] curvatures = evaluation.curvatures();
      double[] traces = new double[regression.design().rows()];
      for (int k = 0; k < outputs; k++) {
        for (int i = 0; i < traces.length; i++) {
          traces[i] += regression.family().entry(i, curvatures, k, k);
        }
      }
      weights = traces;
    }
    return weights;
  }

  @Override
  public double[] leverages() {
    if (leverages == null) {
      int rows = regression.design().rows();
      leverages =
          information()
              .map(known -> leverages(known, rows))
              .orElseGet(() -> Vectors.filled(rows, Double.NaN));
    }
    return leverages;
  }

  /** tr(J' R R' J (N H)^-1), a column of the root R at a time. */
  private double[] leverages(Information known, int rows) {
    double[] filled = new double[rows];
    double[] curvatures = evaluation.curvatures();
    regression
        .design()
        .chunks(outputs)
        .forEach(
            (from, to) -> {
              double[] root = new double[outputs];
              for (int i = from; i < to; i++) {
                for (int k = 0; k < outputs; k++) {
                  regression.family().root(i, curvatures, k, root, 0);
                  double[] q = new double[regression.dimension()];
                  regression.design().addOuter(root, 0, outputs, i, q);
                  filled[i] += known.inverseForm(q) / rows;
                }
              }
            });
    return filled;
  }

  /**
   * Returns the diagonal of the inverse of N H; all NaN where H is singular to working precision.
   * Where f is constant along shifts, it is that of the estimates whose shifts are zero, H's
   * pseudo-inverse there.
   */
  double[] inverseDiagonal() {
    int n = regression.dimension();
    Optional<Information> known = information();
    if (known.isEmpty()) {
      return Vectors.filled(n, Double.NaN);
    }
    double[] diagonal = known.get().inverseDiagonal();
    for (int j = 0; j < n; j++) {
      double shift = regression.ignoresShifts(j % columns) ? 1 / (anchor * outputs) : 0;
      diagonal[j] = Math.max(0, diagonal[j] - shift) / regression.design().rows();
    }
    return diagonal;
  }

  private Optional<Information> information() {
    if (!isFactored) {
      isFactored = true;
      information = Information.of(anchored()).orElse(null);
    }
    return Optional.ofNullable(information);
  }

  /**
   * The Hessian, plus a multiple of the projector on the directions along which f is constant: for
   * each unpenalised column the same change for all classes. Its inverse is the pseudo-inverse plus
   * the projector over that multiple.
   */
  private DenseSymmetric anchored() {
    DenseSymmetric hessian = evaluation.hessian();
    if (!regression.family().ignoresShifts()) {
      return hessian;
    }
    int n = hessian.n();
    double[] values = hessian.values().clone();
    anchor = anchor(hessian);
    for (int column = 0; column < columns; column++) {
      if (regression.ignoresShifts(column)) {
        for (int k = 0; k < outputs; k++) {
          for (int l = 0; l < outputs; l++) {
            values[(k * columns + column) * n + l * columns + column] += anchor / outputs;
          }
        }
      }
    }
    return new DenseSymmetric(n, values);
  }

  /** The mean of the diagonal: of the size of the other eigenvalues. */
  private static double anchor(DenseSymmetric hessian) {
    double trace = 0;
    for (double entry : hessian.diagonal()) {
      trace += entry;
    }
    return trace > 0 ? trace / hessian.n() : 1;
  }
}
