package dev.dupin.core.autodiff;

/**
 * The outcome of a forward sweep.
 *
 * @param program what was run
 * @param values of its nodes; at least as many
 */
record Forward(Program program, double[] values) {

  /** Returns the value of the only output. */
  double value() {
    return values[program.outputs[0]];
  }
}
