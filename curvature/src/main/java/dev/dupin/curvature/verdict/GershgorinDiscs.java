package dev.dupin.curvature.verdict;

import dev.dupin.curvature.difference.SparseSymmetric;

/**
 * Signs of eigenvalues from discs: where no disc of the scaled matrix reaches zero, as many
 * eigenvalues are negative as diagonal entries are (Gershgorin 1931: discs apart from the others
 * hold as many eigenvalues as they are).
 */
final class GershgorinDiscs {

  private final SparseHessian hessian;
  private final ScaledMatrix scaled;
  private final int[] members;

  GershgorinDiscs(SparseHessian hessian, ScaledMatrix scaled, int[] members) {
    this.hessian = hessian;
    this.scaled = scaled;
    this.members = members;
  }

  /** Adds signs and ends; returns whether all signs are proven, and adds nothing otherwise. */
  boolean addTo(SpectrumTally tally) {
    int negatives = 0;
    for (int i : members) {
      double centre = centre(scaled.matrix(), i);
      // Once more the row's rounding, of the sum itself.
      double radius = radius(scaled.matrix(), i) * (1 + 1e-9) + scaled.rowErrors()[i];
      if (!(Math.abs(centre) > radius)) {
        return false;
      }
      negatives += centre < 0 ? 1 : 0;
    }
    tally.signs(negatives, members.length - negatives);
    ends(tally, negatives);
    return true;
  }

  private void ends(SpectrumTally tally, int negatives) {
    for (int i : members) {
      double centre = centre(hessian.matrix(), i);
      double error = BlockSpectrum.rowError(hessian, i);
      double radius = radius(hessian.matrix(), i) * (1 + 1e-9) + error;
      double lower = negatives == 0 ? Math.max(0, centre - radius) : centre - radius;
      double upper = negatives == members.length ? Math.min(0, centre + radius) : centre + radius;
      tally.smallest(centre, lower, centre + error);
      tally.largest(centre, centre - error, upper);
    }
  }

  /** Returns two numbers between which all eigenvalues of a Hessian lie. */
  static double[] enclosure(SparseHessian hessian) {
    double[] enclosure = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (int i = 0; i + 1 < hessian.matrix().pointers().length; i++) {
      double centre = centre(hessian.matrix(), i);
      double error = BlockSpectrum.rowError(hessian, i);
      double radius = radius(hessian.matrix(), i) * (1 + 1e-9) + error;
      enclosure[0] = Math.min(enclosure[0], centre - radius);
      enclosure[1] = Math.max(enclosure[1], centre + radius);
    }
    return enclosure;
  }

  private static double centre(SparseSymmetric matrix, int i) {
    double centre = 0;
    for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
      centre += matrix.indices()[at] == i ? matrix.values()[at] : 0;
    }
    return centre;
  }

  private static double radius(SparseSymmetric matrix, int i) {
    double radius = 0;
    for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
      radius += matrix.indices()[at] == i ? 0 : Math.abs(matrix.values()[at]);
    }
    return radius;
  }
}
