package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedScalar;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file or a folder, relative to the spec's folder. */
record PathShape() implements Shape {

  @Override
  public String words() {
    return "a path";
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    if (!(node instanceof LocatedScalar scalar) || scalar.text().isBlank() || scalar.isNull()) {
      binder.wrongType(node, path, this);
      return null;
    }
    try {
      Path value = binder.folder().resolve(scalar.text()).normalize();
      String plain = value.toAbsolutePath().normalize().toString();
      return new BoundValue(path, node.origin(), value, plain, binder.digests().of(value));
    } catch (InvalidPathException e) {
      binder.problems().add(node.origin(), path, "this is no path: " + e.getReason());
      return null;
    }
  }
}
