package io.atelier.rest.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The answer with a file that somebody uploaded, saved or generated. A browser that opens it by
 * itself runs nothing of it: the type is one of a list or none, it is not guessed from the content,
 * pages and scripts are downloads, and the document is a sandbox.
 */
public final class UntrustedFile {
  static final String SANDBOX =
      "sandbox; default-src 'none'; img-src 'self' data:; media-src 'self' data:;"
          + " style-src 'unsafe-inline'";

  private static final String SVG = "image/svg+xml";

  private UntrustedFile() {}

  /**
   * The whole file, a range of it, or not modified.
   *
   * @param shownName the name for {@code Content-Disposition}; null for no such header where the
   *     file is not a download
   */
  public static Response reply(Path file, HttpHeaders headers, @Nullable String shownName)
      throws IOException {
    String fileName = String.valueOf(file.getFileName());
    String type = ContentTypes.of(fileName);
    boolean picture = type.equals(SVG) && "image".equals(headers.getHeaderString("Sec-Fetch-Dest"));
    boolean dangerous = !picture && ContentTypes.isRunByBrowsers(type);
    FileReply reply =
        FileReply.of(
            file,
            dangerous ? ContentTypes.UNKNOWN : type,
            new FileReply.Wanted(
                headers.getHeaderString("Range"),
                headers.getHeaderString("If-Range"),
                headers.getHeaderString("If-None-Match"),
                headers.getHeaderString("If-Modified-Since")));
    Response.ResponseBuilder answer = guarded(Response.status(reply.status()));
    reply.headers().forEach(answer::header);
    if (type.equals(SVG)) {
      answer.header("Vary", "Sec-Fetch-Dest");
    }
    if (dangerous) {
      answer.header("Content-Disposition", "attachment; " + disposition(fileName));
    } else if (shownName != null) {
      answer.header("Content-Disposition", disposition(shownName));
    }
    if (reply.length() > 0) {
      answer.entity((StreamingOutput) reply::writeBody);
    }
    return answer.build();
  }

  /** Adds the headers that keep browsers from guessing and running. */
  public static Response.ResponseBuilder guarded(Response.ResponseBuilder answer) {
    return answer
        .header("X-Content-Type-Options", "nosniff")
        .header("Content-Security-Policy", SANDBOX);
  }

  /** The name as a header parameter: nothing that would end the parameter or the header. */
  public static String disposition(String name) {
    String plain = name.replaceAll("[\\p{Cntrl}\"\\\\]", "_");
    if (plain.chars().allMatch(c -> c < 0x7f)) {
      return "filename=\"" + plain + "\"";
    }
    String encoded =
        java.net.URLEncoder.encode(plain, java.nio.charset.StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A");
    return "filename=\""
        + plain.replaceAll("[^\\x20-\\x7e]", "_")
        + "\"; filename*=UTF-8''"
        + encoded;
  }
}
