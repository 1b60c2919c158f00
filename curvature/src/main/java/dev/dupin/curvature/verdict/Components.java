package dev.dupin.curvature.verdict;

import java.util.Arrays;

/**
 * The connected components of a sparse symmetric pattern: blocks of a matrix that can be looked at
 * one by one.
 *
 * @param order all coordinates, component after component, ascending inside each
 * @param starts where each component starts in {@code order}, and the number of coordinates
 */
record Components(int[] order, int[] starts) {

  /** Whether an entry couples its two coordinates. */
  @FunctionalInterface
  interface Coupling {

    /** Returns whether the entry at this place of the pattern is more than a zero. */
    boolean isThere(int at);
  }

  static Components of(int[] pointers, int[] indices, Coupling coupling) {
    int n = pointers.length - 1;
    int[] labels = new int[n];
    Arrays.fill(labels, -1);
    int[] queue = new int[n];
    int count = 0;
    for (int root = 0; root < n; root++) {
      if (labels[root] < 0) {
        spread(root, count, labels, queue, pointers, indices, coupling);
        count++;
      }
    }
    return sorted(labels, count, queue);
  }

  private static void spread(
      int root,
      int label,
      int[] labels,
      int[] queue,
      int[] pointers,
      int[] indices,
      Coupling coupling) {
    int end = 1;
    queue[0] = root;
    labels[root] = label;
    for (int head = 0; head < end; head++) {
      int i = queue[head];
      for (int at = pointers[i]; at < pointers[i + 1]; at++) {
        int j = indices[at];
        if (labels[j] < 0 && coupling.isThere(at)) {
          labels[j] = label;
          queue[end] = j;
          end++;
        }
      }
    }
  }

  private static Components sorted(int[] labels, int count, int[] order) {
    int[] starts = new int[count + 1];
    for (int label : labels) {
      starts[label + 1]++;
    }
    for (int c = 0; c < count; c++) {
      starts[c + 1] += starts[c];
    }
    int[] next = Arrays.copyOf(starts, count);
    for (int i = 0; i < labels.length; i++) {
      order[next[labels[i]]] = i;
      next[labels[i]]++;
    }
    return new Components(order, starts);
  }

  /** Returns the number of components. */
  int count() {
    return starts.length - 1;
  }

  /** Returns the number of coordinates of a component. */
  int size(int component) {
    return starts[component + 1] - starts[component];
  }

  /** Returns a new array of the coordinates of a component, ascending. */
  int[] members(int component) {
    return Arrays.copyOfRange(order, starts[component], starts[component + 1]);
  }
}
