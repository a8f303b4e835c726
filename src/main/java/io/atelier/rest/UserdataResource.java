package io.atelier.rest;

import io.atelier.rest.http.Replies;
import io.atelier.rest.http.UnreadableRequestException;
import io.atelier.rest.http.UntrustedFile;
import io.atelier.storage.PathEscapeException;
import io.atelier.storage.UnusableNameException;
import io.atelier.storage.UserFiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** The files that clients keep for a user, workflows above all. */
@ApplicationScoped
@Path("userdata")
public class UserdataResource {
  private static final String EXISTS = "File already exists";
  private static final String BAD_NAME =
      "Invalid filename. Please avoid special characters like :\\/*?\"<>|";

  /**
   * A user's own styles, for which frontends ask at every start: shown as such, unlike other style
   * sheets, and empty where there are none.
   */
  private static final String STYLES = "user.css";

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
  @Path("{file: .+}")
  public Response read(@Context UriInfo uri, @Context HttpHeaders headers) throws IOException {
    String name = UserdataPath.name(uri.getPath(false));
    java.nio.file.Path place = current.files(headers).locate(name);
    if (name.equals(STYLES)) {
      byte[] styles = Files.isRegularFile(place) ? Files.readAllBytes(place) : new byte[0];
      return UntrustedFile.guarded(Response.ok(styles)).type("text/css; charset=utf-8").build();
    }
    return Files.isRegularFile(place)
        ? UntrustedFile.reply(place, headers, null)
        : Replies.empty(404);
  }

  /** Writes a file, or moves one: {@code {file}/move/{dest}}. */
  @POST
  @Path("{file: .+}")
  @Consumes(MediaType.WILDCARD)
  public Response post(
      @QueryParam("overwrite") @Nullable String overwrite,
      @QueryParam("full_info") @Nullable String fullInfo,
      @Context UriInfo uri,
      @Context HttpHeaders headers,
      InputStream body)
      throws IOException {
    UserFiles files = current.files(headers);
    boolean keep = "false".equals(overwrite);
    PushbackInputStream content = new PushbackInputStream(body);
    UserdataPath path =
        UserdataPath.of(uri.getPath(false), name -> isFile(files, name), isEmpty(content));
    try {
      java.nio.file.Path place =
          path.destination() == null
              ? write(files, path.file(), keep, content)
              : move(files, path.file(), path.destination(), keep);
      return written(files, place, fullInfo);
    } catch (FileAlreadyExistsException e) {
      return Replies.text(409, EXISTS);
    } catch (NoSuchFileException e) {
      return Replies.empty(404);
    } catch (UnusableNameException e) {
      return Response.status(400, BAD_NAME).header("Content-Length", 0).build();
    }
  }

  private static boolean isFile(UserFiles files, String name) {
    try {
      return Files.isRegularFile(files.locate(name));
    } catch (PathEscapeException e) {
      return false;
    }
  }

  private static boolean isEmpty(PushbackInputStream content) throws IOException {
    int first = content.read();
    if (first >= 0) {
      content.unread(first);
    }
    return first < 0;
  }

  private static java.nio.file.Path write(
      UserFiles files, String name, boolean keep, InputStream content) throws IOException {
    refuseToReplace(keep, files.locate(name));
    return files.write(name, content);
  }

  private static java.nio.file.Path move(
      UserFiles files, String name, String destination, boolean keep) throws IOException {
    java.nio.file.Path from = files.locate(name);
    java.nio.file.Path to = files.locate(destination);
    if (!Files.exists(from)) {
      throw new NoSuchFileException(name);
    }
    if (!Files.isRegularFile(from) || Files.isDirectory(to)) {
      throw new UnreadableRequestException("folders are not moved");
    }
    refuseToReplace(keep, to);
    return files.move(from, destination);
  }

  private static void refuseToReplace(boolean keep, java.nio.file.Path place)
      throws FileAlreadyExistsException {
    if (keep && Files.exists(place)) {
      throw new FileAlreadyExistsException(EXISTS);
    }
  }

  @DELETE
  @Path("{file: .+}")
  public Response delete(@Context UriInfo uri, @Context HttpHeaders headers) throws IOException {
    java.nio.file.Path place = current.files(headers).locate(UserdataPath.name(uri.getPath(false)));
    if (Files.isDirectory(place)) {
      throw new UnreadableRequestException("folders are not deleted");
    }
    return Replies.empty(Files.exists(place) && Files.deleteIfExists(place) ? 204 : 404);
  }

  private static Response written(
      UserFiles files, java.nio.file.Path place, @Nullable String fullInfo) throws IOException {
    return Replies.json(
        "true".equalsIgnoreCase(fullInfo)
            ? UserdataListing.info(files.describe(place))
            : files.nameOf(place));
  }
}
