package io.atelier.rest;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The OpenAPI document of the routes, kept by hand beside the code. */
final class OpenApiDocument {
  private static final String PLACE = "/META-INF/openapi.yaml";

  /** The document as it is written, in UTF-8. */
  byte[] text() throws IOException {
    try (InputStream yaml = OpenApiDocument.class.getResourceAsStream(PLACE)) {
      if (yaml == null) {
        throw new FileNotFoundException(PLACE);
      }
      return yaml.readAllBytes();
    }
  }

  /** The document as JSON values. */
  Map<?, ?> values() throws IOException {
    Load load = new Load(LoadSettings.builder().build());
    Object document = load.loadFromString(new String(text(), StandardCharsets.UTF_8));
    return (Map<?, ?>) Objects.requireNonNull(document);
  }
}
