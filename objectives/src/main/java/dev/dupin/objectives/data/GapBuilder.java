package dev.dupin.objectives.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Ascending columns of rows gathered one by one, each as the distance from the one before it, in
 * groups of seven bits with the lowest first (as in LEB128): one byte an entry where rows are full,
 * where the columns themselves would take four.
 */
final class GapBuilder {

  private static final int SHIFT = 16;
  private static final int MASK = (1 << SHIFT) - 1;
  private static final int BITS = 7;
  private static final int MORE = 1 << BITS;

  private final List<byte[]> chunks = new ArrayList<>();
  // The groups of 2^31 entries may be more bytes than an int counts.
  private long size;

  /**
   * Adds a column.
   *
   * @param gap from the column before it in the row, or from -1; at least 1
   */
  void add(int gap) {
    int rest = gap;
    while (rest >= MORE) {
      put((byte) (rest | MORE));
      rest >>>= BITS;
    }
    put((byte) rest);
  }

  private void put(byte group) {
    int place = (int) (size & MASK);
    if (place == 0) {
      chunks.add(new byte[1 << SHIFT]);
    }
    chunks.get(chunks.size() - 1)[place] = group;
    size++;
  }

  /** Returns what gives the gaps back, from the first. */
  Reader read() {
    return new Reader(chunks);
  }

  /** Walks over the gaps. */
  static final class Reader {

    private final List<byte[]> chunks;
    private long position;

    private Reader(List<byte[]> chunks) {
      this.chunks = chunks;
    }

    /** Returns the next gap; there must be one. */
    int next() {
      int gap = 0;
      for (int shift = 0; ; shift += BITS) {
        int group = chunks.get((int) (position >>> SHIFT))[(int) (position & MASK)];
        position++;
        gap |= (group & (MORE - 1)) << shift;
        if (group >= 0) {
          return gap;
        }
      }
    }
  }
}
