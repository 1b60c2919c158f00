package dev.dupin.runtime.wiring;

import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import dev.dupin.core.data.DataException;
import dev.dupin.runtime.Origin;
import dev.dupin.runtime.Problem;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.ConfigException;
import dev.dupin.runtime.spec.Problems;
import java.util.Objects;

/** Tells the user what went wrong while a part was built, and keeps the stack trace of a bug. */
final class Failures {

  private final Problems problems;

  Failures(Problems problems) {
    this.problems = problems;
  }

  void tell(BoundPart part, ProvisionException failure) {
    Throwable cause =
        failure.getErrorMessages().stream()
            .map(Message::getCause)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(failure);
    if (cause instanceof ConfigException config) {
      tell(part, config.origin(), config.path(), Objects.requireNonNull(config.getCause()));
    } else {
      tell(part, part.origin(), part.path(), cause);
    }
  }

  private void tell(BoundPart part, Origin origin, String path, Throwable cause) {
    if (cause instanceof DataException data) {
      int line = (int) Math.min(data.line(), Integer.MAX_VALUE);
      String message = data.problem();
      problems.add(new Problem(data.file(), line, data.column(), path, message));
    } else if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
      problems.add(origin, path, cause.getMessage());
    } else {
      if (cause instanceof LinkageError) {
        problems.pluginMissing();
      }
      problems.keep(cause);
      String message = part.part().words() + " cannot be built: " + cause;
      String hint = "this is a bug of " + part.part().source().where();
      problems.add(origin, path, message, hint);
    }
  }
}
