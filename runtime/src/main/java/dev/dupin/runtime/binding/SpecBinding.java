package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.LocatedScalar;
import java.util.List;
import java.util.Optional;

/** Binds pieces of a spec that are no nested keys of another. */
public final class SpecBinding {

  private SpecBinding() {}

  /**
   * Binds a whole spec; what is wrong is told to the binder.
   *
   * @param type has its keys
   * @param others keys that were taken out of the map before, for hints
   */
  public static RecordSchema.Binding spec(
      Class<? extends Record> type, LocatedMap map, List<String> others, Binder binder) {
    return binder.schemas().record(type).bind(map, "", others, binder);
  }

  /** Returns a record with one more key, whose value is given as text. */
  public static BoundRecord with(BoundRecord record, String key, String text, Binder binder) {
    Located value = new LocatedScalar(record.origin().asDefault(), text, true);
    String path = record.path() + "." + key;
    for (KeySchema schema : record.schema().keys()) {
      Bound bound = schema.name().equals(key) ? schema.shape().bind(value, path, binder) : null;
      if (bound != null) {
        return record.with(key, bound);
      }
    }
    throw new IllegalArgumentException(text + " cannot stand at " + path);
  }

  /** Returns a part of that name with all its defaults, or empty if it has required keys. */
  public static Optional<BoundPart> part(
      Class<?> kind, String name, String path, Origin origin, Binder binder) {
    Located word = new LocatedScalar(origin, name, false);
    return new PartShape(kind, Optional.empty()).bind(word, path, binder) instanceof BoundPart part
        ? Optional.of(part)
        : Optional.empty();
  }
}
