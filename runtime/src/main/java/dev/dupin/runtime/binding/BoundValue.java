package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import java.util.function.Consumer;

/**
 * A single value.
 *
 * @param path where it stands
 * @param origin where it came from
 * @param value as a configuration record holds it
 * @param plain as the effective spec shows it
 * @param canonical as the hash of the spec sees it
 */
record BoundValue(String path, Origin origin, Object value, Object plain, String canonical)
    implements Bound {

  @Override
  public Object realise(Parts parts) {
    return value;
  }

  @Override
  public void leaves(Leaves leaves) {
    leaves.leaf(path, origin, canonical);
  }

  @Override
  public void parts(Consumer<BoundPart> parts) {}
}
