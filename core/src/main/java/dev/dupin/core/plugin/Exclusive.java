package dev.dupin.core.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a configuration record: exactly one of these keys is given, as in {@code quadratic {matrix |
 * eigenvalues}}. Their components are {@code Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Exclusive.All.class)
public @interface Exclusive {
  /** The keys. */
  String[] value();

  /** Several groups of exclusive keys. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface All {
    /** The groups. */
    Exclusive[] value();
  }
}
