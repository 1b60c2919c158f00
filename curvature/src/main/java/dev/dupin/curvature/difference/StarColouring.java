package dev.dupin.curvature.difference;

import dev.dupin.core.objective.HessianSparsity;
import java.util.Arrays;

/**
 * Colours for the coordinates of a sparse symmetric matrix, such that one difference of gradients a
 * colour tells every entry: neighbours differ, and no path of four coordinates has two colours only
 * (Coleman and Moré 1984, "Estimation of sparse Hessian matrices and graph coloring problems").
 * Then each entry (i, j) stands alone in its row of one of its two colours.
 *
 * <p>Greedy, in the order of the coordinates (Gebremedhin, Manne and Pothen 2005, "What color is
 * your Jacobian? Graph coloring for computing derivatives", algorithm 4.1): three colours for a
 * tridiagonal matrix, two for an arrowhead. Time of the order of the sum over coordinates of the
 * entries within three steps.
 */
public final class StarColouring {

  private static final int NONE = -1;

  private final int[] pointers;
  private final int[] indices;
  private final int[] colours;
  private final int[] forbiddenFor;
  private int count;

  /**
   * Colours a pattern.
   *
   * @throws IllegalArgumentException if it has not n rows
   */
  public StarColouring(int n, HessianSparsity pattern) {
    pointers = pattern.pointers();
    indices = pattern.indices();
    if (pointers.length != n + 1 || pointers[n] != indices.length) {
      throw new IllegalArgumentException(
          "a sparsity pattern with "
              + (pointers.length - 1)
              + " rows and "
              + indices.length
              + " entries is not one of "
              + n
              + " rows");
    }
    colours = new int[n];
    forbiddenFor = new int[n + 1];
    Arrays.fill(colours, NONE);
    Arrays.fill(forbiddenFor, NONE);
    for (int v = 0; v < n; v++) {
      forbid(v);
      int colour = 0;
      while (forbiddenFor[colour] == v) {
        colour++;
      }
      colours[v] = colour;
      count = Math.max(count, colour + 1);
    }
  }

  /** Marks what v must not be: a neighbour's colour, or one that would make a path of two. */
  private void forbid(int v) {
    for (int at = pointers[v]; at < pointers[v + 1]; at++) {
      int w = indices[at];
      if (w == v) {
        continue;
      }
      if (colours[w] != NONE) {
        forbiddenFor[colours[w]] = v;
      }
      for (int next = pointers[w]; next < pointers[w + 1]; next++) {
        int x = indices[next];
        boolean coloured = x != v && x != w && colours[x] != NONE;
        if (coloured && (colours[w] == NONE || hasOther(x, w))) {
          forbiddenFor[colours[x]] = v;
        }
      }
    }
  }

  /** Returns whether x has a neighbour other than w of w's colour. */
  private boolean hasOther(int x, int w) {
    for (int at = pointers[x]; at < pointers[x + 1]; at++) {
      int y = indices[at];
      if (y != w && y != x && colours[y] == colours[w]) {
        return true;
      }
    }
    return false;
  }

  /** Returns the number of colours. */
  public int count() {
    return count;
  }

  /** Returns the colour of a coordinate, from 0. */
  public int of(int coordinate) {
    return colours[coordinate];
  }

  /** Returns whether column j is the only one of its colour in row i. */
  boolean standsAlone(int i, int j) {
    int same = 0;
    for (int at = pointers[i]; at < pointers[i + 1]; at++) {
      if (colours[indices[at]] == colours[j]) {
        same++;
      }
    }
    return same == 1;
  }

  int[] pointers() {
    return pointers;
  }

  int[] indices() {
    return indices;
  }
}
