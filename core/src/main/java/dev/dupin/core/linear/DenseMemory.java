package dev.dupin.core.linear;

import java.util.Locale;
import java.util.Optional;

/**
 * Tells before the work begins that a dense matrix does not fit, rather than by an {@link
 * OutOfMemoryError} in the middle of a run.
 */
public final class DenseMemory {

  /** An array cannot have more entries than this on common virtual machines. */
  private static final long MOST_ENTRIES = Integer.MAX_VALUE - 8L;

  private static final String IN_ARRAYS = " in arrays of at most 17.2 GB";

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

  /**
   * Returns the need of room that is not there, completing "needs …": the words of a part that
   * refuses an objective before the run.
   *
   * @param entries doubles in all
   * @param rows of the largest square array among them
   * @param what they are for
   */
  public static Optional<String> unmet(double entries, int rows, String what) {
    return unmet(entries, rows, what, Runtime.getRuntime().maxMemory());
  }

  static Optional<String> unmet(double entries, int rows, String what, long heapBytes) {
    boolean oneArray = (double) rows * rows <= MOST_ENTRIES;
    if (oneArray && 8 * entries <= heapBytes) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%.1f GB for %s, and the heap holds %.1f GB%s",
            8 * entries / 1e9,
            what,
            heapBytes / 1e9,
            oneArray ? "" : IN_ARRAYS));
  }

  /**
   * Returns the unmet need of a part that holds dense n x n matrices, completing "needs …".
   *
   * @param n the number of rows and columns
   * @param copies how many such matrices are needed at once
   */
  public static Optional<String> unmet(int n, int copies) {
    String what = (copies == 1 ? "a dense matrix" : copies + " dense matrices") + " of ";
    return unmet((double) copies * n * n, n, what + n + " x " + n);
  }

  /** What to use where a dense Hessian does not fit. */
  public static final String PRODUCTS_INSTEAD =
      "hessian l-bfgs, or a step that only applies products, such as trust-region with"
          + " steihaug-cg";

  /**
   * Returns whether a matrix that saves time, and could be done without, fits into a quarter of the
   * heap.
   */
  public static boolean holds(int rows, int columns) {
    double entries = (double) rows * columns;
    return entries <= MOST_ENTRIES && 4 * 8 * entries <= Runtime.getRuntime().maxMemory();
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
            (double) n * n > MOST_ENTRIES ? IN_ARRAYS : "",
            instead));
  }
}
