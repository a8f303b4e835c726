package io.atelier.worker.process;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames. Memory is taken as bytes arrive, so that a false length costs nothing.
 *
 * <p>It reads the channel itself, since on JDK 17 the streams of one channel lock each other out.
 */
final class FrameReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).flip();

  FrameReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * The next frame, or null at the end.
   *
   * @throws ProtocolException when the lengths are out of bounds
   * @throws EOFException when the end comes within a frame
   */
  @Nullable PacketFrame read() throws IOException {
    if (!buffer.hasRemaining() && !fill()) {
      return null;
    }
    int length = integer();
    if (length < PacketFrame.HEADER || length > PacketFrame.MAX_LENGTH) {
      throw new ProtocolException("a frame of " + length + " bytes");
    }
    int jsonLength = integer();
    int rest = length - PacketFrame.HEADER;
    if (jsonLength < 0 || jsonLength > rest) {
      throw new ProtocolException("a document of " + jsonLength + " bytes in " + rest);
    }
    return new PacketFrame(bytes(jsonLength), bytes(rest - jsonLength));
  }

  private int integer() throws IOException {
    int value = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      require();
      value = (value << Byte.SIZE) | (buffer.get() & 0xff);
    }
    return value;
  }

  private byte[] bytes(int count) throws IOException {
    if (count <= buffer.remaining()) {
      byte[] bytes = new byte[count];
      buffer.get(bytes);
      return bytes;
    }
    ByteArrayOutputStream collected = new ByteArrayOutputStream(BUFFER_BYTES);
    byte[] piece = new byte[BUFFER_BYTES];
    for (int left = count; left > 0; ) {
      require();
      int taken = Math.min(left, buffer.remaining());
      buffer.get(piece, 0, taken);
      collected.write(piece, 0, taken);
      left -= taken;
    }
    return collected.toByteArray();
  }

  private void require() throws IOException {
    if (!buffer.hasRemaining() && !fill()) {
      throw new EOFException("the connection ended within a frame");
    }
  }

  private boolean fill() throws IOException {
    buffer.clear();
    int read = channel.read(buffer);
    buffer.flip();
    return read > 0;
  }
}
