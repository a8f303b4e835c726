package io.atelier.websocket;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client has said that it can read.
 *
 * @param previewMetadata whether it takes previews with metadata
 * @param numbers whether it counts its messages: they then carry {@code seq}
 */
record ClientFlags(boolean previewMetadata, boolean numbers) {
  static final ClientFlags NONE = new ClientFlags(false, false);

  /** The flags in a client's message; a flag is set only by exactly {@code true}. */
  ClientFlags with(@Nullable Object data) {
    return new ClientFlags(
        data instanceof Map<?, ?> flags
            && Boolean.TRUE.equals(flags.get("supports_preview_metadata")),
        numbers);
  }
}
