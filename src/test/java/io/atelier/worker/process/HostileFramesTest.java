package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.atelier.execution.ProgressRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Bytes that are no frames, or frames that are no packets. */
class HostileFramesTest {
  @Provide
  Arbitrary<Packet> packets() {
    return Packets.packets();
  }

  private static List<Packet> read(byte[] bytes) throws IOException {
    FrameReader reader = new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes)));
    List<Packet> packets = new ArrayList<>();
    for (PacketFrame frame = reader.read(); frame != null; frame = reader.read()) {
      packets.add(PacketFrames.packet(frame, change -> new ProgressRegistry().apply(change)));
    }
    return packets;
  }

  private static byte[] written(List<Packet> packets) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(Channels.newChannel(bytes));
    for (Packet packet : packets) {
      writer.write(PacketFrames.frame(packet));
    }
    writer.flush();
    return bytes.toByteArray();
  }

  @Property(tries = 200)
  void framesAreReadInTheOrderInWhichTheyWereWritten(
      @ForAll("packets") Packet first, @ForAll("packets") Packet second) throws IOException {
    assertThat(read(written(List.of(first, second))))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(List.of(first, second));
  }

  @Example
  void aPreviewLargerThanAllBuffersArrivesWhole() throws IOException {
    byte[] image = new byte[1_000_000];
    for (int i = 0; i < image.length; i++) {
      image[i] = (byte) (i * 31);
    }
    PacketFrame frame =
        new PacketFrame("[]".getBytes(java.nio.charset.StandardCharsets.UTF_8), image);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    FrameWriter writer = new FrameWriter(Channels.newChannel(bytes));
    writer.write(frame);
    writer.flush();

    PacketFrame read =
        Objects.requireNonNull(
            new FrameReader(Channels.newChannel(new ByteArrayInputStream(bytes.toByteArray())))
                .read());

    assertThat(read.binary()).isEqualTo(image);
  }

  @Property(tries = 300)
  void aFrameThatIsCutOffIsNotReadAsAPacket(@ForAll("packets") Packet packet, @ForAll int where)
      throws IOException {
    byte[] whole = written(List.of(packet));
    byte[] cut = Arrays.copyOf(whole, 1 + Math.floorMod(where, whole.length - 1));

    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(cut));
  }

  @Property(tries = 2000)
  void anyBytesArePacketsOrRefused(@ForAll @Size(max = 64) byte[] bytes) {
    try {
      read(bytes);
    } catch (IOException refused) {
      assertThat(refused).isInstanceOfAny(ProtocolException.class, EOFException.class);
    }
  }

  @Property(tries = 2000)
  void aFrameWithChangedBytesIsAPacketOrRefused(
      @ForAll("packets") Packet packet, @ForAll @Size(min = 1, max = 4) List<Integer> changes)
      throws IOException {
    byte[] bytes = written(List.of(packet));
    int header = 2 * Integer.BYTES;
    for (int change : changes) {
      bytes[header + Math.floorMod(change, bytes.length - header)] = (byte) (change >>> 8);
    }
    try {
      read(bytes);
    } catch (ProtocolException refused) {
      assertThat(refused).hasMessageStartingWith("no packet");
    }
  }

  @Example
  void lengthsOutOfBoundsAreRefused() {
    for (int length : new int[] {PacketFrame.MAX_LENGTH + 1, Integer.MIN_VALUE, -1, 0, 3}) {
      byte[] bytes = ByteBuffer.allocate(16).putInt(length).putInt(4).array();
      assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read(bytes));
    }
    byte[] documentLongerThanFrame = ByteBuffer.allocate(16).putInt(8).putInt(5).array();
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> read(documentLongerThanFrame));
  }

  @Example
  void aLengthThatIsNotKeptCostsNoMemory() {
    byte[] bytes = ByteBuffer.allocate(64).putInt(PacketFrame.MAX_LENGTH).putInt(1 << 29).array();

    assertThatExceptionOfType(EOFException.class).isThrownBy(() -> read(bytes));
  }
}
