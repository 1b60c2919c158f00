package dev.dupin.core.minimizer;

/**
 * What was paid for.
 *
 * @param value function values, those that came with a gradient included
 * @param gradient gradients
 * @param hessianProduct products of the Hessian, or of what stands for it, with a vector
 * @param hessian dense Hessians
 * @param gradientEquivalents the work in units of one gradient: a value alone counts 1/2, a
 *     gradient 1 (its value included), a product 1, a dense Hessian n, each times its share of the
 *     terms
 */
public record Counts(
    long value, long gradient, long hessianProduct, long hessian, double gradientEquivalents) {

  /** Nothing. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
}
