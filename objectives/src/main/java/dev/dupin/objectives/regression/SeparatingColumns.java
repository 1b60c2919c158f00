package dev.dupin.objectives.regression;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The columns that separate the data alone: those in which a threshold has one group of examples on
 * one side and all others on the other side, or on it. Proven by the data, wherever the run ended.
 */
final class SeparatingColumns {

  // A smallest and a largest value for each group and column: 160 MB at most.
  private static final long MOST_RANGES = 10_000_000;

  // Comparisons of the range of a group with that of another, for all columns: below a second.
  private static final double MOST_WORK = 1e9;

  private final Design design;
  private final Separable separable;
  private final int groups;
  private final int features;
  private final double[] smallest;
  private final double[] largest;

  /** Looks at every entry once, in one thread. */
  SeparatingColumns(Design design, Separable separable) {
    this.design = design;
    this.separable = separable;
    this.groups = separable.groups();
    this.features = design.features();
    boolean isSmall =
        (long) groups * features <= MOST_RANGES && (double) groups * groups * features <= MOST_WORK;
    int ranges = isSmall ? groups * features : 0;
    this.smallest = filled(ranges, Double.POSITIVE_INFINITY);
    this.largest = filled(ranges, Double.NEGATIVE_INFINITY);
    if (isSmall) {
      measure();
    }
  }

  private static double[] filled(int length, double value) {
    double[] array = new double[length];
    Arrays.fill(array, value);
    return array;
  }

  private void measure() {
    int[] stored = new int[smallest.length];
    int[] sizes = new int[groups];
    for (int i = 0; i < design.rows(); i++) {
      int group = separable.group(i);
      int offset = group * features;
      sizes[group]++;
      design.forEachFeature(
          i,
          (column, value) -> {
            stored[offset + column]++;
            widen(offset + column, value);
          });
    }
    for (int k = 0; k < stored.length; k++) {
      if (stored[k] < sizes[k / features]) {
        widen(k, 0); // entries that are not stored are zeros
      }
    }
  }

  private void widen(int range, double value) {
    smallest[range] = Math.min(smallest[range], value);
    largest[range] = Math.max(largest[range], value);
  }

  /** Returns the columns, in their order. */
  List<Integer> columns() {
    List<Integer> found = new ArrayList<>();
    for (int column = 0; column < features && smallest.length > 0; column++) {
      for (int group = 0; group < groups; group++) {
        if (!separable.isPinned(group) && separates(group, column)) {
          found.add(column);
          break;
        }
      }
    }
    return found;
  }

  private boolean separates(int group, int column) {
    double low = smallest[group * features + column];
    double high = largest[group * features + column];
    double otherLow = Double.POSITIVE_INFINITY;
    double otherHigh = Double.NEGATIVE_INFINITY;
    boolean isPinned = false;
    for (int other = 0; other < groups; other++) {
      if (other != group) {
        otherLow = Math.min(otherLow, smallest[other * features + column]);
        otherHigh = Math.max(otherHigh, largest[other * features + column]);
        isPinned |= separable.isPinned(other);
      }
    }
    if (isPinned && otherLow != otherHigh) {
      return false;
    }
    return isAbove(low, high, otherLow, otherHigh, isPinned)
        || isAbove(-high, -low, -otherHigh, -otherLow, isPinned);
  }

  /** Whether all of the group lie above a threshold, and all others below, or on it. */
  private boolean isAbove(
      double low, double high, double otherLow, double otherHigh, boolean isPinned) {
    boolean isApart = low >= otherHigh && high > otherLow;
    if (design.hasIntercept()) {
      return isApart;
    }
    // Without an intercept the threshold is zero.
    return isApart && low >= 0 && (isPinned ? otherHigh == 0 : otherHigh <= 0);
  }
}
