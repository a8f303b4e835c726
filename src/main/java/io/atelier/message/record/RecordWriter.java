package io.atelier.message.record;

import io.atelier.json.Json;
import io.atelier.message.ProgressSnapshot;
import io.atelier.prompt.Prompt;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as bytes, by one rule for all: a record is the array of its components, a record
 * of one component is that component, a member of a sealed family is the pair of its name and
 * itself, a byte array is its length. {@link RecordReader} is its inverse.
 */
public final class RecordWriter {
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream(0);
  private final ProgressForm progress;

  private RecordWriter(ProgressForm progress) {
    this.progress = progress;
  }

  /**
   * The bytes of a record.
   *
   * @param declared the type that the reader asks for
   */
  public static Encoded write(Object value, Class<?> declared, ProgressForm progress) {
    RecordWriter writer = new RecordWriter(progress);
    byte[] json = Json.writeExact(writer.write(value, (Type) declared));
    return new Encoded(json, writer.binary.toByteArray());
  }

  private @Nullable Object write(@Nullable Object value, Type declared) {
    Class<?> type = Types.raw(declared);
    if (value == null) {
      return null;
    }
    if (type == byte[].class && value instanceof byte[] bytes) {
      binary.writeBytes(bytes);
      return (long) bytes.length;
    }
    if (type == ProgressSnapshot.class && value instanceof ProgressSnapshot snapshot) {
      return write(progress.write(snapshot), (Type) progress.type());
    }
    if (type == Prompt.class && value instanceof Prompt prompt) {
      return prompt.toJson();
    }
    if (type.isSealed()) {
      List<@Nullable Object> named = new ArrayList<>();
      named.add(value.getClass().getSimpleName());
      named.add(write(value, value.getClass()));
      return named;
    }
    if (type.isRecord()) {
      return writeRecord(value, type);
    }
    if (type.isEnum()) {
      return ((Enum<?>) value).name();
    }
    if (value instanceof Collection<?> collection && type != Object.class) {
      List<@Nullable Object> elements = new ArrayList<>(collection.size());
      collection.forEach(element -> elements.add(write(element, Types.argument(declared, 0))));
      return elements;
    }
    if (value instanceof Map<?, ?> map && type != Object.class) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach(
          (key, member) ->
              members.put(
                  String.valueOf(write(key, Types.argument(declared, 0))),
                  write(member, Types.argument(declared, 1))));
      return members;
    }
    return value;
  }

  private @Nullable Object writeRecord(Object value, Class<?> type) {
    RecordShape shape = RecordShape.of(type);
    List<@Nullable Object> components = new ArrayList<>(shape.components().size());
    for (RecordShape.Component component : shape.components()) {
      components.add(write(shape.get(component, value), component.type()));
    }
    return components.size() == 1 ? components.get(0) : components;
  }
}
