package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedScalar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/** Text; a number or a truth value in its place is taken as it is written. */
record TextShape() implements Shape {

  @Override
  public String words() {
    return "text";
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    if (!(node instanceof LocatedScalar scalar) || scalar.isNull()) {
      binder.wrongType(node, path, this);
      return null;
    }
    String value = Yaml.convert(StringNode.valueOf(scalar.text()), String.class);
    return new BoundValue(path, node.origin(), value, value, value);
  }
}
