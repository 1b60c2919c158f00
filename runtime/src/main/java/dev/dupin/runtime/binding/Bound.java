package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import java.util.function.Consumer;

/** A value of a spec that was found right. Immutable; every default is filled in. */
public interface Bound {

  /** Gives the instances of nested parts. */
  @FunctionalInterface
  interface Parts {
    /** Returns the instance that was built for a nested part. */
    Object instance(BoundPart part);
  }

  /** Takes the single values of a tree. */
  @FunctionalInterface
  interface Leaves {
    /**
     * Takes one value.
     *
     * @param path where it stands
     * @param origin where it came from
     * @param canonical its text, the same for every way of writing the same value
     */
    void leaf(String path, Origin origin, String canonical);
  }

  /** Returns where it came from. */
  Origin origin();

  /**
   * Returns the Java value that a configuration record holds.
   *
   * @throws ConfigException if the constructor of a record refuses its values
   */
  Object realise(Parts parts);

  /** Returns maps, lists, numbers, truth values and strings that read back to the same value. */
  Object plain();

  /** Hands out every single value, in order. */
  void leaves(Leaves leaves);

  /** Hands out the parts directly below this value, not those below them. */
  void parts(Consumer<BoundPart> parts);
}
