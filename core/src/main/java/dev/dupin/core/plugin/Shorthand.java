package dev.dupin.core.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a component whose type is an extension point: a bare number in a spec stands for one part with
 * that number under one key. With {@code @Shorthand(type = "heavy-ball", key = "coefficient")},
 * {@code momentum: 0.9} means {@code momentum: {type: heavy-ball, coefficient: 0.9}}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Shorthand {
  /** The registered name of the part. */
  String type();

  /** The part's key that the number goes to. */
  String key();
}
