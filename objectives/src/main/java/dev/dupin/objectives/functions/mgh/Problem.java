package dev.dupin.objectives.functions.mgh;

import dev.dupin.core.autodiff.DifferentiableMap;
import java.util.function.IntFunction;

/**
 * One problem of the paper, for every size it can have. In the formulas n is the number of
 * variables and m that of residuals; both count from 1 in the paper, arrays from 0 here.
 *
 * @param number its number in section 3 of the paper
 * @param name its name there
 * @param dimensions which n it can have
 * @param residualCounts which m, given n
 * @param start the standard start, given n
 * @param formula its residuals, given n and m
 */
record Problem(
    int number,
    String name,
    Sizes dimensions,
    IntFunction<Sizes> residualCounts,
    IntFunction<double[]> start,
    Formula formula) {

  /** The residuals of a problem once its size is known. */
  @FunctionalInterface
  interface Formula {
    DifferentiableMap of(int variables, int residuals);
  }

  /** Returns a problem of one size only. */
  static Problem fixed(
      int number, String name, double[] start, int residuals, DifferentiableMap map) {
    return new Problem(
        number,
        name,
        Sizes.only(start.length),
        n -> Sizes.only(residuals),
        n -> start.clone(),
        (n, m) -> map);
  }

  /** Returns a problem of so many variables whose number of residuals is free. */
  static Problem free(
      int number, String name, double[] start, Sizes residuals, IntFunction<DifferentiableMap> of) {
    return new Problem(
        number,
        name,
        Sizes.only(start.length),
        n -> residuals,
        n -> start.clone(),
        (n, m) -> of.apply(m));
  }

  @Override
  public String toString() {
    return number + " (" + name + ")";
  }
}
