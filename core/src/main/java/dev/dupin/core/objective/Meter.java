package dev.dupin.core.objective;

/**
 * Counts what is paid for. Every call is made <em>before</em> the work it counts, once for each
 * piece of work; it also ends a run that is over its time, by an {@link Error} that plugins must
 * not swallow.
 *
 * <p>A gradient includes its value: whoever pays a gradient where no value was paid yet calls both
 * {@link #value()} and {@link #gradient()}. In gradient equivalents a value counts 1/2, so does the
 * gradient on top of it; a product counts 1, a dense Hessian n.
 */
public interface Meter {

  /** A function value is about to be computed. */
  void value();

  /** A gradient is about to be computed, its value already counted. */
  void gradient();

  /**
   * A product of the Hessian, or of what stands for it, with one vector is about to be computed.
   */
  void hessianProduct();

  /** A dense Hessian is about to be computed. */
  void hessian();

  /**
   * Returns a meter for a batch that holds that share of the terms: calls are counted as ever,
   * gradient equivalents by the share.
   *
   * @param fraction of the terms, in (0, 1]
   */
  default Meter share(double fraction) {
    return this;
  }
}
