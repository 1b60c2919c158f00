package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A configuration record.
 *
 * @param path where it stands
 * @param origin where it came from
 * @param schema what keys it has
 * @param values by key, in the order of the schema; those of optional keys may be missing
 */
public record BoundRecord(
    String path, Origin origin, RecordSchema schema, Map<String, Bound> values) implements Bound {

  @Override
  public Object realise(Parts parts) {
    Object[] arguments =
        schema.keys().stream().map(key -> argument(key, parts)).toArray(Object[]::new);
    try {
      return schema.create(arguments);
    } catch (RuntimeException e) {
      throw new ConfigException(this, e);
    }
  }

  /** Returns the value of a key; an optional one may be missing. */
  public Optional<Bound> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** Returns this record with one value set, in the place that its key has in the schema. */
  public BoundRecord with(String key, Bound value) {
    Map<String, Bound> changed = new LinkedHashMap<>();
    for (String name : schema.names()) {
      Bound present = name.equals(key) ? value : values.get(name);
      if (present != null) {
        changed.put(name, present);
      }
    }
    return new BoundRecord(path, origin, schema, changed);
  }

  private Object argument(KeySchema key, Parts parts) {
    Bound value = values.get(key.name());
    return value == null ? key.shape().absent() : value.realise(parts);
  }

  @Override
  public Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    told().forEach((name, value) -> plain.put(name, value.plain()));
    return plain;
  }

  /** The values that say something, and would be accepted again. */
  private Map<String, Bound> told() {
    Map<String, Bound> told = new LinkedHashMap<>(values);
    values.keySet().forEach(key -> told.keySet().removeAll(schema.replacedBy(key)));
    return told;
  }

  @Override
  public void leaves(Leaves leaves) {
    told().values().forEach(value -> value.leaves(leaves));
  }

  @Override
  public void parts(Consumer<BoundPart> parts) {
    values.values().forEach(value -> value.parts(parts));
  }
}
