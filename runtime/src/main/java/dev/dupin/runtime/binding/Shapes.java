package dev.dupin.runtime.binding;

import dev.dupin.core.plugin.Shorthand;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * From the Java type of a record component to what may stand there in a spec.
 *
 * @param schemas knows the keys of records
 * @param interval what every number within must lie in
 * @param shorthand what a number stands for where a part is expected
 */
record Shapes(Schemas schemas, Optional<Interval> interval, Optional<Shorthand> shorthand) {

  private static final Map<Class<?>, Class<?>> UNBOXED =
      Map.of(
          Double.class, double.class,
          Float.class, float.class,
          Long.class, long.class,
          Integer.class, int.class,
          Short.class, short.class,
          Byte.class, byte.class,
          Boolean.class, boolean.class);

  /**
   * Returns the shape of a type.
   *
   * @throws IllegalArgumentException if no spec can hold a value of it
   */
  Shape of(Type type) {
    if (type instanceof Class<?> plain) {
      return ofClass(UNBOXED.getOrDefault(plain, plain));
    }
    if (type instanceof GenericArrayType) {
      throw new IllegalArgumentException("an array of " + type + " cannot be a key; use a list");
    }
    if (type instanceof WildcardType wildcard) {
      return of(wildcard.getUpperBounds()[0]);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
      return ofGeneric(raw, generic.getActualTypeArguments());
    }
    throw new IllegalArgumentException(type + " cannot be a key");
  }

  private Shape ofClass(Class<?> type) {
    if (NumberShape.TYPES.contains(type)) {
      return new NumberShape(type, interval);
    }
    if (type == boolean.class) {
      return new BooleanShape();
    }
    if (type == String.class) {
      return new TextShape();
    }
    if (type == Path.class) {
      return new PathShape();
    }
    if (type.isEnum()) {
      return EnumShape.of(type);
    }
    if (type.isArray()) {
      return ItemsShape.array(of(type.getComponentType()), type.getComponentType());
    }
    if (type.isRecord()) {
      return new RecordShape(type, schemas);
    }
    return ofOptionalNumber(type);
  }

  private Shape ofOptionalNumber(Class<?> type) {
    if (type == OptionalDouble.class) {
      return optional(double.class, x -> OptionalDouble.of((Double) x), OptionalDouble.empty());
    }
    if (type == OptionalLong.class) {
      return optional(long.class, x -> OptionalLong.of((Long) x), OptionalLong.empty());
    }
    if (type == OptionalInt.class) {
      return optional(int.class, x -> OptionalInt.of((Integer) x), OptionalInt.empty());
    }
    boolean foreign = type.isInterface() && !type.getName().startsWith("java.");
    if (!foreign) {
      throw new IllegalArgumentException(type.getName() + " cannot be a key");
    }
    return new PartShape(type, shorthand);
  }

  private Shape optional(Class<?> number, UnaryOperator<Object> wrap, Object empty) {
    return new OptionalShape(new NumberShape(number, interval), wrap, empty);
  }

  private Shape ofGeneric(Class<?> raw, Type[] arguments) {
    if (raw == Optional.class) {
      return new OptionalShape(of(arguments[0]), Optional::of, Optional.empty());
    }
    if (raw == List.class) {
      return ItemsShape.list(of(arguments[0]));
    }
    if (raw == Map.class && arguments[0] == String.class) {
      return new MapShape(of(arguments[1]));
    }
    if (raw.isInterface() && !raw.getName().startsWith("java.")) {
      return new PartShape(raw, shorthand);
    }
    throw new IllegalArgumentException(raw.getName() + " cannot be a key");
  }
}
