package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Exclusive;
import dev.dupin.core.plugin.Range;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every configuration record must do, in the manner of airlift's {@code ConfigAssertions}: no
 * key is untested, no tested value equals its default (such a test would pass by luck), defaults in
 * Java are those of the annotations, and ranges hold.
 *
 * <pre>{@code
 * ConfigContract.of(TrustRegion.Config.class)
 *     .key("subproblem", "steihaug-cg", new MoreSorensen())
 *     .optional("initialRadius", 0.5)
 *     .key("shrink", 0.25, 0.5).refuses("shrink", 0.0, 1.0, Double.NaN)
 *     .withDefaults(TrustRegion.withDefaults().config())
 *     .check();
 * }</pre>
 *
 * Of keys that {@link Exclusive} names, one at a time is given.
 *
 * <p>A nested part is told by its name where a default is meant, and by an instance where a value
 * is.
 *
 * @param <C> the record
 */
public final class ConfigContract<C extends Record> {

  private final Class<C> type;
  private final Map<String, Optional<Object>> defaults = new LinkedHashMap<>();
  private final Map<String, Object> legal = new LinkedHashMap<>();
  private final Map<String, List<Object>> illegal = new LinkedHashMap<>();
  private @Nullable C javaDefaults;

  private ConfigContract(Class<C> type) {
    this.type = type;
  }

  /** Starts the contract of a record. */
  public static <C extends Record> ConfigContract<C> of(Class<C> type) {
    return new ConfigContract<>(type);
  }

  /**
   * Tells a key with a default.
   *
   * @param usual the default: a number, a truth value, a string, an enum constant, a list of these;
   *     of a nested part or record, the text of its annotation
   * @param other a legal value that is not the default
   */
  public ConfigContract<C> key(String name, Object usual, Object other) {
    defaults.put(name, Optional.of(usual));
    return legal(name, other);
  }

  /**
   * Tells a key without a default.
   *
   * @param value a legal one
   */
  public ConfigContract<C> required(String name, Object value) {
    defaults.put(name, Optional.empty());
    return legal(name, value);
  }

  /**
   * Tells a key that may be left out.
   *
   * @param value a legal one, not wrapped
   */
  public ConfigContract<C> optional(String name, Object value) {
    defaults.put(name, Optional.of(Optional.empty()));
    return legal(name, value);
  }

  private ConfigContract<C> legal(String name, Object value) {
    if (legal.put(name, value) != null) {
      throw new IllegalArgumentException("the key '" + name + "' is told twice");
    }
    return this;
  }

  /** Tells values that a key must refuse, by its range or by the record's constructor. */
  public ConfigContract<C> refuses(String name, Object... values) {
    illegal.computeIfAbsent(name, key -> new ArrayList<>()).addAll(Arrays.asList(values));
    return this;
  }

  /** Tells the record that the part's {@code withDefaults()} holds. */
  public ConfigContract<C> withDefaults(C config) {
    javaDefaults = config;
    return this;
  }

  /** Checks all of it. */
  public void check() {
    List<String> keys =
        Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).sorted().toList();
    assertEquals(keys, legal.keySet().stream().sorted().toList(), "the keys that are tested");
    assertTrue(keys.containsAll(illegal.keySet()), () -> "no keys: " + illegal.keySet());
    for (RecordComponent key : type.getRecordComponents()) {
      checkDefault(key);
      checkRange(key);
    }
    create(legal, "");
    exclusive().forEach(key -> create(legal, key));
    illegal.forEach((name, values) -> values.forEach(value -> checkRefused(name, value)));
  }

  private static Object told(RecordComponent key, Map<String, Object> values) {
    return Optional.ofNullable(values.get(key.getName())).orElseThrow();
  }

  private void checkDefault(RecordComponent key) {
    String name = key.getName();
    Optional<Object> usual = defaults.getOrDefault(name, Optional.empty());
    Optional<String> annotated =
        Optional.ofNullable(key.getAnnotation(Default.class)).map(Default::value);
    if (usual.isEmpty()) {
      assertTrue(annotated.isEmpty(), name + " is told to be required, but has a default");
      assertTrue(!isOptional(key.getType()), name + " is told to be required, but is optional");
    } else if (usual.get().equals(Optional.empty())) {
      assertTrue(annotated.isEmpty(), name + " is told to be optional, but has a default");
      assertTrue(isOptional(key.getType()), name + " is told to be optional, but is not");
    } else {
      assertTrue(annotated.isPresent(), name + " is told to have a default, but has none");
      Object read = ConfigText.read(annotated.get(), key.getGenericType());
      assertEquals(ConfigText.comparable(usual.get()), read, "the default of " + name);
      assertNotEquals(
          read, ConfigText.comparable(told(key, legal)), name + " is tested with its own default");
    }
    if (javaDefaults != null && usual.isPresent()) {
      checkJavaDefault(key, usual.get(), javaDefaults);
    }
  }

  private static void checkJavaDefault(RecordComponent key, Object usual, Record config) {
    Object value = get(key, config);
    if (usual.equals(Optional.empty())) {
      assertTrue(value.toString().endsWith(".empty"), key.getName() + " in Java is " + value);
    } else if (ConfigText.isPlain(key.getGenericType())) {
      assertEquals(
          ConfigText.comparable(usual),
          ConfigText.comparable(value),
          "the default of " + key.getName() + " in Java");
    }
  }

  private void checkRange(RecordComponent key) {
    Range range = key.getAnnotation(Range.class);
    if (range == null) {
      return;
    }
    Interval interval = Interval.parse(range.value());
    String name = key.getName();
    Default usual = key.getAnnotation(Default.class);
    if (usual != null) {
      Object read = ConfigText.read(usual.value(), key.getGenericType());
      assertTrue(interval.contains(read), "the default of " + name + " is out of " + range.value());
    }
    assertTrue(
        interval.contains(ConfigText.comparable(told(key, legal))), name + " is out of its range");
    assertTrue(
        illegal.containsKey(name), "nothing is tested that the range of " + name + " refuses");
  }

  private void checkRefused(String name, Object value) {
    RecordComponent key =
        Arrays.stream(type.getRecordComponents())
            .filter(component -> component.getName().equals(name))
            .findFirst()
            .orElseThrow();
    Range range = key.getAnnotation(Range.class);
    boolean inRange =
        range == null || Interval.parse(range.value()).contains(ConfigText.comparable(value));
    if (inRange) {
      Map<String, Object> changed = new LinkedHashMap<>(legal);
      changed.put(name, value);
      assertThrows(
          IllegalArgumentException.class, () -> create(changed, name), name + " accepts " + value);
    }
  }

  private Stream<String> exclusive() {
    return Arrays.stream(type.getAnnotationsByType(Exclusive.class))
        .flatMap(group -> Arrays.stream(group.value()));
  }

  /** Of keys that exclude one another only one is given: the one under test, else the first. */
  private Set<String> leftOut(String tested) {
    Set<String> leftOut = new HashSet<>();
    for (Exclusive group : type.getAnnotationsByType(Exclusive.class)) {
      List<String> keys = List.of(group.value());
      String given = keys.contains(tested) ? tested : keys.get(0);
      keys.stream().filter(key -> !key.equals(given)).forEach(leftOut::add);
    }
    return leftOut;
  }

  private void create(Map<String, Object> values, String tested) {
    RecordComponent[] keys = type.getRecordComponents();
    Object[] arguments = new Object[keys.length];
    Set<String> leftOut = leftOut(tested);
    for (int i = 0; i < keys.length; i++) {
      arguments[i] =
          leftOut.contains(keys[i].getName())
              ? ConfigText.leftOut(keys[i].getType())
              : ConfigText.fitted(told(keys[i], values), keys[i].getType());
    }
    Class<?>[] types = Arrays.stream(keys).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      type.getConstructor(types).newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) {
        throw refused;
      }
      fail(e.getCause());
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      fail(type.getName() + " cannot be made of " + values, e);
    }
  }

  private static Object get(RecordComponent key, Record config) {
    try {
      return key.getAccessor().invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(key + " cannot be read", e);
    }
  }

  private static boolean isOptional(Class<?> type) {
    return type == Optional.class
        || type == OptionalDouble.class
        || type == OptionalInt.class
        || type == OptionalLong.class;
  }
}
