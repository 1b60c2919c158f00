package dev.dupin.core.autodiff;

/**
 * The outcome of a forward sweep.
 *
 * @param program what was run
 * @param values of its nodes; at least as many
 * @param isEverywhere whether the program is that of every point; false where the function looked
 *     at a value
 */
record Forward(Program program, double[] values, boolean isEverywhere) {

  /** Returns the value of the only output. */
  double value() {
    return values[program.outputs[0]];
  }
}
