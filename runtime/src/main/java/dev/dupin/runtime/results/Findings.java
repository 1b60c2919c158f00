package dev.dupin.runtime.results;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the components of a record whose class is not known here: what an analysis found. */
public final class Findings {
  private Findings() {}

  /** Returns the component of that name, or empty if there is none or it is null. */
  public static Optional<Object> get(Record finding, String name) {
    for (RecordComponent component : finding.getClass().getRecordComponents()) {
      if (component.getName().equals(name)) {
        return Optional.ofNullable(read(finding, component));
      }
    }
    return Optional.empty();
  }

  /** Returns the number in the component of that name, NaN where there is none. */
  public static double number(Record finding, String name) {
    return get(finding, name).map(Findings::asNumber).orElse(Double.NaN);
  }

  private static double asNumber(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    return value instanceof OptionalDouble optional ? optional.orElse(Double.NaN) : Double.NaN;
  }

  /** Returns the value of one component. */
  static @Nullable Object read(Record finding, RecordComponent component) {
    try {
      // A record that is private to its plugin is read all the same, where no module forbids it.
      boolean ignored = component.getAccessor().trySetAccessible();
      return component.getAccessor().invoke(finding);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(
          "cannot read " + component.getName() + " of " + finding.getClass().getName(), e);
    }
  }
}
