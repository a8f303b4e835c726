package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import io.atelier.json.JsonObject;
import java.util.Map;

/** What the server tells clients of its abilities, over HTTP and the socket alike. */
public final class ServerFeatures {
  private ServerFeatures() {}

  public static Map<String, Object> of(AtelierSettings settings) {
    return JsonObject.with("supports_preview_metadata", true)
        .and("max_upload_size", settings.maxUploadBytes())
        .map();
  }
}
