package io.atelier.nodes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads float32 arrays from a NumPy archive. */
final class Npz {
  private static final int HEADER_LENGTH_AT = 8;
  private static final int HEADER_AT = 10;

  private Npz() {}

  /** The values of one member, named without its extension, in row-major order. */
  static float[] floats(Path archive, String member) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry(member + ".npy");
      byte[] bytes = zip.getInputStream(entry).readAllBytes();
      ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int data = HEADER_AT + buffer.getShort(HEADER_LENGTH_AT);
      String header =
          new String(
              bytes, HEADER_AT, data - HEADER_AT, java.nio.charset.StandardCharsets.US_ASCII);
      if (!header.contains("'<f4'") || header.contains("'fortran_order': True")) {
        throw new IOException("not a float32 array in row-major order: " + header);
      }
      float[] values = new float[(bytes.length - data) / Float.BYTES];
      buffer.position(data).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
      return values;
    }
  }
}
