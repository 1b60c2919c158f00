package dev.dupin.objectives.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers gathered one by one. As many as are expected lie in one array, which in the end is the
 * result if the expectation was right: then no number is copied. Others lie in chunks, so that
 * growing copies nothing and the peak is the numbers themselves and, in {@link #drain}, the array.
 */
final class DoubleBuilder {

  // 128 KB a chunk: little for a small file, few chunks for a large one.
  private static final int SHIFT = 14;
  private static final double[] NONE = {};
  private static final int MASK = (1 << SHIFT) - 1;

  // What one array can hold on every virtual machine, less a chunk so that no index overflows.
  static final int CAPACITY = Integer.MAX_VALUE - (1 << SHIFT);

  private final List<double[]> chunks = new ArrayList<>();
  private double[] expected;
  private int size;

  DoubleBuilder() {
    this(0);
  }

  /**
   * @param expected how many numbers will probably come; more than one array can hold are none
   */
  DoubleBuilder(long expected) {
    this.expected = expected > CAPACITY ? NONE : new double[(int) expected];
  }

  /** Returns whether so many more would still fit into one array. */
  boolean hasRoomFor(int count) {
    return count <= CAPACITY - size;
  }

  void add(double value) {
    if (size < expected.length) {
      expected[size++] = value;
      return;
    }
    int place = size - expected.length;
    if (place >>> SHIFT == chunks.size()) {
      chunks.add(new double[1 << SHIFT]);
    }
    chunks.get(place >>> SHIFT)[place & MASK] = value;
    size++;
  }

  int size() {
    return size;
  }

  double get(int index) {
    int place = index - expected.length;
    return place < 0 ? expected[index] : chunks.get(place >>> SHIFT)[place & MASK];
  }

  /**
   * Returns the numbers in one array and forgets them, chunk by chunk: of two builders that are
   * drained one after the other, the second's array may take the room of the first's chunks.
   */
  double[] drain() {
    double[] array = size == expected.length ? expected : Arrays.copyOf(expected, size);
    for (int start = expected.length; start < size; start += 1 << SHIFT) {
      int chunk = (start - expected.length) >>> SHIFT;
      System.arraycopy(chunks.get(chunk), 0, array, start, Math.min(1 << SHIFT, size - start));
      chunks.set(chunk, NONE);
    }
    chunks.clear();
    expected = NONE;
    size = 0;
    return array;
  }
}
