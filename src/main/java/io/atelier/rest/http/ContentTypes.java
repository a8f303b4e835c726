package io.atelier.rest.http;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Content types by file name, and which of them a browser would run. */
final class ContentTypes {
  static final String UNKNOWN = "application/octet-stream";

  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("gif", "image/gif"),
          Map.entry("bmp", "image/bmp"),
          Map.entry("tif", "image/tiff"),
          Map.entry("tiff", "image/tiff"),
          Map.entry("avif", "image/avif"),
          Map.entry("ico", "image/vnd.microsoft.icon"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("txt", "text/plain"),
          Map.entry("md", "text/markdown"),
          Map.entry("csv", "text/csv"),
          Map.entry("html", "text/html"),
          Map.entry("htm", "text/html"),
          Map.entry("shtml", "text/html"),
          Map.entry("mhtml", "text/html"),
          Map.entry("xht", "application/xhtml+xml"),
          Map.entry("xhtml", "application/xhtml+xml"),
          Map.entry("xsl", "text/xml"),
          Map.entry("svgz", "image/svg+xml"),
          Map.entry("xml", "text/xml"),
          Map.entry("css", "text/css"),
          Map.entry("js", "text/javascript"),
          Map.entry("mjs", "text/javascript"),
          Map.entry("cjs", "text/javascript"),
          Map.entry("json", "application/json"),
          Map.entry("wasm", "application/wasm"),
          Map.entry("woff", "font/woff"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("wav", "audio/x-wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("opus", "audio/opus"),
          Map.entry("glb", "model/gltf-binary"));

  private static final Set<String> RUN_BY_BROWSERS =
      Set.of(
          "text/html",
          "text/html-sandboxed",
          "application/xhtml+xml",
          "text/javascript",
          "text/css",
          "text/xml",
          "application/wasm",
          "application/pdf",
          "image/svg+xml");

  private ContentTypes() {}

  /** The type of a file that the server itself ships. */
  static String of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0
        ? UNKNOWN
        : BY_EXTENSION.getOrDefault(fileName.substring(dot + 1).toLowerCase(Locale.ROOT), UNKNOWN);
  }

  /** Whether a browser that opens such a file by itself would run or render a part of it. */
  static boolean isRunByBrowsers(String type) {
    return RUN_BY_BROWSERS.contains(type);
  }
}
