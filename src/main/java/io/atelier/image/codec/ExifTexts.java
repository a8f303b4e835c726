package io.atelier.image.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;

/** An EXIF block, from its TIFF header on, of one directory that holds nothing but texts. */
final class ExifTexts {
  private static final int HEADER = 8;
  private static final int ENTRY = 12;
  private static final int INLINE = 4;
  private static final short ASCII = 2;

  private ExifTexts() {}

  /**
   * The block.
   *
   * @param texts by tag, 0 to 65535; characters that are not ASCII become question marks
   */
  static byte[] block(SortedMap<Integer, String> texts) {
    int directory = 2 + texts.size() * ENTRY + 4;
    ByteBuffer head = ByteBuffer.allocate(HEADER + directory);
    head.put((byte) 'M').put((byte) 'M').putShort((short) 42).putInt(HEADER);
    head.putShort((short) texts.size());
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    for (Map.Entry<Integer, String> entry : texts.entrySet()) {
      byte[] text = (entry.getValue() + "\0").getBytes(StandardCharsets.US_ASCII);
      head.putShort(entry.getKey().shortValue()).putShort(ASCII).putInt(text.length);
      if (text.length <= INLINE) {
        head.put(text).position(head.position() + INLINE - text.length);
      } else {
        head.putInt(head.capacity() + values.size());
        values.writeBytes(text);
        values.writeBytes(new byte[text.length & 1]);
      }
    }
    ByteBuffer block = ByteBuffer.allocate(head.capacity() + values.size());
    return block.put(head.rewind()).put(values.toByteArray()).array();
  }
}
