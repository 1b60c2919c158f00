package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Values by names that the user chose.
 *
 * @param path where it stands
 * @param origin where it came from
 * @param values in the order written
 */
record BoundMap(String path, Origin origin, Map<String, Bound> values) implements Bound {

  @Override
  public Object realise(Parts parts) {
    Map<String, Object> realised = new LinkedHashMap<>();
    values.forEach((name, value) -> realised.put(name, value.realise(parts)));
    return Collections.unmodifiableMap(realised);
  }

  @Override
  public Object plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach((name, value) -> plain.put(name, value.plain()));
    return plain;
  }

  @Override
  public void leaves(Leaves leaves) {
    if (values.isEmpty()) {
      leaves.leaf(path, origin, "{}");
    }
    values.values().forEach(value -> value.leaves(leaves));
  }

  @Override
  public void parts(Consumer<BoundPart> parts) {
    values.values().forEach(value -> value.parts(parts));
  }
}
