package dev.dupin.runtime.results;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes values as JSON: records and maps as objects, arrays and collections as arrays, a number
 * that is not finite as null, an empty {@code Optional} as null, all else as its text.
 */
final class JsonValues {
  private final JsonGenerator json;
  private final int longestVector;

  JsonValues(JsonGenerator json) {
    this(json, Integer.MAX_VALUE);
  }

  private JsonValues(JsonGenerator json, int longestVector) {
    this.json = json;
    this.longestVector = longestVector;
  }

  /** Returns a writer to the same document that writes a longer vector as null. */
  JsonValues withVectorsUpTo(int length) {
    return new JsonValues(json, length);
  }

  /** Writes a named field of the object that is open. */
  void field(String name, @Nullable Object value) {
    json.writeName(name);
    write(value);
  }

  /** Writes a value. */
  void write(@Nullable Object value) {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Boolean bool) {
      json.writeBoolean(bool);
    } else if (value instanceof Record record) {
      object(record);
    } else if (value instanceof Map<?, ?> map) {
      object(map);
    } else if (value instanceof Iterable<?> items) {
      json.writeStartArray();
      items.forEach(this::write);
      json.writeEndArray();
    } else if (value.getClass().isArray()) {
      array(value);
    } else {
      optionalOrText(value);
    }
  }

  private void number(Number number) {
    if (number instanceof Double || number instanceof Float) {
      number(number.doubleValue());
    } else if (number instanceof Long || number instanceof Integer) {
      json.writeNumber(number.longValue());
    } else {
      json.writeNumber(number.toString());
    }
  }

  private void number(double number) {
    if (Double.isFinite(number)) {
      json.writeNumber(number);
    } else {
      json.writeNull();
    }
  }

  /** A record that is nothing but a list is written as the list. */
  private void object(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    if (components.length == 1 && components[0].getType() == List.class) {
      write(Findings.read(record, components[0]));
      return;
    }
    json.writeStartObject();
    for (RecordComponent component : components) {
      field(component.getName(), Findings.read(record, component));
    }
    json.writeEndObject();
  }

  private void object(Map<?, ?> map) {
    json.writeStartObject();
    map.forEach((name, value) -> field(String.valueOf(name), value));
    json.writeEndObject();
  }

  private void array(Object array) {
    if (Array.getLength(array) > longestVector) {
      json.writeNull();
      return;
    }
    json.writeStartArray();
    if (array instanceof double[] numbers) {
      for (double number : numbers) {
        number(number);
      }
    } else {
      for (int i = 0; i < Array.getLength(array); i++) {
        write(Array.get(array, i));
      }
    }
    json.writeEndArray();
  }

  private void optionalOrText(Object value) {
    if (value instanceof Optional<?> optional) {
      write(optional.orElse(null));
    } else if (value instanceof OptionalDouble optional) {
      write(optional.isPresent() ? optional.getAsDouble() : null);
    } else if (value instanceof OptionalInt optional) {
      write(optional.isPresent() ? optional.getAsInt() : null);
    } else if (value instanceof OptionalLong optional) {
      write(optional.isPresent() ? optional.getAsLong() : null);
    } else if (value instanceof Enum<?> constant) {
      json.writeString(constant.name());
    } else {
      json.writeString(value.toString());
    }
  }
}
