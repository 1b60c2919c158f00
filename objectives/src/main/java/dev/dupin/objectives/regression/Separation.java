package dev.dupin.objectives.regression;

import dev.dupin.core.linear.Vectors;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a regression has no minimum: data whose losses fall forever along a direction
 * D, see {@link Separable}. What it says is proven, by D itself or by a column; what it does not
 * find it is silent about, since a run that stopped early need not have come near D.
 *
 * <p>Far out the point is w = t D + (something bounded). The comparisons that are not settled there
 * must stay as they are along D, so D is looked for as the part of w that is orthogonal to all of
 * them, and then tested against every comparison of every example. A comparison that D would make
 * worse is kept too, and D looked for again.
 */
final class Separation {

  // A comparison with at least this share of its loss left is far from settled.
  private static final double UNSETTLED = 0.1;

  // A comparison that moves by less than this share of what it could is zero to rounding.
  private static final double ROUNDING = 1e-10;

  // Each round is one pass over the comparisons; D is found in the first few or not at all.
  private static final int MOST_ROUNDS = 20;

  // The basis of the unsettled comparisons takes n^2 doubles, 4 n^3 multiply-adds: some seconds.
  private static final int MOST_PARAMETERS = 1000;

  // Multiply-adds on comparisons in one pass: about a second.
  private static final double MOST_WORK = 1e9;

  private static final int NAMED = 5;

  private final Regression regression;
  private final Design design;
  private final Separable separable;
  private final RegressionEvaluation evaluation;
  private final double[] point;
  private final int outputs;

  // Columns are taken in units of their norm, so that none counts for more than another.
  private final double[] units;

  private Separation(Regression regression, RegressionEvaluation evaluation) {
    this.regression = regression;
    this.design = regression.design();
    this.separable = regression.family().separable();
    this.evaluation = evaluation;
    this.point = evaluation.point();
    this.outputs = regression.family().outputs();
    this.units = design.columnSquares();
    for (int j = 0; j < units.length; j++) {
      units[j] = units[j] > 0 ? 1 / Math.sqrt(units[j]) : 1;
    }
  }

  /** Returns one sentence if the data are separated, none otherwise. */
  static List<String> warnings(Regression regression, RegressionEvaluation evaluation) {
    boolean isPossible =
        regression.family().separable().comparisons() > 0
            && !regression.isPenalised()
            && Vectors.isFinite(evaluation.point());
    return isPossible ? new Separation(regression, evaluation).found() : List.of();
  }

  private List<String> found() {
    List<String> columns =
        new SeparatingColumns(design, separable)
            .columns().stream().map(column -> "'" + regression.columnName(column) + "'").toList();
    OptionalInt falling = falling();
    return columns.isEmpty() && falling.isEmpty() ? List.of() : List.of(text(columns, falling));
  }

  private String text(List<String> columns, OptionalInt falling) {
    String who = falling.isPresent() ? falling.getAsInt() + " of " + design.rows() : "some of the";
    return "the data are separated: along a direction of the parameters "
        + who
        + " examples lose ever less and none loses more. So f has no minimum; the parameters grow"
        + " along it until the run stops, and neither they nor their standard errors mean anything. "
        + (columns.isEmpty() ? "Penalising the weights helps" : alone(columns))
        + " (l2: 0.001, say)";
  }

  private static String alone(List<String> columns) {
    String names = String.join(", ", columns.subList(0, Math.min(NAMED, columns.size())));
    String more = columns.size() > NAMED ? " and " + (columns.size() - NAMED) + " more" : "";
    return columns.size() == 1
        ? "Column " + names + " does it alone; leaving it out may help, penalising the weights does"
        : "Each of the columns "
            + names
            + more
            + " does it alone; leaving them out may help, penalising the weights does";
  }

  /**
   * Returns how many examples lose ever less along a direction along which none loses more; empty
   * where none is found.
   */
  private OptionalInt falling() {
    if ((double) design.rows() * separable.comparisons() * outputs > MOST_WORK) {
      return OptionalInt.empty();
    }
    OptionalInt found = along(inUnits(point), null);
    if (found.isPresent() || point.length > MOST_PARAMETERS) {
      return found;
    }
    RowSpace kept = unsettled();
    for (int round = 0; round < MOST_ROUNDS && found.isEmpty() && !kept.isFull(); round++) {
      found = along(kept.rest(inUnits(point)), kept);
    }
    return found;
  }

  /** The space of the comparisons that are not settled at the point. */
  private RowSpace unsettled() {
    RowSpace space = new RowSpace(point.length);
    double[] z = evaluation.outputs();
    double[] c = new double[outputs];
    for (int i = 0; i < design.rows() && !space.isFull(); i++) {
      for (int comparison = 0; comparison < separable.comparisons(); comparison++) {
        if (separable.compare(i, z, comparison, c) > UNSETTLED) {
          space.add(row(i, c));
        }
      }
    }
    return space;
  }

  /**
   * Tests a direction. Returns how many examples have a comparison that moves for the better, empty
   * where there is none or where one moves for the worse; the latter are added to the space.
   *
   * @param direction in units of the columns
   * @param worse where to keep what moves for the worse; null to give up at the first
   */
  private OptionalInt along(double[] direction, @Nullable RowSpace worse) {
    double size = Vectors.norm(direction);
    double[] moved = direction.clone();
    for (int j = 0; j < moved.length; j++) {
      moved[j] *= units[j % units.length];
    }
    double[] z = evaluation.outputs();
    double[] u = new double[outputs];
    double[] c = new double[outputs];
    int falling = 0;
    boolean isProof = true;
    for (int i = 0; i < design.rows(); i++) {
      design.outputs(i, moved, outputs, u, 0);
      double zero = ROUNDING * size * rowNorm(i);
      boolean falls = false;
      for (int comparison = 0; comparison < separable.comparisons(); comparison++) {
        boolean isPinned = separable.compare(i, z, comparison, c) == Double.POSITIVE_INFINITY;
        double move = Vectors.dot(c, u) / Vectors.norm(c);
        if (!(move >= -zero) || (isPinned && move > zero)) {
          if (worse == null) {
            return OptionalInt.empty();
          }
          worse.add(row(i, c));
          isProof = false;
        }
        falls |= move > zero;
      }
      falling += falls ? 1 : 0;
    }
    return isProof && falling > 0 ? OptionalInt.of(falling) : OptionalInt.empty();
  }

  private double[] inUnits(double[] x) {
    double[] scaled = x.clone();
    for (int j = 0; j < scaled.length; j++) {
      scaled[j] /= units[j % units.length];
    }
    return scaled;
  }

  /** A comparison as a linear function of the parameters, in units of the columns. */
  private double[] row(int example, double[] c) {
    double[] row = new double[point.length];
    design.addOuter(c, 0, outputs, example, row);
    for (int j = 0; j < row.length; j++) {
      row[j] *= units[j % units.length];
    }
    return row;
  }

  private double rowNorm(int example) {
    double[] sum = new double[1];
    design.forEach(
        example,
        (column, value) -> {
          double scaled = value * units[column];
          sum[0] += scaled * scaled;
        });
    return Math.sqrt(sum[0]);
  }
}
