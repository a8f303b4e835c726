package io.atelier.rest;

import io.atelier.config.AtelierSettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the server tells clients of its abilities, over HTTP and the socket alike. */
public final class ServerFeatures {
  private ServerFeatures() {}

  public static Map<String, Object> of(AtelierSettings settings) {
    Map<String, Object> features = new LinkedHashMap<>();
    features.put("supports_preview_metadata", true);
    features.put("max_upload_size", settings.maxUploadBytes());
    return features;
  }
}
