package dev.dupin.objectives.network;

/** What a hidden unit makes of its weighted sum z. */
public enum Activation {

  /** The hyperbolic tangent. */
  TANH {
    @Override
    void forward(double[] zThenSlope, int from, int length, double[] a, int aFrom) {
      Tanh.both(zThenSlope, from, length, a, aFrom);
    }

    @Override
    double bend(double a, double slope) {
      return -2 * a;
    }
  },

  /** The logistic function 1 / (1 + exp(-z)). */
  SIGMOID {
    @Override
    void forward(double[] zThenSlope, int from, int length, double[] a, int aFrom) {
      for (int j = 0; j < length; j++) {
        double z = zThenSlope[from + j];
        double small = Math.exp(-Math.abs(z));
        double large = 1 / (1 + small);
        a[aFrom + j] = z < 0 ? small * large : large;
        zThenSlope[from + j] = small * large * large;
      }
    }

    @Override
    double bend(double a, double slope) {
      return 1 - 2 * a;
    }
  },

  /** log(1 + exp(z)), a smooth relu. */
  SOFTPLUS {
    @Override
    void forward(double[] zThenSlope, int from, int length, double[] a, int aFrom) {
      for (int j = 0; j < length; j++) {
        double z = zThenSlope[from + j];
        double small = Math.exp(-Math.abs(z));
        double large = 1 / (1 + small);
        a[aFrom + j] = Math.max(z, 0) + Math.log1p(small);
        zThenSlope[from + j] = z < 0 ? small * large : large;
      }
    }

    @Override
    double bend(double a, double slope) {
      return 1 - slope;
    }
  },

  /**
   * max(z, 0). At the kink, z = 0, the derivatives are those from the left: both are 0. So a unit
   * whose sum is exactly 0 is silent in every derivative, and second derivatives do not see that a
   * unit may switch.
   */
  RELU {
    @Override
    void forward(double[] zThenSlope, int from, int length, double[] a, int aFrom) {
      for (int j = 0; j < length; j++) {
        double z = zThenSlope[from + j];
        // Asked this way round, NaN stays NaN.
        a[aFrom + j] = z <= 0 ? 0 : z;
        zThenSlope[from + j] = z <= 0 ? 0 : 1;
      }
    }

    @Override
    double bend(double a, double slope) {
      return 0;
    }

    @Override
    double startVariance(int inputs, int outputs) {
      return 2.0 / inputs;
    }
  },

  /** z itself: the network is linear in its inputs, not in its weights. */
  IDENTITY {
    @Override
    void forward(double[] zThenSlope, int from, int length, double[] a, int aFrom) {
      for (int j = 0; j < length; j++) {
        a[aFrom + j] = zThenSlope[from + j];
        zThenSlope[from + j] = 1;
      }
    }

    @Override
    double bend(double a, double slope) {
      return 0;
    }
  };

  /**
   * Applies the function to some units of one example.
   *
   * @param zThenSlope the sums z from {@code from}; each is replaced by the derivative there
   * @param a takes the values from {@code aFrom}
   */
  abstract void forward(double[] zThenSlope, int from, int length, double[] a, int aFrom);

  /** Returns the second derivative over the first, from the value and the first derivative. */
  abstract double bend(double a, double slope);

  /**
   * Returns the variance of the weights at the start that keeps that of the units from layer to
   * layer: 2 / (inputs + outputs) after Glorot and Bengio (2010, "Understanding the difficulty of
   * training deep feedforward neural networks", equation 12), but 2 / inputs for the relu after He
   * et al. (2015, "Delving deep into rectifiers", equation 10).
   */
  double startVariance(int inputs, int outputs) {
    return 2.0 / ((double) inputs + outputs);
  }
}
