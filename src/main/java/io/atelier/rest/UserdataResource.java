package io.atelier.rest;

import io.atelier.storage.PathEscapeException;
import io.atelier.storage.UserFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** The files that clients keep for a user, workflows above all. */
@ApplicationScoped
@Path("userdata")
public class UserdataResource {
  private static final String EXISTS = "File already exists";
  private static final String BAD_NAME =
      "Invalid filename. Please avoid special characters like :\\/*?\"<>|";

  @Inject CurrentUser current;

  @GET
  public Response list(
      @QueryParam("dir") @Nullable String dir,
      @QueryParam("recurse") @Nullable String recurse,
      @QueryParam("full_info") @Nullable String fullInfo,
      @QueryParam("split") @Nullable String split,
      @Context HttpHeaders headers)
      throws IOException {
    UserFiles files = current.files(headers);
    if (dir == null || dir.isEmpty()) {
      return Replies.text(400, "Directory not provided");
    }
    java.nio.file.Path folder;
    try {
      folder = files.locate(dir);
    } catch (PathEscapeException e) {
      return Replies.text(403, "Invalid directory");
    }
    if (!Files.isDirectory(folder)) {
      return Replies.text(404, "Directory not found");
    }
    UserdataListing form =
        UserdataListing.of("true".equalsIgnoreCase(fullInfo), "true".equalsIgnoreCase(split));
    return Replies.json(form.json(files.list(folder, "true".equalsIgnoreCase(recurse))));
  }

  @GET
  @Path("{file}")
  public Response read(@PathParam("file") String file, @Context HttpHeaders headers)
      throws IOException {
    java.nio.file.Path place = current.files(headers).locate(decoded(file));
    return Files.isRegularFile(place)
        ? UntrustedFile.reply(place, headers, null)
        : Replies.empty(404);
  }

  @POST
  @Path("{file}")
  @Consumes(MediaType.WILDCARD)
  public Response write(
      @PathParam("file") String file,
      @QueryParam("overwrite") @Nullable String overwrite,
      @QueryParam("full_info") @Nullable String fullInfo,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    UserFiles files = current.files(headers);
    java.nio.file.Path place = files.locate(decoded(file));
    if ("false".equals(overwrite) && Files.exists(place)) {
      return Replies.text(409, EXISTS);
    }
    try {
      return written(files, files.write(decoded(file), body), fullInfo);
    } catch (FileSystemException e) {
      return Response.status(400, BAD_NAME).header("Content-Length", 0).build();
    }
  }

  @DELETE
  @Path("{file}")
  public Response delete(@PathParam("file") String file, @Context HttpHeaders headers)
      throws IOException {
    java.nio.file.Path place = current.files(headers).locate(decoded(file));
    if (Files.isDirectory(place)) {
      throw new UnreadableRequestException("folders are not deleted");
    }
    return Replies.empty(Files.deleteIfExists(place) ? 204 : 404);
  }

  @POST
  @Path("{file}/move/{dest}")
  @Consumes(MediaType.WILDCARD)
  public Response move(
      @PathParam("file") String file,
      @PathParam("dest") String dest,
      @QueryParam("overwrite") @Nullable String overwrite,
      @QueryParam("full_info") @Nullable String fullInfo,
      @Context HttpHeaders headers)
      throws IOException {
    UserFiles files = current.files(headers);
    java.nio.file.Path from = files.locate(decoded(file));
    java.nio.file.Path to;
    try {
      to = files.locate(decoded(dest));
    } catch (PathEscapeException e) {
      throw new UnreadableRequestException("the destination leads out of the user's folder", e);
    }
    if (!Files.exists(from)) {
      return Replies.empty(404);
    }
    if (!Files.isRegularFile(from) || Files.isDirectory(to)) {
      throw new UnreadableRequestException("folders are not moved");
    }
    if ("false".equals(overwrite) && Files.exists(to)) {
      return Replies.text(409, EXISTS);
    }
    return written(files, files.move(from, decoded(dest)), fullInfo);
  }

  private static Response written(
      UserFiles files, java.nio.file.Path place, @Nullable String fullInfo) throws IOException {
    return Replies.json(
        "true".equalsIgnoreCase(fullInfo)
            ? UserdataListing.info(files.describe(place))
            : files.nameOf(place));
  }

  /** Some clients encode names twice. */
  private static String decoded(String name) {
    if (name.indexOf('%') < 0) {
      return name;
    }
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
