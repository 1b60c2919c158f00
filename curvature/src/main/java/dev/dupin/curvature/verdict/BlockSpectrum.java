package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.difference.SparseSymmetric;
import java.util.Arrays;
import java.util.Optional;

/**
 * The eigenvalues of small blocks of a Hessian, dense: signs from the scaled block, ends from the
 * block itself.
 */
final class BlockSpectrum {

  private static final double EPS = 0x1p-52;

  /** Rounding is n eps |H|, with n at least this, as for all dense eigenvalues here. */
  private static final int FEWEST = 16;

  private final SparseHessian hessian;
  private final ScaledMatrix scaled;
  private final SpectrumTally tally;
  private final Witness negative = new Witness(-1);
  private final Witness positive = new Witness(1);

  /** Blocks in which curvature of a sign is proven. */
  private static final class Witness {
    private final int sign;
    private int[] extreme = {}; // the block with the end of the spectrum, where that is beyond 0
    private int[] any = {}; // a block where the scaled matrix shows the sign

    Witness(int sign) {
      this.sign = sign;
    }
  }

  BlockSpectrum(SparseHessian hessian, ScaledMatrix scaled, SpectrumTally tally) {
    this.hessian = hessian;
    this.scaled = scaled;
    this.tally = tally;
  }

  /** Adds a block: its coordinates, ascending. */
  void add(int[] members) {
    double error = 0;
    double rowError = 0;
    for (int i : members) {
      error = Math.max(error, scaled.rowErrors()[i]);
      rowError = Math.max(rowError, rowError(hessian, i));
    }
    double[] signs = values(scaled.matrix(), members);
    double[] values = values(hessian.matrix(), members);
    double beyond = error + rounding(signs);
    int negatives = count(signs, -1, beyond);
    int positives = count(signs, 1, beyond);
    tally.signs(negatives, positives);
    ends(members, values, negatives, positives, rowError + rounding(values));
  }

  private void ends(int[] members, double[] values, int negatives, int positives, double error) {
    int size = members.length;
    double low = values[0];
    double high = values[size - 1];
    double lower = positives == size ? Math.max(0, low - error) : low - error;
    double upper = negatives == size ? Math.min(0, high + error) : high + error;
    boolean lowest = tally.smallest(low, lower, low + error);
    boolean highest = tally.largest(high, high - error, upper);
    note(negative, members, lowest && low + error < 0, negatives > 0);
    note(positive, members, highest && high - error > 0, positives > 0);
  }

  private static void note(Witness witness, int[] members, boolean extreme, boolean any) {
    witness.extreme = extreme ? members : witness.extreme;
    witness.any = any && witness.any.length == 0 ? members : witness.any;
  }

  /** Returns how far a row is off in the maximum norm, rounding included. */
  static double rowError(SparseHessian hessian, int i) {
    SparseSymmetric matrix = hessian.matrix();
    double sum = 0;
    for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
      sum += hessian.errors()[at] + 8 * EPS * Math.abs(matrix.values()[at]);
    }
    return sum;
  }

  private static double rounding(double[] values) {
    double norm = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
    return values.length == 1 ? 0 : Math.max(values.length, FEWEST) * EPS * norm;
  }

  private static int count(double[] values, int sign, double beyond) {
    int count = 0;
    for (double value : values) {
      count += sign * value > beyond ? 1 : 0;
    }
    return count;
  }

  private static double[] values(SparseSymmetric matrix, int[] members) {
    DenseSymmetric block = block(matrix, members);
    return members.length == 1 ? block.values() : DenseEigen.valuesOf(block);
  }

  private static DenseSymmetric block(SparseSymmetric matrix, int[] members) {
    int size = members.length;
    double[] square = new double[size * size];
    for (int k = 0; k < size; k++) {
      int i = members[k];
      for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
        int column = Arrays.binarySearch(members, matrix.indices()[at]);
        if (column >= 0) {
          square[k * size + column] = matrix.values()[at];
        }
      }
    }
    return new DenseSymmetric(size, square);
  }

  /** Returns a direction of proven negative curvature, of norm 1. */
  Optional<double[]> negativeDirection() {
    return direction(negative);
  }

  /** Returns a direction of proven positive curvature, of norm 1. */
  Optional<double[]> positiveDirection() {
    return direction(positive);
  }

  private Optional<double[]> direction(Witness witness) {
    boolean plain = witness.extreme.length > 0;
    int[] members = plain ? witness.extreme : witness.any;
    if (members.length == 0) {
      return Optional.empty();
    }
    DenseEigen eigen = DenseEigen.of(block(plain ? hessian.matrix() : scaled.matrix(), members));
    double[] vector = eigen.vector(witness.sign < 0 ? 0 : members.length - 1);
    double[] direction = new double[scaled.inverse().length];
    for (int k = 0; k < members.length; k++) {
      direction[members[k]] = plain ? vector[k] : vector[k] / scaled.inverse()[members[k]];
    }
    return Optional.of(Vectors.scale(1 / Vectors.norm(direction), direction));
  }
}
