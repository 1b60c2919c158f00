package dev.dupin.testkit;

import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The values of configuration keys as text, in the few forms that defaults are written in. */
final class ConfigText {

  private ConfigText() {}

  /**
   * Returns what the text of an annotation means, in the form of {@link #comparable}; the text
   * itself where the type is a nested part, a record or a map.
   */
  static Object read(String text, Type type) {
    Type item = item(type);
    if (item != null) {
      String inner = text.strip().replaceFirst("^\\[", "").replaceFirst("]$", "");
      return inner.isBlank()
          ? List.of()
          : Arrays.stream(inner.split(",")).map(part -> read(part.strip(), item)).toList();
    }
    if (!(type instanceof Class<?> plain)) {
      return text;
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return Boolean.valueOf(text);
    }
    if (plain == long.class && text.equals("inf")) {
      return (double) Long.MAX_VALUE;
    }
    if (plain.isPrimitive() || Number.class.isAssignableFrom(plain)) {
      return number(text);
    }
    return plain.isEnum() ? constant(text, plain) : text;
  }

  static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  private static Object constant(String text, Class<?> type) {
    String name = text.replace('-', '_').toUpperCase(Locale.ROOT);
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new AssertionError(type.getSimpleName() + " has no '" + text + "'");
  }

  /** Returns a value in a form in which 1 equals 1.0 and an array a list. */
  static Object comparable(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue();
    }
    if (value instanceof Path path) {
      return path.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ConfigText::comparable).toList();
    }
    if (value.getClass().isArray()) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        items.add(comparable(Array.get(value, i)));
      }
      return items;
    }
    return value;
  }

  /** Returns whether values of a type can be compared with the text of a default. */
  static boolean isPlain(Type type) {
    Type item = item(type);
    if (item != null) {
      return isPlain(item);
    }
    return type instanceof Class<?> plain
        && (plain.isPrimitive()
            || plain.isEnum()
            || plain == String.class
            || plain == Path.class
            || plain == Boolean.class
            || Number.class.isAssignableFrom(plain));
  }

  private static @Nullable Type item(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.getComponentType();
    }
    boolean isList =
        type instanceof ParameterizedType generic && generic.getRawType() == List.class;
    return isList ? ((ParameterizedType) type).getActualTypeArguments()[0] : null;
  }

  /** Returns a value as an argument of the record's constructor: 1 as a double where one is due. */
  static Object fitted(Object value, Class<?> type) {
    if (value instanceof Number number && (type.isPrimitive() || isOptionalNumber(type))) {
      return fitted(number, type);
    }
    if (type == Optional.class) {
      return value instanceof Optional<?> ? value : Optional.of(value);
    }
    if (type.isArray() && value instanceof List<?> list) {
      Object array = Array.newInstance(type.getComponentType(), list.size());
      for (int i = 0; i < list.size(); i++) {
        Array.set(array, i, fitted(list.get(i), type.getComponentType()));
      }
      return array;
    }
    return value;
  }

  /** Returns the value of an optional key that is not given. */
  static Object leftOut(Class<?> type) {
    if (type == OptionalDouble.class) {
      return OptionalDouble.empty();
    }
    if (type == OptionalInt.class) {
      return OptionalInt.empty();
    }
    return type == OptionalLong.class ? OptionalLong.empty() : Optional.empty();
  }

  private static boolean isOptionalNumber(Class<?> type) {
    return type == OptionalDouble.class || type == OptionalInt.class || type == OptionalLong.class;
  }

  private static Object fitted(Number number, Class<?> type) {
    if (type == OptionalDouble.class) {
      return OptionalDouble.of(number.doubleValue());
    }
    if (type == OptionalInt.class) {
      return OptionalInt.of(number.intValue());
    }
    if (type == OptionalLong.class) {
      return OptionalLong.of(number.longValue());
    }
    if (type == double.class) {
      return number.doubleValue();
    }
    if (type == float.class) {
      return number.floatValue();
    }
    return type == long.class ? (Object) number.longValue() : (Object) number.intValue();
  }
}
