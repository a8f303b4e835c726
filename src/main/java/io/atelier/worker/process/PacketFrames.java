package io.atelier.worker.process;

import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.message.record.Encoded;
import io.atelier.message.record.ProgressForm;
import io.atelier.message.record.RecordReader;
import io.atelier.message.record.RecordWriter;
import java.util.function.Function;

/** Packets as frames. */
final class PacketFrames {
  private static final ProgressForm CHANGES =
      ProgressForm.changes(
          change -> {
            throw new IllegalStateException("written, not read");
          });

  private PacketFrames() {}

  static PacketFrame frame(Packet packet) {
    Encoded bytes = RecordWriter.write(packet, Packet.class, CHANGES);
    return new PacketFrame(bytes.json(), bytes.binary());
  }

  /**
   * The packet of a frame. Whatever the bytes, it gives a packet or a protocol exception.
   *
   * @param progress makes the state of all nodes from the latest change
   */
  static Packet packet(PacketFrame frame, Function<NodeProgress, ProgressSnapshot> progress)
      throws ProtocolException {
    try {
      return RecordReader.read(
          new Encoded(frame.json(), frame.binary()), Packet.class, ProgressForm.changes(progress));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException("no packet: " + e.getMessage(), e);
    }
  }
}
