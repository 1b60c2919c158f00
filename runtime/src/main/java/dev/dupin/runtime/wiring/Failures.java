package dev.dupin.runtime.wiring;

import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import dev.dupin.core.data.DataException;
import dev.dupin.runtime.Origin;
import dev.dupin.runtime.Problem;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.BoundRecord;
import dev.dupin.runtime.binding.ConfigException;
import dev.dupin.runtime.spec.Problems;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    if (cause instanceof ConfigException refused) {
      Throwable why = Objects.requireNonNull(refused.getCause());
      tell(part, refused.config().origin(), refused.config().path(), refused.config(), why);
    } else {
      tell(part, part.origin(), part.path(), part.config().orElse(null), cause);
    }
  }

  private void tell(
      BoundPart part, Origin origin, String path, @Nullable BoundRecord config, Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    Optional<String> key = key(message, config);
    if (config != null && cause instanceof IllegalArgumentException && key.isPresent()) {
      Origin ofKey = config.get(key.get()).orElseThrow().origin();
      tell(part, ofKey, path + "." + key.get(), cause);
    } else {
      tell(part, origin, path, cause);
    }
  }

  /** By convention a message begins with the key it is about; one that was left out is not it. */
  private static Optional<String> key(String message, @Nullable BoundRecord config) {
    String word = message.split("[^A-Za-z0-9]", 2)[0];
    return Optional.ofNullable(config)
        .flatMap(record -> record.get(word))
        .filter(value -> value.origin().kind() != Origin.Kind.DEFAULT)
        .map(value -> word);
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
