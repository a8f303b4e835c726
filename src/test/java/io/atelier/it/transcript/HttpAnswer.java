package io.atelier.it.transcript;

import io.atelier.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/** An HTTP answer as the recordings tell it. */
final class HttpAnswer {
  /**
   * Headers that clients see the effect of. How a body is framed (length or chunks) is left out:
   * each server frames in its own way.
   */
  private static final Set<String> KEPT =
      Set.of(
          "content-type",
          "content-disposition",
          "cache-control",
          "allow",
          "location",
          "accept-ranges",
          "content-range",
          "content-encoding",
          "etag",
          "last-modified",
          "pragma",
          "expires",
          "access-control-allow-origin");

  private HttpAnswer() {}

  static Map<String, @Nullable Object> describe(String method, HttpResponse<byte[]> response) {
    byte[] body = response.body();
    String type = response.headers().firstValue("content-type").orElse("");
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("status", (long) response.statusCode());
    Map<String, String> headers = new LinkedHashMap<>();
    response
        .headers()
        .map()
        .forEach((name, values) -> headers.put(name, String.join(", ", values)));
    json.put("headers", headers(headers));
    if (method.equals("HEAD")) {
      json.put("text", "");
    } else if (type.contains("json")) {
      json.put("json", Json.parse(body));
    } else if (type.startsWith("text/") || body.length == 0) {
      json.put("text", new String(body, StandardCharsets.UTF_8));
    } else {
      putBytes(json, body, response.statusCode());
    }
    return json;
  }

  /** The kept headers by lower-case name, those with volatile values hidden. */
  static Map<String, @Nullable Object> headers(Map<String, ?> headers) {
    Map<String, @Nullable Object> kept = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          if (KEPT.contains(lower)) {
            kept.put(
                lower,
                switch (lower) {
                  case "etag" -> "<etag>";
                  case "last-modified" -> "<http-date>";
                  case "content-type", "allow" ->
                      String.valueOf(value).replaceAll("([;,])\\s+", "$1");
                  default -> value;
                });
          }
        });
    return kept;
  }

  private static void putBytes(Map<String, @Nullable Object> json, byte[] body, int status) {
    Map<String, @Nullable Object> image = Pictures.describe(body);
    json.put("bytes", image == null ? (long) body.length : "<size>");
    json.put("image", image);
    if (Pictures.isPng(body) && status == 200) {
      putPng(json, body);
    } else if (image == null) {
      json.put("sha256", sha256(body));
    }
  }

  private static void putPng(Map<String, @Nullable Object> json, byte[] body) {
    Pictures.Png png;
    try {
      png = Pictures.decodePng(body);
    } catch (DataFormatException e) {
      throw new IllegalStateException("the server sent a broken PNG", e);
    }
    byte[] pixels = png.pixels();
    if (pixels != null) {
      json.put("pixels_sha256", sha256(pixels));
      List<Long> first = new ArrayList<>();
      for (int i = 0; i < png.channels(); i++) {
        first.add((long) (pixels[i] & 0xff));
      }
      json.put("first_pixel", first);
    }
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    png.texts()
        .forEach(
            (key, text) ->
                texts.put(
                    key, text.startsWith("{") || text.startsWith("[") ? Json.parse(text) : text));
    json.put("png_text", texts);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
