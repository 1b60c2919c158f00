package dev.dupin.core.autodiff;

/**
 * A function of n variables in plain Java, differentiated by running it. The extended Rosenbrock
 * function, say:
 *
 * <pre>{@code
 * x -> {
 *   Real sum = Real.constant(0);
 *   for (int i = 0; i + 1 < x.length; i++) {
 *     Real bend = x[i + 1].subtract(x[i].square());
 *     Real distance = Real.constant(1).subtract(x[i]);
 *     sum = sum.add(bend.square().multiply(100)).add(distance.square());
 *   }
 *   return sum;
 * }
 * }</pre>
 */
@FunctionalInterface
public interface DifferentiableFunction {

  /**
   * Returns f(x). The result depends on {@code x} alone: whatever else the function reads never
   * changes. Loops and calls are free; a branch on a number goes by {@link Real#value}. Called once
   * if no value is looked at, once a point otherwise, by several threads at a time perhaps; one
   * call stays in its thread.
   *
   * @param x the n variables; neither they nor what is computed from them may be kept after the
   *     call
   */
  Real apply(Real[] x);
}
