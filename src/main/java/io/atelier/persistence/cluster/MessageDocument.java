package io.atelier.persistence.cluster;

import io.atelier.message.Message;
import io.atelier.message.record.Encoded;
import io.atelier.message.record.ProgressForm;
import io.atelier.message.record.RecordReader;
import io.atelier.message.record.RecordWriter;
import java.nio.ByteBuffer;

/** A message as it is stored for other servers: the length of its JSON, that, and its pictures. */
final class MessageDocument {
  private MessageDocument() {}

  static byte[] write(Message message) {
    Encoded encoded = RecordWriter.write(message, Message.class, ProgressForm.WHOLE);
    return ByteBuffer.allocate(Integer.BYTES + encoded.json().length + encoded.binary().length)
        .putInt(encoded.json().length)
        .put(encoded.json())
        .put(encoded.binary())
        .array();
  }

  /**
   * The message of a document.
   *
   * @throws IllegalArgumentException when it is none, such as one of another version
   */
  static Message read(byte[] document) {
    ByteBuffer buffer = ByteBuffer.wrap(document);
    if (document.length < Integer.BYTES
        || buffer.getInt() < 0
        || buffer.getInt(0) > buffer.remaining()) {
      throw new IllegalArgumentException("no message in " + document.length + " bytes");
    }
    byte[] json = new byte[buffer.getInt(0)];
    buffer.get(json);
    byte[] binary = new byte[buffer.remaining()];
    buffer.get(binary);
    return RecordReader.read(new Encoded(json, binary), Message.class, ProgressForm.WHOLE);
  }
}
