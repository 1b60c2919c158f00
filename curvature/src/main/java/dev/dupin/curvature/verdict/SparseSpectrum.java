package dev.dupin.curvature.verdict;

import dev.dupin.core.run.Numbers;
import dev.dupin.curvature.difference.SparseSymmetric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The whole spectrum of a Hessian whose pattern is known, at any n: its entries by a few products,
 * small connected blocks by dense eigenvalues, large ones by the inertia of a sparse factorisation,
 * or, where that takes too much room, by scaled Gershgorin discs (Gershgorin 1931; van der Sluis
 * 1969).
 */
final class SparseSpectrum {

  /** Blocks up to here are always dense: by Jacobi rotations. */
  private static final int SMALL = 16;

  /** Larger ones up to here are, too, while all together take about a second. */
  private static final int MEDIUM = 400;

  private static final double MEDIUM_WORK = 1e8; // the sum of their cubed sizes

  /** A factor may have 8 entries a variable (12 vectors of n doubles), or 8 million. */
  private static final long ENTRIES_EACH = 8;

  private static final long ENTRIES = 8_000_000;

  /** Some 50 factorisations of a second each at most. */
  private static final long WORK = 500_000_000;

  /** Between two looks at whether the run is over. */
  private static final int INTERVAL = 4096;

  private final SparseHessian hessian;
  private final ScaledMatrix scaled;
  private final Components components;
  private final SpectrumTally tally = new SpectrumTally();
  private final BlockSpectrum blocks;
  private final RandomGenerator random;
  private final BooleanSupplier cancelled;
  private int largestDense;
  private int denseCount;
  private String beside = "";

  private final boolean signsOnly;

  private SparseSpectrum(
      SparseHessian hessian, boolean signsOnly, RandomGenerator random, BooleanSupplier cancelled) {
    this.signsOnly = signsOnly;
    this.hessian = hessian;
    this.random = random;
    this.cancelled = cancelled;
    scaled = ScaledMatrix.of(hessian);
    SparseSymmetric matrix = hessian.matrix();
    components =
        Components.of(
            matrix.pointers(),
            matrix.indices(),
            at -> matrix.values()[at] != 0 || hessian.errors()[at] > 0);
    blocks = new BlockSpectrum(hessian, scaled, tally);
  }

  /** Returns the bounds of the whole spectrum; empty where there are none. */
  static Optional<SpectrumBounds> of(
      SparseHessian hessian, RandomGenerator random, BooleanSupplier cancelled) {
    return new SparseSpectrum(hessian, false, random, cancelled).bounds();
  }

  /** Returns whether all eigenvalues are proven positive, without looking at their ends. */
  static boolean isPositiveDefinite(
      SparseHessian hessian, RandomGenerator random, BooleanSupplier cancelled) {
    return new SparseSpectrum(hessian, true, random, cancelled)
        .bounds()
        .filter(SpectrumBounds::isPositiveDefinite)
        .isPresent();
  }

  private Optional<SpectrumBounds> bounds() {
    List<Integer> large = new ArrayList<>();
    double work = 0;
    for (int c = 0; c < components.count(); c++) {
      if (c % INTERVAL == 0 && cancelled.getAsBoolean()) {
        return Optional.empty();
      }
      int size = components.size(c);
      double cube = (double) size * size * size;
      if (size <= SMALL || (size <= MEDIUM && work + cube <= MEDIUM_WORK)) {
        work += size <= SMALL ? 0 : cube;
        denseCount++;
        largestDense = Math.max(largestDense, size);
        blocks.add(components.members(c));
      } else {
        large.add(c);
      }
    }
    return large.isEmpty() ? Optional.of(result(Optional.empty())) : withLarge(large);
  }

  private Optional<SpectrumBounds> withLarge(List<Integer> large) {
    int[] members = large.stream().flatMapToInt(c -> IntStream.of(components.members(c))).toArray();
    Optional<SparseFactor> factor = factor(members);
    if (factor.isEmpty()) {
      beside = discsCount(members.length);
      boolean proven = new GershgorinDiscs(hessian, scaled, members).addTo(tally);
      return proven ? Optional.of(result(Optional.empty())) : Optional.empty();
    }
    FactoredSpectrum factored =
        new FactoredSpectrum(hessian, scaled, factor.get(), random, cancelled);
    beside =
        "the inertia of sparse factorisations of "
            + members.length
            + " variables in "
            + large.size()
            + (large.size() == 1 ? " block" : " blocks");
    return factored.addTo(tally, signsOnly)
        ? Optional.of(result(Optional.of(factored)))
        : Optional.empty();
  }

  private static String discsCount(int size) {
    return "scaled Gershgorin discs of " + size + " variables";
  }

  private Optional<SparseFactor> factor(int[] members) {
    long most = Math.max(ENTRIES, ENTRIES_EACH * scaled.inverse().length);
    return EliminationOrder.candidates(hessian.matrix(), members).stream()
        .map(order -> SparseFactor.of(hessian.matrix(), order, most, WORK))
        .flatMap(Optional::stream)
        .min(Comparator.comparingInt(SparseFactor::entries));
  }

  private SpectrumBounds result(Optional<FactoredSpectrum> factored) {
    SpectrumEnd smallest = tally.smallest();
    SpectrumEnd largest = tally.largest();
    int n = scaled.inverse().length;
    int zeros = n - tally.negatives() - tally.positives();
    return new SpectrumBounds(
        n,
        tally.negatives(),
        tally.positives(),
        true,
        tally.positives() == n,
        smallest,
        largest,
        blocks
            .negativeDirection()
            .or(() -> factored.flatMap(FactoredSpectrum::negativeDirection))
            .or(() -> axis(-1)),
        blocks
            .positiveDirection()
            .or(() -> factored.flatMap(FactoredSpectrum::positiveDirection))
            .or(() -> axis(1)),
        certificate(smallest, largest),
        hessian.products(),
        zeros == 0
            ? ""
            : zeros
                + (zeros == 1 ? " eigenvalue is" : " eigenvalues are")
                + " zero within error: terms of higher order would tell more");
  }

  /** Discs prove the signs of diagonal entries: the axis of the one that is farthest from zero. */
  private Optional<double[]> axis(int sign) {
    double[] diagonal = hessian.matrix().diagonal();
    int farthest = 0;
    for (int i = 1; i < diagonal.length; i++) {
      farthest = sign * diagonal[i] > sign * diagonal[farthest] ? i : farthest;
    }
    if (!(sign * diagonal[farthest] > BlockSpectrum.rowError(hessian, farthest))) {
      return Optional.empty();
    }
    double[] axis = new double[diagonal.length];
    axis[farthest] = 1;
    return Optional.of(axis);
  }

  private String certificate(SpectrumEnd smallest, SpectrumEnd largest) {
    return "all eigenvalues, "
        + dense()
        + (denseCount > 0 && !beside.isEmpty() ? " and " : "")
        + beside
        + ": smallest "
        + smallest
        + ", largest "
        + largest
        + ", "
        + Numbers.brief(hessian.products())
        + " products";
  }

  private String dense() {
    if (denseCount == 0) {
      return "";
    }
    if (largestDense == 1) {
      return denseCount + (denseCount == 1 ? " diagonal entry" : " diagonal entries");
    }
    return denseCount
        + (denseCount == 1 ? " block of " : " blocks of at most ")
        + largestDense
        + " variables, dense";
  }
}
