package dev.dupin.runtime.binding;

import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedScalar;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;

/**
 * A number: {@code 3}, {@code 1e-3}, {@code .5}; {@code inf} is infinity, and for a long no limit.
 *
 * @param type the primitive type
 * @param interval what it must lie in
 */
record NumberShape(Class<?> type, Optional<Interval> interval) implements Shape {

  static final Set<Class<?>> TYPES =
      Set.of(double.class, float.class, long.class, int.class, short.class, byte.class);

  /**
   * More digits than any whole number here can hold; expanding 1e999999999 would fill the memory.
   */
  private static final int MOST_DIGITS = 20;

  private boolean isWhole() {
    return type != double.class && type != float.class;
  }

  @Override
  public String words() {
    String number = isWhole() ? "a whole number" : "a number";
    return interval.map(range -> number + " in " + range.text()).orElse(number);
  }

  @Override
  public @Nullable Bound bind(Located node, String path, Binder binder) {
    if (!(node instanceof LocatedScalar scalar) || !(scalar.isNumber() || scalar.isInfinity())) {
      binder.wrongType(node, path, this);
      return null;
    }
    JsonNode plain = isWhole() ? whole(scalar) : real(scalar);
    if (plain == null) {
      binder.wrongType(node, path, this);
      return null;
    }
    try {
      return checked(scalar, path, (Number) Yaml.convert(plain, type), binder);
    } catch (JacksonException e) {
      binder.problems().add(node.origin(), path, scalar.words() + " does not fit into " + type);
      return null;
    }
  }

  private static @Nullable JsonNode real(LocatedScalar scalar) {
    if (scalar.isInfinity()) {
      double sign = scalar.text().startsWith("-") ? -1 : 1;
      return DoubleNode.valueOf(sign * Double.POSITIVE_INFINITY);
    }
    double value = Double.parseDouble(scalar.text());
    return Double.isInfinite(value) ? null : DoubleNode.valueOf(value);
  }

  private @Nullable JsonNode whole(LocatedScalar scalar) {
    if (scalar.isInfinity()) {
      boolean isLimit = type == long.class && !scalar.text().startsWith("-");
      return isLimit ? LongNode.valueOf(Long.MAX_VALUE) : null;
    }
    BigDecimal value = new BigDecimal(scalar.text());
    boolean isShort = Math.abs((long) value.precision() - value.scale()) <= MOST_DIGITS;
    boolean isWhole = isShort && value.remainder(BigDecimal.ONE).signum() == 0;
    return isWhole ? BigIntegerNode.valueOf(value.toBigInteger()) : null;
  }

  private @Nullable Bound checked(LocatedScalar scalar, String path, Number value, Binder binder) {
    if (interval.isPresent() && !interval.get().contains(value.doubleValue())) {
      String message = scalar.text() + " is out of range " + interval.get().text();
      binder.problems().add(scalar.origin(), path, message);
      return null;
    }
    return new BoundValue(path, scalar.origin(), value, plain(value), canonical(value));
  }

  private Object plain(Number value) {
    if (value instanceof Float single) {
      return Double.parseDouble(single.toString());
    }
    if (isWhole()) {
      long whole = value.longValue();
      return isNoLimit(whole) ? (Object) Double.POSITIVE_INFINITY : (Object) whole;
    }
    return value;
  }

  private String canonical(Number value) {
    if (isWhole()) {
      return isNoLimit(value.longValue()) ? "inf" : Long.toString(value.longValue());
    }
    return Double.toHexString(value.doubleValue());
  }

  private boolean isNoLimit(long value) {
    return type == long.class && value == Long.MAX_VALUE;
  }
}
