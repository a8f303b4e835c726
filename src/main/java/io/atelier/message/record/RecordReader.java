package io.atelier.message.record;

import io.atelier.json.Json;
import io.atelier.message.ProgressSnapshot;
import io.atelier.prompt.Prompt;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads records from bytes that {@link RecordWriter} wrote, or somebody who is not to be trusted.
 */
public final class RecordReader {
  private final byte[] binary;
  private final ProgressForm progress;
  private int at;

  private RecordReader(byte[] binary, ProgressForm progress) {
    this.binary = binary;
    this.progress = progress;
  }

  /**
   * The record of some bytes.
   *
   * @throws IllegalArgumentException when they are not of a record of this type, whatever they are
   */
  public static <T> T read(Encoded bytes, Class<T> declared, ProgressForm progress) {
    try {
      RecordReader reader = new RecordReader(bytes.binary(), progress);
      Object read = reader.read(Json.parseExact(bytes.json()), (Type) declared);
      if (reader.at != bytes.binary().length) {
        throw new IllegalArgumentException("bytes are left over");
      }
      return declared.cast(read);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Object read(@Nullable Object json, Type declared) {
    Class<?> type = Types.raw(declared);
    if (type == ProgressSnapshot.class) {
      return progress.read(read(json, (Type) progress.type()));
    }
    if (type == Prompt.class) {
      return Prompt.fromJson(json);
    }
    if (type.isSealed()) {
      List<?> named = list(json);
      return read(named.get(1), member(type, named.get(0)));
    }
    if (type.isRecord()) {
      return readRecord(json, RecordShape.of(type));
    }
    if (type == Map.class) {
      return readMap(json, declared);
    }
    if (Collection.class.isAssignableFrom(type)) {
      Type element = Types.argument(declared, 0);
      List<@Nullable Object> elements = new ArrayList<>();
      list(json).forEach(value -> elements.add(readValue(value, element)));
      return elements;
    }
    return readSimple(json, type);
  }

  /** A value that may be null when its type is as wide as JSON. */
  private @Nullable Object readValue(@Nullable Object json, Type declared) {
    return declared == Object.class ? json : read(json, declared);
  }

  private static Class<?> member(Class<?> family, @Nullable Object name) {
    for (Class<?> member : family.getPermittedSubclasses()) {
      if (member.getSimpleName().equals(name)) {
        return member;
      }
    }
    throw new IllegalArgumentException("no " + family.getSimpleName() + " is named " + name);
  }

  private Object readRecord(@Nullable Object json, RecordShape shape) {
    List<RecordShape.Component> components = shape.components();
    if (components.size() == 1) {
      return shape.make(new @Nullable Object[] {component(json, components.get(0))});
    }
    List<?> values = list(json);
    if (values.size() != components.size()) {
      throw new IllegalArgumentException(values.size() + " components");
    }
    @Nullable Object[] read = new @Nullable Object[components.size()];
    for (int i = 0; i < read.length; i++) {
      read[i] = component(values.get(i), components.get(i));
    }
    return shape.make(read);
  }

  private @Nullable Object component(@Nullable Object json, RecordShape.Component component) {
    return json == null && component.nullable() ? null : read(json, component.type());
  }

  private Map<Object, @Nullable Object> readMap(@Nullable Object json, Type declared) {
    if (!(json instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("no object");
    }
    Map<Object, @Nullable Object> members = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            members.put(
                read(key, Types.argument(declared, 0)),
                readValue(value, Types.argument(declared, 1))));
    return members;
  }

  private static List<?> list(@Nullable Object json) {
    if (json instanceof List<?> list) {
      return list;
    }
    throw new IllegalArgumentException("no array");
  }

  private Object readSimple(@Nullable Object json, Class<?> type) {
    if (json == null) {
      throw new IllegalArgumentException("null for " + type.getSimpleName());
    }
    if (type == byte[].class) {
      return bytes((Long) json);
    }
    if (type == int.class || type == Integer.class) {
      return Math.toIntExact((Long) json);
    }
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        if (((Enum<?>) constant).name().equals(json)) {
          return constant;
        }
      }
      throw new IllegalArgumentException("no such constant");
    }
    if (type.isPrimitive() || type.isInstance(json)) {
      return json;
    }
    throw new IllegalArgumentException("no " + type.getSimpleName());
  }

  private byte[] bytes(long length) {
    if (length < 0 || length > binary.length - at) {
      throw new IllegalArgumentException("more bytes than there are");
    }
    byte[] bytes = new byte[(int) length];
    System.arraycopy(binary, at, bytes, 0, bytes.length);
    at += bytes.length;
    return bytes;
  }
}
