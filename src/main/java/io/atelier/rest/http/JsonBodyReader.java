package io.atelier.rest.http;

import io.atelier.config.AtelierSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Reads what resources take as {@link JsonBody}, up to the limit of the settings. Servers have
 * readers of every class for types of JSON, and prefer the one whose class and type are nearest:
 * hence the types beside that of all, and no scope with a proxy, which shows neither.
 */
@Provider
@Dependent
@Consumes({MediaType.APPLICATION_JSON, "application/*+json", "text/json", MediaType.WILDCARD})
public class JsonBodyReader implements MessageBodyReader<JsonBody> {
  @Inject AtelierSettings settings;

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == JsonBody.class;
  }

  @Override
  public JsonBody readFrom(
      Class<JsonBody> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body) {
    return JsonBody.read(body, settings.maxUploadBytes());
  }
}
