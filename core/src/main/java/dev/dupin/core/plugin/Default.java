package dev.dupin.core.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value of a configuration key that a spec leaves out, written as in a spec: {@code "0.5"},
 * {@code "inf"}, {@code "[]"}, {@code "steihaug-cg"}. A key without a default is required, unless
 * its type is {@code Optional}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {
  /** The value, as YAML. */
  String value();
}
