package io.atelier.it;

import io.atelier.json.Json;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values that a described operation does not expect, chosen by a seed. */
final class HostileValues {
  /**
   * Forms of a parameter as they stand in an address. Not among them are a bare dot and bad
   * escapes: Payara answers those itself, with nothing, before it asks the application.
   */
  private static final List<String> TEXTS =
      List.of(
          "null",
          "-1",
          "0",
          "1e999",
          "99999999999999999999",
          "NaN",
          "true",
          "%00",
          "%FF",
          "..%2F..%2Fetc%2Fpasswd",
          "a%2Fb",
          "%F0%9F%92%A5",
          "%22%27%3Cx%3E",
          "%20",
          "%5B%5D",
          "%7B%7D",
          "%0D%0Ax%3A%20y",
          "x".repeat(3000),
          ".x",
          "%2E%2E",
          "a;b=c",
          "%EF%BC%8E");

  private static final List<byte[]> BODIES =
      List.of(
          new byte[0],
          "{".getBytes(StandardCharsets.UTF_8),
          "[]".getBytes(StandardCharsets.UTF_8),
          "0".getBytes(StandardCharsets.UTF_8),
          "null".getBytes(StandardCharsets.UTF_8),
          "\"text\"".getBytes(StandardCharsets.UTF_8),
          "[null, false, \"\\u0000\", 1e400]".getBytes(StandardCharsets.UTF_8),
          ("[".repeat(2000) + "]".repeat(2000)).getBytes(StandardCharsets.UTF_8),
          ("[".repeat(300) + "]".repeat(300)).getBytes(StandardCharsets.UTF_8),
          new byte[] {(byte) 0xff, (byte) 0xfe, 0, '{'},
          "\"\\ud800\"".getBytes(StandardCharsets.UTF_8));

  private static final List<String> TYPES =
      List.of("application/json", "text/plain", "application/x-www-form-urlencoded", "a/b; c", "");

  private final Random random;

  HostileValues(long seed) {
    this.random = new Random(seed);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean oftenEnough() {
    return random.nextInt(5) < 2;
  }

  /** What stands for a parameter in an address. */
  String parameter(Map<?, ?> parameter) {
    Object example = parameter.get("example");
    return example != null && oftenEnough()
        ? URLEncoder.encode(String.valueOf(example), StandardCharsets.UTF_8)
        : one(TEXTS);
  }

  /** A body with its media type; the type is empty for none. */
  record Body(String type, byte[] bytes) {}

  /** A body for an operation that takes these contents, or none. */
  Body body(Map<?, ?> contents) {
    if (contents.containsKey("multipart/form-data")) {
      return form(OpenApi.map(contents.get("multipart/form-data")));
    }
    Object example = OpenApi.map(contents.get("application/json")).get("example");
    byte[] bytes =
        example != null && random.nextInt(4) > 0 ? Json.writeBytes(damaged(example)) : one(BODIES);
    return new Body(oftenEnough() ? one(TYPES) : "application/json", bytes);
  }

  /** An example in which a value, at whatever depth, is another or gone. */
  private @Nullable Object damaged(@Nullable Object value) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(6) > 0) {
      Map<Object, @Nullable Object> copy = new LinkedHashMap<>(map);
      Object key = one(new ArrayList<>(map.keySet()));
      if (random.nextInt(6) == 0) {
        copy.remove(key);
      } else {
        copy.put(key, damaged(copy.get(key)));
      }
      return copy;
    }
    if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(6) > 0) {
      List<@Nullable Object> copy = new ArrayList<>(list);
      copy.set(0, damaged(copy.get(0)));
      return copy;
    }
    return one(
        Arrays.asList(
            null,
            true,
            -1L,
            1e300,
            "",
            "\0",
            "../x",
            "x".repeat(5000),
            List.of(),
            Map.of(),
            List.of(List.of(1L)),
            Map.of("a", Map.of()),
            Long.MAX_VALUE,
            "NaN"));
  }

  /** A form with the fields of a schema, some of them left out, twice or hostile. */
  private Body form(Map<?, ?> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OpenApi.map(OpenApi.map(content.get("schema")).get("properties"))
        .forEach(
            (name, schema) -> {
              for (int i = random.nextInt(8) == 0 ? 2 : random.nextInt(6) == 0 ? 0 : 1;
                  i > 0;
                  i--) {
                part(bytes, String.valueOf(name), OpenApi.map(schema));
              }
            });
    bytes.writeBytes((random.nextInt(6) == 0 ? "" : "--b--\r\n").getBytes(StandardCharsets.UTF_8));
    String type = "multipart/form-data" + (random.nextInt(8) == 0 ? "" : "; boundary=b");
    return new Body(type, bytes.toByteArray());
  }

  private void part(ByteArrayOutputStream bytes, String name, Map<?, ?> schema) {
    boolean file = "binary".equals(schema.get("format"));
    Object example = schema.get("example");
    String value =
        example != null && oftenEnough()
            ? String.valueOf(example)
            : one(List.of("", "null", "..", "\0", "{}", "[1]", "x".repeat(70_000), "output"));
    String fileName =
        file
            ? "; filename=\"" + one(List.of("a.png", "", "..", "a/b/c.png", "\\\"x", "a\0b")) + "\""
            : "";
    String head = "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"" + fileName;
    bytes.writeBytes((head + "\r\n\r\n" + value + "\r\n").getBytes(StandardCharsets.UTF_8));
  }
}
