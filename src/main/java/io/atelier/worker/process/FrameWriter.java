package io.atelier.worker.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Writes frames, many small ones at a time. */
final class FrameWriter {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

  FrameWriter(WritableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes a frame; it may stay in the buffer.
   *
   * @throws ProtocolException when it is too long for the protocol; nothing of it is sent then
   */
  void write(PacketFrame frame) throws IOException {
    if (frame.length() > PacketFrame.MAX_LENGTH) {
      throw new ProtocolException("a frame of " + frame.length() + " bytes");
    }
    integer((int) frame.length());
    integer(frame.json().length);
    bytes(frame.json());
    bytes(frame.binary());
  }

  private void integer(int value) throws IOException {
    if (buffer.remaining() < Integer.BYTES) {
      flush();
    }
    buffer.putInt(value);
  }

  private void bytes(byte[] bytes) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int taken = Math.min(bytes.length - at, buffer.remaining());
      buffer.put(bytes, at, taken);
      at += taken;
    }
  }

  /** Sends what the buffer has. */
  void flush() throws IOException {
    buffer.flip();
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    buffer.clear();
  }
}
