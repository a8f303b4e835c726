package io.atelier.prompt;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends along with a prompt ({@code extra_data}).
 *
 * @param shown what queue and history show and may be stored
 * @param secrets credentials for the running prompt alone: never shown, stored or logged
 */
public record ExtraData(Map<String, @Nullable Object> shown, Map<String, Object> secrets) {
  private static final Set<String> SECRET_KEYS =
      Set.of("auth_token_comfy_org", "api_key_comfy_org");

  public static final ExtraData NONE = new ExtraData(Map.of(), Map.of());

  public ExtraData {
    shown = Collections.unmodifiableMap(new LinkedHashMap<>(shown));
    secrets = Map.copyOf(secrets);
  }

  /** Splits the credentials off. */
  public static ExtraData of(Map<String, @Nullable Object> json) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    Map<String, Object> secrets = new LinkedHashMap<>();
    json.forEach(
        (key, value) -> {
          if (!SECRET_KEYS.contains(key)) {
            shown.put(key, value);
          } else if (value != null) {
            secrets.put(key, value);
          }
        });
    return new ExtraData(shown, secrets);
  }

  /** The socket to tell, or null. An empty id is an id, one that no socket has. */
  public @Nullable String clientId() {
    Object id = shown.get("client_id");
    return id == null ? null : id.toString();
  }

  /** Shown or secret value by key. */
  public @Nullable Object get(String key) {
    Object secret = secrets.get(key);
    return secret == null ? shown.get(key) : secret;
  }

  @Override
  public String toString() {
    return "ExtraData" + shown.keySet();
  }
}
