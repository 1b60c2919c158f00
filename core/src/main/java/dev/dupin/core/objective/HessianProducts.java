package dev.dupin.core.objective;

/** Exact products of the Hessian with vectors, without the matrix. */
public interface HessianProducts extends Structure {

  /**
   * Fills {@code result} with H v.
   *
   * @param v n entries; neither changed nor kept
   * @param result n entries, not the same array as {@code v}; filled, not kept
   */
  void apply(double[] v, double[] result);

  @Override
  default Structure metered(Meter meter) {
    HessianProducts products = this;
    return (HessianProducts)
        (v, result) -> {
          meter.hessianProduct();
          products.apply(v, result);
        };
  }
}
