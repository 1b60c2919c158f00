package dev.dupin.objectives.functions;

import dev.dupin.core.objective.HessianSparsity;
import java.util.Arrays;

/** The pattern of a diagonal matrix. */
record Diagonal(int n) implements HessianSparsity {

  @Override
  public int[] pointers() {
    int[] pointers = new int[n + 1];
    Arrays.setAll(pointers, i -> i);
    return pointers;
  }

  @Override
  public int[] indices() {
    int[] indices = new int[n];
    Arrays.setAll(indices, i -> i);
    return indices;
  }
}
