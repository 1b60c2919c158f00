package dev.dupin.objectives;

import dev.dupin.core.objective.HessianSparsity;

/** The diagonal and its two neighbours. */
record Tridiagonal(int n) implements HessianSparsity {

  /** The first row has two entries, every other three, the last one two again. */
  @Override
  public int[] pointers() {
    int[] pointers = new int[n + 1];
    for (int i = 1; i < n; i++) {
      pointers[i] = 3 * i - 1;
    }
    pointers[n] = 3 * n - 2;
    return pointers;
  }

  @Override
  public int[] indices() {
    int[] indices = new int[3 * n - 2];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - 1); j <= Math.min(n - 1, i + 1); j++) {
        indices[at] = j;
        at++;
      }
    }
    return indices;
  }
}
