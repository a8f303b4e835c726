package io.atelier.node;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service of the running prompt's own: what its client sent along with it ({@code extra_data}),
 * without credentials. It takes no part in the signatures of results, so nodes may let it decide
 * only what is shown on the way.
 */
public record PromptExtras(Map<String, @Nullable Object> values) {
  /** Nothing was sent along. */
  public static final PromptExtras NONE = new PromptExtras(Map.of());

  public PromptExtras {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public @Nullable Object get(String key) {
    return values.get(key);
  }
}
