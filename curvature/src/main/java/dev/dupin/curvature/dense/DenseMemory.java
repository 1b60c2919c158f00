package dev.dupin.curvature.dense;

import dev.dupin.core.linear.NumericalFailureException;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells before the work begins that a dense matrix does not fit, rather than by an {@link
 * OutOfMemoryError} in the middle of a run.
 */
public final class DenseMemory {

  /** An array cannot have more entries than this on common virtual machines. */
  private static final long MOST_ENTRIES = Integer.MAX_VALUE - 8L;

  private DenseMemory() {}

  /**
   * Returns why a dense matrix cannot be held, empty if it can.
   *
   * @param n the number of rows and columns
   * @param copies how many such matrices are needed at once
   * @param instead what to use instead, completing "use …"
   */
  public static Optional<String> problem(int n, double copies, String instead) {
    return problem(n, copies, instead, Runtime.getRuntime().maxMemory());
  }

  /**
   * Checks that dense matrices can be held.
   *
   * @throws NumericalFailureException if they cannot, with {@link #problem}'s words
   */
  public static void require(int n, double copies, String instead) {
    problem(n, copies, instead)
        .ifPresent(
            problem -> {
              throw new NumericalFailureException(problem);
            });
  }

  /** Returns whether a matrix of so many rows and columns fits into one array and the heap. */
  public static boolean holds(int rows, int columns) {
    double entries = (double) rows * columns;
    return entries <= MOST_ENTRIES && 8 * entries <= Runtime.getRuntime().maxMemory();
  }

  static Optional<String> problem(int n, double copies, String instead, long heapBytes) {
    double bytes = copies * 8.0 * n * n;
    if ((double) n * n <= MOST_ENTRIES && bytes <= heapBytes) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "dense matrices of %d x %d take %.1f GB, and the heap holds %.1f GB%s: use %s",
            n,
            n,
            bytes / 1e9,
            heapBytes / 1e9,
            (double) n * n > MOST_ENTRIES ? " in arrays of at most 17.2 GB" : "",
            instead));
  }
}
