package dev.dupin.curvature.verdict;

import dev.dupin.curvature.difference.SparseSymmetric;
import java.util.Arrays;
import java.util.List;

/**
 * Orders of elimination to choose from: as the coordinates are, which suits bands; by ascending
 * number of neighbours, which suits arrowheads; and by reverse Cuthill-McKee (George 1971), which
 * finds a band again where the coordinates are shuffled.
 */
final class EliminationOrder {

  private EliminationOrder() {}

  static List<int[]> candidates(SparseSymmetric matrix, int[] members) {
    return List.of(members, byDegree(matrix, members), reverseCuthillMcKee(matrix, members));
  }

  private static int degree(SparseSymmetric matrix, int i) {
    return matrix.pointers()[i + 1] - matrix.pointers()[i];
  }

  /** A counting sort, by degrees up to the number of members. */
  private static int[] byDegree(SparseSymmetric matrix, int[] members) {
    int most = 0;
    for (int i : members) {
      most = Math.max(most, degree(matrix, i));
    }
    int[] next = new int[most + 2];
    for (int i : members) {
      next[degree(matrix, i) + 1]++;
    }
    for (int d = 0; d <= most; d++) {
      next[d + 1] += next[d];
    }
    int[] sorted = new int[members.length];
    for (int i : members) {
      sorted[next[degree(matrix, i)]] = i;
      next[degree(matrix, i)]++;
    }
    return sorted;
  }

  private static int[] reverseCuthillMcKee(SparseSymmetric matrix, int[] members) {
    int[] seen = new int[matrix.pointers().length - 1]; // the last search that came by
    Arrays.fill(seen, Integer.MAX_VALUE); // not a member: never to be visited
    for (int i : members) {
      seen[i] = 0;
    }
    int[] order = new int[members.length];
    int end = 0;
    int search = 0;
    for (int root : byDegree(matrix, members)) {
      if (seen[root] == 0) {
        // The farthest coordinate from any one is a good end of a band.
        int reached = spread(matrix, root, seen, ++search, order, end);
        end = spread(matrix, order[reached - 1], seen, ++search, order, end);
      }
    }
    for (int low = 0, high = order.length - 1; low < high; low++, high--) {
      int swapped = order[low];
      order[low] = order[high];
      order[high] = swapped;
    }
    return order;
  }

  /** Appends what is connected to a root, breadth first; returns the new end. */
  private static int spread(
      SparseSymmetric matrix, int root, int[] seen, int search, int[] order, int from) {
    int end = from;
    order[end++] = root;
    seen[root] = search;
    for (int head = from; head < end; head++) {
      int i = order[head];
      for (int at = matrix.pointers()[i]; at < matrix.pointers()[i + 1]; at++) {
        int j = matrix.indices()[at];
        if (seen[j] < search) {
          seen[j] = search;
          order[end++] = j;
        }
      }
    }
    return end;
  }
}
