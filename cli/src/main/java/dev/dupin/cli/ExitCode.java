package dev.dupin.cli;

import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;

/** What the process tells whoever started it. */
enum ExitCode {
  /** Every run ended CONVERGED, LIMIT or STOPPED. */
  SUCCESS(0),
  /** A run FAILED, or its results could not be written, or an audit found something wrong. */
  FAILED(1),
  /** The spec, its data or the command line is wrong. */
  WRONG_INPUT(2),
  /** A plugin that the spec needs cannot be loaded. */
  PLUGIN_MISSING(3),
  /** A run hit a limit or stopped, and {@code --require-convergence} was given. */
  NOT_CONVERGED(4),
  /** Interrupted; 128 and the number of the signal, as shells have it. */
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Returns the code of one run. */
  static ExitCode of(Result result, boolean requireConvergence) {
    if (result.status() == Status.INTERRUPTED) {
      return INTERRUPTED;
    }
    Category category = result.status().category();
    if (category == Category.FAILED) {
      return FAILED;
    }
    return requireConvergence && category != Category.CONVERGED ? NOT_CONVERGED : SUCCESS;
  }

  /** Returns the code that tells the graver news, this one or the other. */
  ExitCode orGraver(ExitCode other) {
    return gravity() >= other.gravity() ? this : other;
  }

  private int gravity() {
    return switch (this) {
      case SUCCESS -> 0;
      case NOT_CONVERGED -> 1;
      case FAILED -> 2;
      case PLUGIN_MISSING -> 3;
      case WRONG_INPUT -> 4;
      case INTERRUPTED -> 5;
    };
  }
}
