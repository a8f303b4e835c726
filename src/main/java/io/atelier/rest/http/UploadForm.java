package io.atelier.rest.http;

import io.atelier.storage.FileStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletFileUpload;
import org.jspecify.annotations.Nullable;

/**
 * A form with one file, read from a request as it arrives: the file goes to disk, so that memory
 * stays small, and parts, their headers and their texts are bounded. Closing removes the file
 * unless it was moved away.
 */
public final class UploadForm implements AutoCloseable {
  private static final int MAX_PARTS = 64;
  private static final int MAX_TEXT_BYTES = 64 * 1024;
  private static final String FILE = "image";

  private final Map<String, String> texts = new HashMap<>();
  private @Nullable Path file;
  private String fileName = "";

  private UploadForm() {}

  /**
   * Reads the form.
   *
   * @return null when the body is no form
   * @throws UnreadableRequestException when the form is broken or beyond its bounds
   */
  public static @Nullable UploadForm read(HttpServletRequest request, FileStore files)
      throws IOException {
    if (!JakartaServletFileUpload.isMultipartContent(request)) {
      return null;
    }
    UploadForm form = new UploadForm();
    try {
      JakartaServletFileUpload<?, ?> parser = new JakartaServletFileUpload<>();
      parser.setHeaderCharset(StandardCharsets.ISO_8859_1);
      FileItemInputIterator parts = parser.getItemIterator(request);
      for (int i = 0; parts.hasNext(); i++) {
        if (i == MAX_PARTS) {
          throw new UnreadableRequestException("the form has more than " + MAX_PARTS + " parts");
        }
        form.add(parts.next(), files);
      }
      return form;
    } catch (FileUploadException | IllegalArgumentException e) {
      form.close();
      throw new UnreadableRequestException("the form is broken", e);
    } catch (IOException | RuntimeException e) {
      form.close();
      throw e;
    }
  }

  private void add(FileItemInput part, FileStore files) throws IOException {
    ContentDisposition disposition =
        ContentDisposition.parse(part.getHeaders().getHeader("Content-Disposition"));
    String name = disposition.name();
    String ofFile = disposition.fileName();
    try (InputStream content = part.getInputStream()) {
      if (ofFile != null && FILE.equals(name) && file == null) {
        file = files.spool();
        fileName = ofFile;
        Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
      } else if (name != null) {
        byte[] text = content.readNBytes(MAX_TEXT_BYTES + 1);
        if (text.length > MAX_TEXT_BYTES) {
          throw new UnreadableRequestException("the field " + name + " is too long");
        }
        texts.putIfAbsent(name, new String(text, StandardCharsets.UTF_8));
      }
    }
  }

  /** The uploaded file; null when the form has none. */
  public @Nullable Path file() {
    return file;
  }

  /** Its name as the client gave it, hostile; empty for none. */
  public String fileName() {
    return fileName;
  }

  /** Whether the field of the file came as a text instead. */
  public boolean hasTextInsteadOfFile() {
    return file == null && texts.containsKey(FILE);
  }

  public @Nullable String text(String name) {
    return texts.get(name);
  }

  public String text(String name, String otherwise) {
    return texts.getOrDefault(name, otherwise);
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      Files.deleteIfExists(file);
    }
  }
}
