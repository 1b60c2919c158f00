package dev.dupin.core.objective;

/**
 * What an objective knows at a point besides value and gradient. The kinds that Dupin knows are the
 * sub-interfaces in this package; a plugin may add its own, which its objectives and its Hessian
 * providers then share.
 */
public interface Structure {

  /**
   * Returns this structure with its work counted. A kind that costs evaluations counts itself; the
   * default counts nothing. The result has the same kind.
   */
  default Structure metered(Meter meter) {
    return this;
  }
}
