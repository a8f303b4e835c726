package io.atelier.rest.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** The text chunks of a PNG file as they are, not unpacked: workflow and prompt, mostly. */
final class PngTexts {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");
  private static final int MAX_BYTES = 64 << 20;
  private static final int CHUNK_FRAME = 12;
  private static final int HEADER_END = SIGNATURE.length + CHUNK_FRAME + 13;

  private PngTexts() {}

  /** The chunks one after the other; none for a file of another format. */
  static byte[] of(Path file) throws IOException {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    long most = Math.min(MAX_BYTES, Files.size(file));
    try (DataInputStream in =
        new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
      if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
        return new byte[0];
      }
      while (true) {
        int length = in.readInt();
        byte[] type = in.readNBytes(4);
        String name = new String(type, StandardCharsets.US_ASCII);
        if (length < 0 || name.equals("IEND")) {
          return texts.toByteArray();
        }
        if (TEXTS.contains(name) && texts.size() + (long) length + CHUNK_FRAME < most) {
          byte[] chunk = ByteBuffer.allocate(length + CHUNK_FRAME).putInt(length).put(type).array();
          in.readFully(chunk, 8, length + 4);
          texts.write(chunk);
        } else {
          in.skipNBytes(length + 4L);
        }
      }
    } catch (EOFException e) {
      return texts.toByteArray();
    }
  }

  /** A PNG with the chunks after its header. */
  static byte[] copy(byte[] texts, byte[] png) {
    return ByteBuffer.allocate(png.length + texts.length)
        .put(png, 0, HEADER_END)
        .put(texts)
        .put(png, HEADER_END, png.length - HEADER_END)
        .array();
  }
}
