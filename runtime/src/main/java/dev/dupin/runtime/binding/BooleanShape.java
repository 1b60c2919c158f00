package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedScalar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BooleanNode;

/** A truth value. */
record BooleanShape() implements Shape {

  @Override
  public String words() {
    return "true or false";
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    if (!(node instanceof LocatedScalar scalar) || !scalar.isBoolean()) {
      binder.wrongType(node, path, this);
      return null;
    }
    boolean value = Yaml.convert(BooleanNode.valueOf(scalar.truth()), boolean.class);
    return new BoundValue(path, node.origin(), value, value, Boolean.toString(value));
  }
}
