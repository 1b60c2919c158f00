package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.plugin.RegisteredPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An instance of a part, to be built.
 *
 * @param path where it stands; no other instance of the run has the same
 * @param origin where it came from
 * @param typeOrigin where its type came from
 * @param part what it is an instance of
 * @param schema how it is built
 * @param config its configuration, empty if it has none
 */
public record BoundPart(
    String path,
    Origin origin,
    Origin typeOrigin,
    RegisteredPart part,
    PartSchema schema,
    Optional<BoundRecord> config)
    implements Bound {

  /** The key that names the part. */
  public static final String TYPE = "type";

  @Override
  public Object realise(Parts parts) {
    return parts.instance(this);
  }

  @Override
  public Map<String, Object> plain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put(TYPE, part.name());
    config.ifPresent(record -> plain.putAll(record.plain()));
    return plain;
  }

  @Override
  public void leaves(Leaves leaves) {
    leaves.leaf(path + "." + TYPE, typeOrigin, part.name());
    config.ifPresent(record -> record.leaves(leaves));
  }

  @Override
  public void parts(Consumer<BoundPart> parts) {
    parts.accept(this);
  }

  /** Returns the parts nested directly in this one. */
  public List<BoundPart> children() {
    List<BoundPart> children = new ArrayList<>();
    config.ifPresent(record -> record.parts(children::add));
    return children;
  }
}
