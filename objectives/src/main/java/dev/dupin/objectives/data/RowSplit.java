package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws the rows that are held out: all rows are put into a random order, and each is taken as long
 * as its class has not given its share. Without classes, all rows are of one.
 */
final class RowSplit {

  private final Dataset all;
  private final Split split;
  private final int heldOut;

  private RowSplit(Dataset all, Split split) {
    this.all = all;
    this.split = split;
    long count = split.count(all.rows());
    if (count < 1 || count >= all.rows()) {
      throw problem(
          "test: %s of %d rows %s"
              .formatted(
                  split.test() < 1 ? split.test() : Long.toString(count),
                  all.rows(),
                  count < 1 ? "holds out none" : "leaves none for training"));
    }
    this.heldOut = (int) count;
  }

  /**
   * Returns the rows for training, with those held out beside them. Copies all rows once.
   *
   * @throws DataException if either part would have no row
   */
  static Dataset apply(Dataset all, Split split) {
    RowSplit drawn = new RowSplit(all, split);
    BitSet test = split.stratified() ? drawn.stratified() : drawn.plain();
    int[] testRows = test.stream().toArray();
    test.flip(0, all.rows());
    return all.select(test.stream().toArray()).withHeldOut(all.select(testRows));
  }

  private BitSet plain() {
    return draw(new int[all.rows()], new int[] {heldOut});
  }

  private BitSet stratified() {
    Target target =
        all.target()
            .orElseThrow(
                () ->
                    problem(
                        "stratified: true splits by the classes of the target, and there is none;"
                            + " name it, or leave 'stratified' out"));
    // Adding 0 makes -0 the same class as 0.
    double[] values = Arrays.stream(target.values()).map(value -> value + 0.0).toArray();
    double[] distinct = Arrays.stream(values).sorted().distinct().toArray();
    int[] classes =
        Arrays.stream(values).mapToInt(value -> Arrays.binarySearch(distinct, value)).toArray();
    int[] sizes = new int[distinct.length];
    for (int member : classes) {
      sizes[member]++;
    }
    if (heldOut > all.rows() - distinct.length) {
      throw problem(
          "stratified: true leaves a row for training of each of the %d distinct values of '%s', so"
                  .formatted(distinct.length, target.name())
              + " at most %d of %d rows can be held out, not %d"
                  .formatted(all.rows() - distinct.length, all.rows(), heldOut));
    }
    return draw(classes, shares(sizes));
  }

  /**
   * Returns how many rows each class gives: its exact share rounded down, and one more for those
   * with the largest remainders (Hamilton's method); at most all but one.
   */
  private int[] shares(int[] sizes) {
    int[] shares = new int[sizes.length];
    long[] remainders = new long[sizes.length];
    int left = heldOut;
    for (int c = 0; c < sizes.length; c++) {
      long scaled = (long) heldOut * sizes[c];
      shares[c] = (int) (scaled / all.rows());
      remainders[c] = scaled % all.rows();
      left -= shares[c];
    }
    int[] order =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingLong(c -> -remainders[c]))
            .mapToInt(Integer::intValue)
            .toArray();
    // A second round only where classes with a remainder have no row to spare.
    while (left > 0) {
      for (int c : order) {
        if (left > 0 && shares[c] < sizes[c] - 1) {
          shares[c]++;
          left--;
        }
      }
    }
    return shares;
  }

  private BitSet draw(int[] classes, int[] shares) {
    BitSet drawn = new BitSet(classes.length);
    for (int row : permutation(classes.length)) {
      if (shares[classes[row]] > 0) {
        shares[classes[row]]--;
        drawn.set(row);
      }
    }
    return drawn;
  }

  /** Returns 0, 1, … in a random order (Durstenfeld 1964, algorithm 235). */
  private int[] permutation(int size) {
    SplittableRandom random = new SplittableRandom(split.seed());
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  private DataException problem(String problem) {
    return new DataException(all.origin(), 0, 0, "'split' cannot be done: " + problem);
  }
}
