package io.atelier.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.execution.ProgressRegistry;
import io.atelier.message.Audience;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.node.NodeId;
import io.atelier.prompt.PromptId;
import io.atelier.wire.MessageJson;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is sent arrives. */
class PacketRoundTripTest {
  @Provide
  Arbitrary<Packet> packets() {
    return Packets.packets();
  }

  @Property(tries = 1500)
  void everyPacketIsReadAsItWasWritten(@ForAll("packets") Packet packet) throws Exception {
    assertThat(crossed(packet))
        .usingRecursiveComparison()
        .withComparatorForType(Double::compare, Double.class)
        .isEqualTo(packet);
  }

  @Example
  void everyKindOfMessageIsTried() {
    assertThat(Packets.messagesByKind().keySet())
        .containsExactlyInAnyOrder(Message.class.getPermittedSubclasses());
  }

  @Example
  void aMessageReadsTheSameForClients() throws Exception {
    for (Arbitrary<? extends Message> kind : Packets.messagesByKind().values()) {
      Message message = kind.sample();
      Packet.Published read =
          (Packet.Published) crossed(new Packet.Published(Audience.EVERYONE, message));
      assertThat(MessageJson.data(read.message())).isEqualTo(MessageJson.data(message));
    }
  }

  @Property(tries = 200)
  void theStateOfAllNodesIsRebuiltFromTheChanges(
      @ForAll List<@net.jqwik.api.constraints.IntRange(min = 0, max = 4) Integer> nodes)
      throws Exception {
    ProgressRegistry there = new ProgressRegistry();
    ProgressRegistry here = new ProgressRegistry();
    List<NodeProgress> changes =
        IntStream.range(0, nodes.size()).mapToObj(i -> change(nodes.get(i), i)).toList();
    for (NodeProgress change : changes) {
      ProgressSnapshot sent = there.apply(change);
      Message message = new Message.ProgressState(new PromptId("p"), sent);
      PacketFrame frame = PacketFrames.frame(new Packet.Published(Audience.EVERYONE, message));
      Packet.Published read = (Packet.Published) PacketFrames.packet(frame, here::apply);
      assertThat(((Message.ProgressState) read.message()).snapshot().nodes())
          .isEqualTo(sent.nodes());
    }
  }

  private static NodeProgress change(int node, long value) {
    NodeId id = new NodeId("n" + node);
    return new NodeProgress(
        new NodeIdentity(id, id, null, id), NodeProgress.State.RUNNING, value, 100L);
  }

  private static Packet crossed(Packet packet) throws ProtocolException {
    return PacketFrames.packet(
        PacketFrames.frame(packet), change -> new ProgressRegistry().apply(change));
  }
}
