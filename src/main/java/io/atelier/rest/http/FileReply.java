package io.atelier.rest.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for a file: whole, one range of it, or not modified (RFC 9110).
 *
 * @param offset first byte of the file to send
 * @param length bytes to send; 0 for none
 */
record FileReply(int status, Map<String, String> headers, Path file, long offset, long length) {
  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  /** What a request says about the file that it wants. */
  record Wanted(
      @Nullable String range,
      @Nullable String ifRange,
      @Nullable String ifNoneMatch,
      @Nullable String ifModifiedSince) {}

  static FileReply of(Path file, String contentType, Wanted wanted) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    long size = attributes.size();
    long nanoseconds = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    Instant modified = attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.SECONDS);
    String etag = "\"" + Long.toHexString(nanoseconds) + "-" + Long.toHexString(size) + "\"";
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", contentType);
    headers.put("Etag", etag);
    headers.put("Last-Modified", HTTP_DATE.format(modified.atZone(ZoneOffset.UTC)));
    if (isKnown(wanted, etag, modified)) {
      return new FileReply(304, headers, file, 0, 0);
    }
    headers.put("Accept-Ranges", "bytes");
    String range =
        wanted.ifRange() == null || wanted.ifRange().equals(etag) ? wanted.range() : null;
    Matcher part = RANGE.matcher(range == null ? "" : range);
    if (!part.matches() || (part.group(1).isEmpty() && part.group(2).isEmpty())) {
      headers.put("Content-Length", Long.toString(size));
      return new FileReply(200, headers, file, 0, size);
    }
    return ranged(headers, file, size, part);
  }

  private static boolean isKnown(Wanted wanted, String etag, Instant modified) {
    String known = wanted.ifNoneMatch();
    if (known != null) {
      return known.equals("*") || known.contains(etag);
    }
    String since = wanted.ifModifiedSince();
    if (since == null) {
      return false;
    }
    try {
      return !modified.isAfter(
          ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  private static FileReply ranged(Map<String, String> headers, Path file, long size, Matcher part) {
    long first = number(part.group(1));
    long last = number(part.group(2));
    if (first < 0) {
      first = Math.max(0, size - last);
      last = size - 1;
    } else if (last < 0 || last >= size) {
      last = size - 1;
    }
    if (first >= size || first > last) {
      headers.put("Content-Range", "bytes */" + size);
      headers.put("Content-Length", "0");
      return new FileReply(416, headers, file, 0, 0);
    }
    headers.put("Content-Range", "bytes " + first + "-" + last + "/" + size);
    headers.put("Content-Length", Long.toString(last - first + 1));
    return new FileReply(206, headers, file, first, last - first + 1);
  }

  /** The number, or −1 for none; one beyond 18 digits is beyond every file. */
  private static long number(String digits) {
    if (digits.isEmpty()) {
      return -1;
    }
    return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  void writeBody(OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(offset);
      byte[] buffer = new byte[64 * 1024];
      long left = length;
      while (left > 0) {
        int n = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (n < 0) {
          throw new IOException(file + " became shorter");
        }
        out.write(buffer, 0, n);
        left -= n;
      }
    }
  }
}
