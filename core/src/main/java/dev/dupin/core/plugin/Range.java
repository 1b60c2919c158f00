package dev.dupin.core.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The interval that the number of a configuration key lies in, such as {@code "(0, 1)"} or {@code
 * "[1, inf)"}; for a list, each of its numbers. NaN lies in none.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Range {
  /** The interval: round brackets leave the end out. */
  String value();
}
