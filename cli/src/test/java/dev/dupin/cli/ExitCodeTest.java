package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitCodeTest {
  private static int code(Status status, boolean requireConvergence) {
    return ExitCode.of(Results.of(status, "", Map.of()), requireConvergence).number();
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void follows_the_status(Status status) {
    int expected =
        status == Status.INTERRUPTED ? 130 : status.category() == Category.FAILED ? 1 : 0;
    assertEquals(expected, code(status, false));
  }

  @ParameterizedTest
  @EnumSource(Status.class)
  void a_run_that_must_converge_and_does_not_is_4(Status status) {
    int plain = code(status, false);
    boolean converged = status.category() == Category.CONVERGED;
    assertEquals(plain == 0 && !converged ? 4 : plain, code(status, true));
  }

  @Test
  void the_gravest_trial_of_a_sweep_counts() {
    assertEquals(ExitCode.FAILED, ExitCode.FAILED.orGraver(ExitCode.SUCCESS));
    assertEquals(ExitCode.FAILED, ExitCode.NOT_CONVERGED.orGraver(ExitCode.FAILED));
    assertEquals(ExitCode.INTERRUPTED, ExitCode.FAILED.orGraver(ExitCode.INTERRUPTED));
  }
}
