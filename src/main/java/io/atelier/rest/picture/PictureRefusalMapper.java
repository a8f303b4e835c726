package io.atelier.rest.picture;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger.Level;

/** Tells clients why their picture is not decoded. */
@Provider
public class PictureRefusalMapper implements ExceptionMapper<PictureRefusal> {
  private static final System.Logger LOG = System.getLogger(PictureRefusalMapper.class.getName());

  @Override
  public Response toResponse(PictureRefusal refusal) {
    LOG.log(Level.DEBUG, "a picture is not decoded", refusal);
    return refusal.answer();
  }
}
