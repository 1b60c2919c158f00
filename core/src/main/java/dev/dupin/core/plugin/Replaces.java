package dev.dupin.core.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an optional key of a configuration record: where a spec gives it, it gives none of these other
 * keys, which would then say nothing; their defaults say nothing either. In {@code trust-region} a
 * {@code globalizer} replaces the keys of the usual one.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Replaces {
  /** The other keys. */
  String[] value();
}
