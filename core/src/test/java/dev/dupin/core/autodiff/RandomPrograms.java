package dev.dupin.core.autodiff;

import java.util.random.RandomGenerator;

/** Programs of all operations in a random order; every result can reach the output. */
final class RandomPrograms {

  private static final int CODES = Code.SOFTPLUS + 1;

  private RandomPrograms() {}

  /** Returns a program of so many operations with one output. */
  static Program draw(int variables, int operations, RandomGenerator random) {
    byte[] codes = new byte[operations];
    int[] left = new int[operations];
    int[] right = new int[operations];
    double[] constants = new double[operations + 1];
    for (int k = 0; k < operations; k++) {
      int nodes = variables + k;
      codes[k] = (byte) random.nextInt(CODES);
      left[k] = recent(nodes, random);
      constants[k + 1] = constant(codes[k], random);
      right[k] = Code.isBinary(codes[k]) ? recent(nodes, random) : k + 1;
    }
    int[] outputs = {variables + operations - 1};
    return new Program(variables, codes, left, right, constants, outputs);
  }

  /** Later nodes more often, so that the program is deep. */
  private static int recent(int nodes, RandomGenerator random) {
    return Math.max(random.nextInt(nodes), random.nextInt(nodes));
  }

  /** Whole numbers, decimals, and for powers small exponents. */
  private static double constant(byte code, RandomGenerator random) {
    double whole = random.nextInt(-3, 5);
    if (code == Code.CONSTANT_POW) {
      return 0.25 + random.nextInt(12) * 0.3;
    }
    return random.nextBoolean() ? whole : Math.round(random.nextDouble(-3, 5) * 10) / 10.0;
  }
}
