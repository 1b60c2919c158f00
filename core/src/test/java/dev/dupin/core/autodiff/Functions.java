package dev.dupin.core.autodiff;

/** Functions that several tests share. */
final class Functions {

  private Functions() {}

  /** The Rosenbrock function, chained: 8 operations a term. */
  static Real rosenbrock(Real[] x) {
    Real sum = Real.constant(0);
    for (int i = 0; i + 1 < x.length; i++) {
      Real bend = x[i + 1].subtract(x[i].square());
      Real distance = Real.constant(1).subtract(x[i]);
      sum = sum.add(bend.square().multiply(100)).add(distance.square());
    }
    return sum;
  }

  /** Every kind of operation, everywhere defined: divisions, powers, elementary functions. */
  static Real mixture(Real[] x) {
    Real sum = Real.constant(0);
    for (int i = 0; i + 1 < x.length; i++) {
      Real ratio = x[i].divide(x[i + 1].square().add(1));
      Real power = x[i + 1].square().add(0.5).pow(x[i].tanh());
      sum = sum.add(ratio.sin().multiply(power)).subtract(ratio.exp().divide(3).softplus());
      sum = sum.add(Real.atan2(power, ratio)).add(x[i].negate().sigmoid().sqrt());
    }
    return sum;
  }

  /** Huber's loss of bends: looks at values. */
  static Real huber(Real[] x) {
    Real sum = Real.constant(0);
    for (int i = 0; i + 1 < x.length; i++) {
      Real bend = x[i + 1].subtract(x[i].square());
      sum =
          Math.abs(bend.value()) <= 0.5
              ? sum.add(bend.square())
              : sum.add(bend.abs().subtract(0.25));
    }
    return sum;
  }
}
