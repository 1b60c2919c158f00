package dev.dupin.runtime.wiring;

import com.google.inject.ProvisionException;
import com.google.inject.spi.Message;
import dev.dupin.core.data.DataException;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.runtime.Origin;
import dev.dupin.runtime.Problem;
import dev.dupin.runtime.SpecText;
import dev.dupin.runtime.binding.Bound;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.BoundRecord;
import dev.dupin.runtime.binding.ConfigException;
import dev.dupin.runtime.spec.Problems;
import dev.dupin.runtime.spec.TextPosition;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the user what went wrong while a part was built, and keeps the stack trace of a bug. */
final class Failures {

  private final Problems problems;

  private final SpecText spec;

  Failures(Problems problems, SpecText spec) {
    this.problems = problems;
    this.spec = spec;
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
      tellAll(part, refused.config().origin(), refused.config().path(), refused.config(), why);
    } else {
      tellAll(part, part.origin(), part.path(), part.config().orElse(null), cause);
    }
  }

  /** What a part found wrong at the same time comes suppressed with the first. */
  private void tellAll(
      BoundPart part, Origin origin, String path, @Nullable BoundRecord config, Throwable cause) {
    tell(part, origin, path, config, cause);
    for (Throwable other : cause.getSuppressed()) {
      if (other instanceof RefusedValueException) {
        tell(part, origin, path, config, other);
      }
    }
  }

  private void tell(
      BoundPart part, Origin origin, String path, @Nullable BoundRecord config, Throwable cause) {
    Optional<String> key = key(cause, config);
    if (config != null && cause instanceof IllegalArgumentException && key.isPresent()) {
      Bound value = config.get(key.get()).orElseThrow();
      String place = path + "." + key.get();
      if (value instanceof BoundPart other && cause instanceof RefusedValueException) {
        String message = other.part().words() + ": " + cause.getMessage();
        problems.add(other.typeOrigin(), place, message);
      } else {
        tell(part, place(value, cause), place, cause);
      }
    } else {
      tell(part, origin, path, cause);
    }
  }

  /**
   * The exception knows the key it is about, or by convention its message begins with it; one that
   * was left out is not it.
   */
  private static Optional<String> key(Throwable cause, @Nullable BoundRecord config) {
    String word =
        cause instanceof RefusedValueException refused
            ? refused.key()
            : String.valueOf(cause.getMessage()).split("[^A-Za-z0-9]", 2)[0];
    return Optional.ofNullable(config)
        .flatMap(record -> record.get(word))
        .filter(value -> value.origin().kind() != Origin.Kind.DEFAULT)
        .map(value -> word);
  }

  private Origin place(Bound value, Throwable cause) {
    return cause instanceof RefusedValueException refused
            && refused.column() > 0
            && value.plain() instanceof String text
        ? TextPosition.find(spec, value.origin(), text, refused.column() - 1)
        : value.origin();
  }

  /** Data that a part was built from stand where their source does, if it has one source only. */
  private static String data(BoundPart part, String path) {
    List<String> sources =
        part.children().stream()
            .filter(child -> child.part().kind() == DataSource.class)
            .map(BoundPart::path)
            .toList();
    return sources.size() == 1 ? sources.get(0) : path;
  }

  private void tell(BoundPart part, Origin origin, String path, Throwable cause) {
    if (cause instanceof DataException data) {
      int line = (int) Math.min(data.line(), Integer.MAX_VALUE);
      String message = data.problem();
      problems.add(new Problem(data.file(), line, data.column(), data(part, path), message));
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
