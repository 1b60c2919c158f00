package dev.dupin.runtime.binding;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Exclusive;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.plugin.Replaces;
import dev.dupin.core.plugin.Shorthand;
import dev.dupin.runtime.Origin;
import dev.dupin.runtime.plugin.PartRegistry;
import dev.dupin.runtime.plugin.RegisteredPart;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedScalar;
import dev.dupin.runtime.spec.Problems;
import dev.dupin.runtime.spec.SpecReader;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the keys of configurations from their records, once each, when they are first needed. */
public final class Schemas {

  private final PartRegistry registry;
  private final Map<Class<?>, RecordSchema> records = new HashMap<>();
  private final Map<RegisteredPart, PartSchema> parts = new HashMap<>();

  public Schemas(PartRegistry registry) {
    this.registry = registry;
  }

  /** Returns what parts there are. */
  public PartRegistry registry() {
    return registry;
  }

  /**
   * Returns how a part is built.
   *
   * @throws SchemaException if it is written in a way that cannot be
   */
  public synchronized PartSchema part(RegisteredPart part) {
    PartSchema known = parts.get(part);
    if (known == null) {
      known = read(part.type());
      parts.put(part, known);
    }
    return known;
  }

  private PartSchema read(Class<?> type) {
    try {
      Constructor<?> constructor = constructor(type);
      List<Class<?>> configs =
          Arrays.stream(constructor.getParameterTypes()).filter(Class::isRecord).toList();
      if (configs.size() > 1) {
        throw new SchemaException("its constructor has more than one record");
      }
      return new PartSchema(constructor, configs.stream().findFirst().map(this::record));
    } catch (LinkageError e) {
      throw new SchemaException("a class is missing or broken: " + e);
    }
  }

  private static Constructor<?> constructor(Class<?> type) {
    List<Constructor<?>> marked =
        Arrays.stream(type.getDeclaredConstructors())
            .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
            .toList();
    List<Constructor<?>> candidates = marked.isEmpty() ? List.of(type.getConstructors()) : marked;
    if (candidates.size() != 1 || !Modifier.isPublic(candidates.get(0).getModifiers())) {
      throw new SchemaException("it needs one public constructor, or one marked @Inject");
    }
    return candidates.get(0);
  }

  /**
   * Returns the keys of a configuration record.
   *
   * @throws SchemaException if it has components that cannot be keys
   */
  public synchronized RecordSchema record(Class<?> type) {
    RecordSchema known = records.get(type);
    if (known == null) {
      known = readRecord(type);
      records.put(type, known);
    }
    return known;
  }

  private RecordSchema readRecord(Class<?> type) {
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new SchemaException(type.getSimpleName() + " is not public");
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    List<KeySchema> keys = Arrays.stream(components).map(this::key).toList();
    List<List<String>> groups =
        Arrays.stream(type.getAnnotationsByType(Exclusive.class))
            .map(group -> List.of(group.value()))
            .toList();
    for (List<String> group : groups) {
      for (String name : group) {
        if (keys.stream().noneMatch(key -> key.name().equals(name) && key.shape().isOptional())) {
          throw new SchemaException("@Exclusive names '" + name + "', which is no optional key");
        }
      }
    }
    Map<String, List<String>> replaced = replaced(components, keys);
    try {
      return new RecordSchema(type.getConstructor(types), keys, groups, replaced);
    } catch (NoSuchMethodException e) {
      throw new SchemaException("the constructor of " + type.getSimpleName() + " is not public");
    }
  }

  private static Map<String, List<String>> replaced(
      RecordComponent[] components, List<KeySchema> keys) {
    Map<String, List<String>> replaced = new LinkedHashMap<>();
    for (RecordComponent component : components) {
      Replaces others = component.getAnnotation(Replaces.class);
      if (others != null) {
        replaced.put(component.getName(), List.of(others.value()));
      }
    }
    List<String> names = keys.stream().map(KeySchema::name).toList();
    for (List<String> others : replaced.values()) {
      for (String name : others) {
        if (!names.contains(name)) {
          throw new SchemaException("@Replaces names '" + name + "', which is no key");
        }
      }
    }
    return replaced;
  }

  private KeySchema key(RecordComponent component) {
    String name = component.getName();
    if (name.equals(BoundPart.TYPE)) {
      throw new SchemaException("a key cannot be called 'type'");
    }
    try {
      Range range = component.getAnnotation(Range.class);
      Optional<Interval> interval =
          Optional.ofNullable(range).map(notation -> Interval.parse(notation.value()));
      Optional<Shorthand> shorthand = Optional.ofNullable(component.getAnnotation(Shorthand.class));
      Shape shape = new Shapes(this, interval, shorthand).of(component.getGenericType());
      Optional<String> usual =
          Optional.ofNullable(component.getAnnotation(Default.class)).map(Default::value);
      return new KeySchema(
          name,
          shape,
          usual.map(text -> usual(name, text, shape)),
          usual,
          interval.map(Interval::text));
    } catch (IllegalArgumentException e) {
      throw new SchemaException("the key '" + name + "' is wrong: " + e.getMessage());
    }
  }

  private static Located usual(String name, String text, Shape shape) {
    Problems problems = new Problems();
    Origin origin = Origin.override("@Default of " + name);
    Located usual = SpecReader.readValue(text, origin, problems);
    boolean isWord = usual instanceof LocatedScalar scalar && !scalar.isNull();
    if (shape instanceof TextShape && !isWord) {
      // Nobody thinks of YAML who writes "," or "" as the default of a text.
      return new LocatedScalar(origin, text, false);
    }
    if (usual == null || !problems.isEmpty()) {
      throw new SchemaException("the default of '" + name + "' is no YAML: " + text);
    }
    return usual;
  }
}
