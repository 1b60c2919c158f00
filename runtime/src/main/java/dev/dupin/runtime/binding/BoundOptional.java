package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A value whose key may be left out, and is not.
 *
 * @param value what is there
 * @param wrap into the kind of optional that the record holds
 */
record BoundOptional(Bound value, UnaryOperator<Object> wrap) implements Bound {

  @Override
  public Origin origin() {
    return value.origin();
  }

  @Override
  public Object realise(Parts parts) {
    return wrap.apply(value.realise(parts));
  }

  @Override
  public Object plain() {
    return value.plain();
  }

  @Override
  public void leaves(Leaves leaves) {
    value.leaves(leaves);
  }

  @Override
  public void parts(Consumer<BoundPart> parts) {
    value.parts(parts);
  }
}
