package io.atelier.nodes;

import io.atelier.json.Json;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** What a saved PNG says of itself, read without the project's own decoder. */
final class FileFacts {
  private final NodeCase nodeCase;
  private final Path file;
  private final Map<String, List<byte[]>> chunks = new TreeMap<>();

  FileFacts(NodeCase nodeCase, Path file) throws IOException {
    this.nodeCase = nodeCase;
    this.file = file;
    ByteBuffer content = ByteBuffer.wrap(Files.readAllBytes(file)).position(8);
    while (content.hasRemaining()) {
      byte[] data = new byte[content.getInt()];
      byte[] type = new byte[4];
      content.get(type).get(data).getInt();
      chunks
          .computeIfAbsent(new String(type, StandardCharsets.US_ASCII), t -> new ArrayList<>())
          .add(data);
    }
  }

  /** The facts of the same names. */
  Map<String, Object> like(Map<String, Object> expected) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String name : expected.keySet()) {
      facts.put(name, fact(name));
    }
    return facts;
  }

  private Object fact(String name) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    Raster raster = image.getRaster();
    int[] samples = raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
    byte[] pixels = new byte[samples.length];
    for (int i = 0; i < samples.length; i++) {
      pixels[i] = (byte) samples[i];
    }
    Map<String, String> texts = keyed("tEXt");
    return switch (name) {
      case "png" -> hash(raster.getWidth(), raster.getHeight(), pixels);
      case "size" ->
          List.of((long) raster.getWidth(), (long) raster.getHeight(), (long) raster.getNumBands());
      case "text_keys" -> List.copyOf(new TreeSet<>(texts.keySet()));
      case "text_ok" -> isTheWorkflow(texts.get("prompt"));
      case "text_ascii" -> texts.values().stream().allMatch(t -> t.chars().allMatch(c -> c < 128));
      case "frames" -> (long) chunks.getOrDefault("fcTL", List.of()).size();
      case "delays" ->
          chunks.getOrDefault("fcTL", List.of()).stream()
              .map(ByteBuffer::wrap)
              .map(c -> Math.rint(1e4 * c.getShort(20) / c.getShort(22)) / 1e4)
              .toList();
      case "comf_keys" -> List.copyOf(keyed("comf").keySet());
      case "comf_ok" -> isTheWorkflow(keyed("comf").get("prompt"));
      default -> throw new AssertionError("no fact " + name);
    };
  }

  private boolean isTheWorkflow(@Nullable String text) {
    return text != null && nodeCase.workflow().equals(Json.parse(text));
  }

  private Map<String, String> keyed(String type) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (byte[] chunk : chunks.getOrDefault(type, List.of())) {
      String[] parts = new String(chunk, StandardCharsets.ISO_8859_1).split("\0", 2);
      texts.put(parts[0], parts[1]);
    }
    return texts;
  }

  /** The recorded form of a picture's hash, 8-bit samples row by row. */
  static String hash(int width, int height, byte[] pixels) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      int channels = pixels.length / (width * height);
      digest.update(
          "%dx%dx%d:".formatted(width, height, channels).getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest.digest(pixels));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] rgb(byte[] rgba) {
    byte[] rgb = new byte[rgba.length / 4 * 3];
    for (int i = 0; i < rgba.length / 4; i++) {
      System.arraycopy(rgba, i * 4, rgb, i * 3, 3);
    }
    return rgb;
  }
}
