package io.atelier.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Set;

/** The text chunks of a PNG file as they are, not unpacked: workflow and prompt, mostly. */
public final class PngTexts {
  private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");
  private static final int MAX_BYTES = 64 << 20;
  private static final int HEADER_END = Long.BYTES + PngChunks.FRAME_BYTES + 13;

  private PngTexts() {}

  /** The chunks one after the other; none for a file of another format. */
  public static byte[] of(byte[] file) {
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    if (file.length < Long.BYTES || ByteBuffer.wrap(file).getLong() != PngEncoder.SIGNATURE) {
      return texts.toByteArray();
    }
    PngChunks chunks = new PngChunks(file);
    while (chunks.hasNext()) {
      PngChunks.Chunk chunk = chunks.next();
      long size = (long) chunk.data().remaining() + PngChunks.FRAME_BYTES;
      if (chunk.whole() && TEXTS.contains(chunk.type()) && texts.size() + size < MAX_BYTES) {
        texts.write(file, chunk.start(), (int) size);
      }
    }
    return texts.toByteArray();
  }

  /** A PNG with the chunks after its header. */
  public static byte[] copy(byte[] texts, byte[] png) {
    return ByteBuffer.allocate(png.length + texts.length)
        .put(png, 0, HEADER_END)
        .put(texts)
        .put(png, HEADER_END, png.length - HEADER_END)
        .array();
  }
}
