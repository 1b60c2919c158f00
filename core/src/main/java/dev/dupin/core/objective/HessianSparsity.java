package dev.dupin.core.objective;

/**
 * Where the Hessian can be other than zero, in compressed rows; the same at every point and for
 * every batch. Row i has the columns {@code indices[pointers[i]]} to {@code indices[pointers[i + 1]
 * - 1]}, ascending; both triangles are there, and the whole diagonal.
 */
public interface HessianSparsity extends Structure {

  /** Returns n + 1 places in {@link #indices}, the first 0, the last its length; frozen. */
  int[] pointers();

  /** Returns the columns, row after row; frozen. */
  int[] indices();
}
