package dev.dupin.objectives.data;

import java.util.ArrayList;
import java.util.List;

/** Whole numbers gathered one by one; laid out like {@link DoubleBuilder}. */
final class IntBuilder {

  private static final int SHIFT = 14;
  private static final int[] NONE = {};
  private static final int MASK = (1 << SHIFT) - 1;

  // What one array can hold on every virtual machine, less a chunk so that no index overflows.
  private static final int CAPACITY = Integer.MAX_VALUE - (1 << SHIFT);

  private final List<int[]> chunks = new ArrayList<>();
  private int size;

  /** Returns whether so many more would still fit into one array. */
  boolean hasRoomFor(int count) {
    return count <= CAPACITY - size;
  }

  void add(int value) {
    if (size >>> SHIFT == chunks.size()) {
      chunks.add(new int[1 << SHIFT]);
    }
    chunks.get(size >>> SHIFT)[size & MASK] = value;
    size++;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return chunks.get(index >>> SHIFT)[index & MASK];
  }

  /**
   * Returns the numbers in one array and forgets them, chunk by chunk: of two builders that are
   * drained one after the other, the second's array may take the room of the first's chunks.
   */
  int[] drain() {
    int[] array = new int[size];
    for (int start = 0; start < size; start += 1 << SHIFT) {
      int chunk = start >>> SHIFT;
      System.arraycopy(chunks.get(chunk), 0, array, start, Math.min(1 << SHIFT, size - start));
      chunks.set(chunk, NONE);
    }
    chunks.clear();
    size = 0;
    return array;
  }
}
