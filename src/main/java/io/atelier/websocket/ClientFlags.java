package io.atelier.websocket;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client has said that it can read.
 *
 * @param previewMetadata whether it takes previews with metadata
 */
record ClientFlags(boolean previewMetadata) {
  static final ClientFlags NONE = new ClientFlags(false);

  /** The flags in a client's message; a flag is set only by exactly {@code true}. */
  static ClientFlags of(@Nullable Object data) {
    return data instanceof Map<?, ?> flags
        ? new ClientFlags(Boolean.TRUE.equals(flags.get("supports_preview_metadata")))
        : NONE;
  }
}
