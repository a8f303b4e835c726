package io.atelier.it;

import io.atelier.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The description of the routes, as the running server gives it. */
record OpenApi(Map<?, ?> document) {
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

  /**
   * An operation.
   *
   * @param path with the server's prefix, and with names in braces
   * @param responses the statuses that it declares, such as 200 and 4XX
   * @param body its contents by media type; empty for none
   */
  record Operation(
      String method, String path, List<Map<?, ?>> parameters, Map<?, ?> body, Map<?, ?> responses) {
    /** Whether an answer of this status is declared. */
    boolean declares(int status) {
      return responses.containsKey(String.valueOf(status))
          || responses.containsKey(status / 100 + "XX");
    }

    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static OpenApi parse(byte[] json) {
    return new OpenApi(map(Json.parse(new String(json, StandardCharsets.UTF_8))));
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  /** All operations, in order. */
  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    map(document.get("paths"))
        .forEach(
            (path, item) ->
                map(item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method)) {
                            operations.add(operation(path, map(item), method, map(operation)));
                          }
                        }));
    return operations;
  }

  private Operation operation(Object path, Map<?, ?> item, Object method, Map<?, ?> operation) {
    List<Map<?, ?>> parameters = new ArrayList<>();
    if (operation.get("parameters") instanceof List<?> list) {
      list.forEach(parameter -> parameters.add(map(parameter)));
    }
    return new Operation(
        method.toString().toUpperCase(java.util.Locale.ROOT),
        server(item) + path,
        parameters,
        map(map(operation.get("requestBody")).get("content")),
        map(operation.get("responses")));
  }

  /** The prefix of a path: its own server's, or that of all; empty for the root. */
  private String server(Map<?, ?> item) {
    Object servers = item.containsKey("servers") ? item.get("servers") : document.get("servers");
    String url = servers instanceof List<?> list ? (String) map(list.get(0)).get("url") : "/";
    return url == null || url.equals("/") ? "" : url;
  }

  /** What a reference such as {@code #/components/responses/X} stands for; null for nothing. */
  @Nullable Object resolve(String reference) {
    Object at = document;
    for (String step : reference.substring("#/".length()).split("/", -1)) {
      at = map(at).get(step);
    }
    return at;
  }
}
