package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.curvature.dense.Symmetric;
import dev.dupin.curvature.difference.GradientDifferences;
import java.util.Optional;

/**
 * The Hessian by central differences of gradients, with the error of every entry: how far
 * differences over one step and over twice that step disagree, and the error of the gradient over
 * the step. The disagreement is three times the truncation error of the shorter step; the noise is
 * added for the case that the two agree by luck.
 *
 * <p>The step of every coordinate is found by the function's own scale: where the usual one,
 * eps^(1/3) (1 + |x|), leaves an error that is not small beside the diagonal entry, steps that are
 * shorter or longer by factors of 64 are tried, whichever of truncation and noise is larger (Gill,
 * Murray, Saunders and Wright 1983, "Computing forward-difference intervals for numerical
 * optimization"). Four gradients a coordinate, and four more a further step.
 */
final class DifferencedHessian {

  private static final double FACTOR = 64;

  /** 64^7 = 4e12 either way: functions of scales from 1e-12 to 1e12. */
  private static final int ATTEMPTS = 7;

  /** Errors are estimates: two of them are trusted up to this factor. */
  private static final double AGREEMENT = 8;

  /** An error that is this part of the diagonal entry leaves nothing to improve. */
  private static final double GOOD = 1e-5;

  /** In units in the last place of the coordinate. */
  private static final double SHORTEST = 0x1p12;

  private final GradientDifferences differences;
  private final double[] point;
  private final double[] gradientErrors;
  private final int n;
  private double products;

  DifferencedHessian(Evaluation here, double[] gradientErrors) {
    differences = GradientDifferences.central(here);
    this.gradientErrors = gradientErrors;
    point = here.point();
    n = point.length;
  }

  /**
   * The difference along one coordinate.
   *
   * @param truncation how far the two steps disagree
   * @param noise the error of the gradient over the step
   */
  private record Column(double[] entries, double[] truncation, double[] noise) {

    double error(int i) {
      return truncation[i] + noise[i];
    }

    /** Whether two steps show the same entries to within their errors. */
    boolean agreesWith(Column other) {
      boolean agrees = true;
      for (int i = 0; i < entries.length; i++) {
        double distance = Math.abs(entries[i] - other.entries[i]);
        agrees &= distance <= AGREEMENT * (error(i) + other.error(i));
      }
      return agrees;
    }

    /** The largest disagreement, in units of the noise of its row. */
    double imbalance() {
      double largest = 0;
      for (int i = 0; i < entries.length; i++) {
        double ratio = truncation[i] / noise[i];
        largest = truncation[i] == 0 || ratio <= largest ? largest : ratio;
      }
      return largest;
    }
  }

  /**
   * Computes it.
   *
   * @throws NumericalFailureException if it is not finite
   */
  TrueHessian hessian(String certificate) {
    double[] square = new double[n * n];
    double[] errors = new double[n * n];
    for (int j = 0; j < n; j++) {
      Column column = best(j);
      for (int i = 0; i < n; i++) {
        square[j * n + i] = column.entries()[i];
        errors[j * n + i] = column.error(i);
      }
    }
    DenseSymmetric torn = Symmetric.disagreement(n, square);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        double larger = Math.max(errors[i * n + j], errors[j * n + i]) + torn.get(i, j);
        errors[i * n + j] = larger;
        errors[j * n + i] = larger;
      }
    }
    DenseSymmetric matrix = Symmetric.average(n, square);
    return new TrueHessian(matrix, new DenseSymmetric(n, errors), certificate, false, products);
  }

  private Column best(int j) {
    double step = differences.coordinateStep(j);
    Column best = column(j, step);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Column> shorter = attempt(j, step / FACTOR);
      if (shorter.isEmpty() || best.agreesWith(shorter.get())) {
        break;
      }
      step /= FACTOR;
      best = shorter.get();
    }
    double direction = 0;
    for (int attempt = 0; attempt < ATTEMPTS && !isGood(best, j); attempt++) {
      double wanted = best.imbalance() > 1 ? 1 / FACTOR : FACTOR;
      if (direction != 0 && wanted != direction) {
        break; // the best step lies between the two
      }
      direction = wanted;
      step *= direction;
      Optional<Column> next = attempt(j, step);
      if (next.isEmpty() || !(next.get().error(j) < best.error(j))) {
        break;
      }
      best = next.get();
    }
    return best;
  }

  private static boolean isGood(Column column, int j) {
    return column.error(j) <= GOOD * Math.abs(column.entries()[j]);
  }

  /** A step that leads out of the domain is none, nor is one that rounding makes another. */
  private Optional<Column> attempt(int j, double step) {
    if (step < SHORTEST * Math.ulp(point[j])) {
      return Optional.empty();
    }
    try {
      return Optional.of(column(j, step));
    } catch (NumericalFailureException outside) {
      return Optional.empty();
    }
  }

  private Column column(int j, double step) {
    double[] near = new double[n];
    double[] far = new double[n];
    differences.column(j, step, near);
    differences.column(j, 2 * step, far);
    products += 4;
    double[] truncation = new double[n];
    double[] noise = new double[n];
    for (int i = 0; i < n; i++) {
      truncation[i] = Math.abs(near[i] - far[i]);
      noise[i] = gradientErrors[i] / step;
    }
    return new Column(near, truncation, noise);
  }
}
