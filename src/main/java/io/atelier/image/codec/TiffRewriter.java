package io.atelier.image.codec;

import io.airlift.compress.MalformedInputException;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Makes one picture of a TIFF file a plain file of its own, which holds nothing else: what the
 * library reads was checked before. Strips packed with Zstandard or LZMA, which it does not know,
 * are packed with Deflate instead.
 */
final class TiffRewriter {
  private static final int HEADER = 8;
  private static final int MAGIC = 42;
  private static final int DEFLATE = 8;
  private static final int LZMA = 34_925;
  private static final int ZSTD = 50_000;
  private static final int ZSTD_OLD = 34_926;

  /** Memory for LZMA's dictionary in KiB: that of its highest level, if the heap has room. */
  private static final int LZMA_MEMORY =
      (int) Math.min(70_000, Runtime.getRuntime().maxMemory() / 4 / 1024);

  private TiffRewriter() {}

  static byte[] rewrite(
      TiffDirectory directory, TiffBlocks blocks, ByteOrder order, DecodeBudget budget)
      throws IOException {
    int compression = (int) directory.get(TiffDirectory.COMPRESSION, 1);
    boolean repacked = compression == LZMA || compression == ZSTD || compression == ZSTD_OLD;
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    long[] offsets = new long[blocks.count()];
    long[] lengths = new long[blocks.count()];
    for (int i = 0; i < offsets.length; i++) {
      budget.checkTime();
      byte[] stored = blocks.stored(i);
      byte[] block =
          repacked ? deflate(unpack(stored, (int) blocks.blockBytes(i), compression)) : stored;
      offsets[i] = HEADER + (long) pixels.size();
      lengths[i] = block.length;
      pixels.writeBytes(block);
    }
    boolean tiled = directory.tiled();
    TiffDirectory rewritten =
        directory.with(
            Map.of(
                tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS,
                TiffNumbers.longs(offsets),
                tiled ? TiffDirectory.TILE_BYTES : TiffDirectory.STRIP_BYTES,
                TiffNumbers.longs(lengths),
                TiffDirectory.COMPRESSION,
                TiffNumbers.longs(repacked ? DEFLATE : compression)));
    return file(pixels, rewritten, order);
  }

  private static byte[] file(
      ByteArrayOutputStream pixels, TiffDirectory directory, ByteOrder order) {
    int start = HEADER + pixels.size() + (pixels.size() & 1);
    ByteBuffer file = ByteBuffer.allocate(Math.addExact(start, directory.length())).order(order);
    byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
    file.put(mark).put(mark).putShort((short) MAGIC).putInt(start);
    file.put(pixels.toByteArray()).position(start);
    directory.write(file);
    return file.array();
  }

  /** What was packed, at most so many bytes of it; zeros for what is missing. */
  private static byte[] unpack(byte[] stored, int length, int compression) throws IOException {
    byte[] unpacked = new byte[length];
    if (compression == LZMA) {
      try (XZInputStream in = new XZInputStream(new ByteArrayInputStream(stored), LZMA_MEMORY)) {
        in.readNBytes(unpacked, 0, length);
      }
      return unpacked;
    }
    try {
      int count = new ZstdDecompressor().decompress(stored, 0, stored.length, unpacked, 0, length);
      return Arrays.copyOf(unpacked, Math.max(count, length));
    } catch (MalformedInputException e) {
      throw new ImageFormatException("a strip of the TIFF cannot be unpacked", e);
    }
  }

  private static byte[] deflate(byte[] block) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
      out.write(block);
    } finally {
      deflater.end();
    }
    return packed.toByteArray();
  }
}
