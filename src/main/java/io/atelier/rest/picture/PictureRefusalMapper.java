package io.atelier.rest.picture;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells clients why their picture is not decoded. */
@Provider
public class PictureRefusalMapper implements ExceptionMapper<PictureRefusal> {
  private static final Logger LOG = Logger.getLogger(PictureRefusalMapper.class.getName());

  @Override
  public Response toResponse(PictureRefusal refusal) {
    LOG.log(Level.FINE, "a picture is not decoded", refusal);
    return refusal.answer();
  }
}
