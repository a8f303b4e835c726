package io.atelier.persistence.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.atelier.message.Audience;
import io.atelier.message.Mailboxes.Numbered;
import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.message.NodeProgress;
import io.atelier.message.ProgressSnapshot;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.persistence.StoreFixture;
import io.atelier.persistence.database.Database;
import io.atelier.persistence.database.Sql;
import io.atelier.prompt.PromptId;
import io.atelier.queue.PromptQueueContract;
import io.atelier.queue.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers on one PostgreSQL, and clients that are connected to one of them. */
class MessageRelayTest extends StoreFixture.PostgreSql {
  private static final PromptId P = new PromptId("p");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<RelayServer> servers = new ArrayList<>();

  @AfterEach
  void endServers() {
    servers.forEach(RelayServer::die);
  }

  private RelayServer server() {
    RelayServer server = new RelayServer(open());
    servers.add(server);
    return server;
  }

  /** A server that knows of another one, as that one does. */
  private RelayServer companion(RelayServer first) {
    RelayServer second = server();
    first.beat();
    second.beat();
    return second;
  }

  private static Message.ExecutionStart start(int number) {
    return new Message.ExecutionStart(P, number);
  }

  private static Message.Progress progress(long value, Preview preview) {
    NodeId node = new NodeId("3");
    return new Message.Progress(P, new NodeIdentity(node, node, null, node), value, 20L, preview);
  }

  private static void connect(RelayServer server, String client, long lastSeen) {
    server.clients.connect(client, lastSeen);
    await().atMost(PATIENCE).until(() -> server.clients.isConnected(client));
  }

  private static List<Numbered> told(RelayServer server, String client, int messages) {
    await().atMost(PATIENCE).until(() -> server.clients.told(client).size() >= messages);
    return server.clients.told(client);
  }

  private static List<Long> stamps(List<Numbered> told) {
    return told.stream()
        .map(each -> each.message())
        .filter(Message.ExecutionStart.class::isInstance)
        .map(message -> ((Message.ExecutionStart) message).timestamp())
        .toList();
  }

  private long rows(String table) {
    return open().transaction("count", c -> Sql.number(c, "select count(*) from " + table));
  }

  @Test
  void aServerThatIsAlonePublishesAtOnceAndStoresNothing() {
    RelayServer alone = server();
    alone.clients.connect("c", 0);

    alone.tell("c", start(1));

    assertThat(stamps(alone.clients.told("c"))).containsExactly(1L);
    alone.beat();
    assertThat(rows("recent_message")).isZero();
    assertThat(rows("message_address")).isEqualTo(1);
  }

  @Test
  void whatOneServerPublishesReachesTheClientAtTheOther() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    NodeId node = new NodeId("9");
    Message.Executed executed =
        new Message.Executed(P, node, node, Map.of("text", List.of("ü".repeat(20_000), 1L)));
    byte[] picture = new byte[50_000];
    picture[49_999] = 7;

    b.tell("c", start(1));
    b.tell("c", executed);
    b.tell("c", progress(1, new Preview(Preview.Format.PNG, picture)));
    b.tell("c", new Message.ExecutingNothing(P));

    List<Message> told = told(a, "c", 4).stream().map(Numbered::message).toList();
    assertThat(told).hasSize(4);
    assertThat(told.get(0)).isEqualTo(start(1));
    assertThat(told.get(1)).isEqualTo(executed);
    assertThat(image(told.get(2))).isEqualTo(picture);
    assertThat(told.get(3)).isEqualTo(new Message.ExecutingNothing(P));
  }

  private static byte[] image(Message message) {
    Preview preview = ((Message.Progress) message).preview();
    return preview == null ? new byte[0] : preview.image();
  }

  @Test
  void theStateOfAllNodesCrossesAsAWhole() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    List<NodeProgress> nodes = new ArrayList<>();
    for (String id : List.of("1", "2", "3")) {
      NodeId node = new NodeId(id);
      nodes.add(
          new NodeProgress(
              new NodeIdentity(node, node, null, node), NodeProgress.State.RUNNING, 0.5, 1.0));
    }
    ProgressSnapshot snapshot =
        new ProgressSnapshot() {
          @Override
          public int size() {
            return nodes.size();
          }

          @Override
          public List<NodeProgress> nodes() {
            return nodes;
          }

          @Override
          public NodeProgress latest() {
            return nodes.get(2);
          }
        };

    b.tell("c", new Message.ProgressState(P, snapshot));

    Message.ProgressState state = (Message.ProgressState) told(a, "c", 1).get(0).message();
    assertThat(state.snapshot().nodes()).isEqualTo(nodes);
  }

  @Test
  void whatSeveralServersPublishAtOnceHasOneOrder() throws Exception {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    int each = 500;
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CountDownLatch go = new CountDownLatch(1);
    List<Future<?>> publishers = new ArrayList<>();
    for (RelayServer server : List.of(a, b)) {
      int offset = server == a ? 0 : 10_000;
      publishers.add(
          threads.submit(
              () -> {
                go.await();
                for (int i = 0; i < each; i++) {
                  server.tell("c", start(offset + i));
                }
                return true;
              }));
    }
    go.countDown();
    for (Future<?> publisher : publishers) {
      publisher.get();
    }
    threads.shutdown();

    List<Numbered> told = told(a, "c", 2 * each);
    assertThat(told).hasSize(2 * each);
    assertThat(told.stream().map(Numbered::number).toList()).isSorted().doesNotHaveDuplicates();
    assertThat(stamps(told).stream().filter(stamp -> stamp < 10_000).toList()).isSorted();
    assertThat(stamps(told).stream().filter(stamp -> stamp >= 10_000).toList()).isSorted();
  }

  @Test
  void aClientWhoseServerDiesMissesNothingAtTheNext() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    b.tell("c", start(1));
    a.tell("c", start(2));
    long seen = told(a, "c", 2).get(0).number();

    a.die();
    b.tell("c", start(3));
    connect(b, "c", seen);
    b.tell("c", start(4));

    List<Numbered> rest = told(b, "c", 3);
    assertThat(stamps(rest)).hasSize(3).endsWith(3L, 4L);
    assertThat(rest.stream().map(Numbered::number)).allMatch(number -> number > seen);
  }

  @Test
  void whatWasToldBeforeAnotherServerCameIsToBeHadThere() {
    RelayServer a = server();
    a.clients.connect("c", 0);
    a.tell("c", start(1));
    a.tell("c", start(2));
    long seen = a.clients.told("c").get(0).number();

    RelayServer b = companion(a);
    await().atMost(PATIENCE).until(() -> rows("recent_message") == 2);
    a.die();
    connect(b, "c", seen);

    assertThat(stamps(told(b, "c", 1))).containsExactly(2L);
  }

  @Test
  void aClientThatHasMovedIsToldAtItsNewServerAlone() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    connect(b, "c", 0);

    a.tell("c", start(1));

    assertThat(stamps(told(b, "c", 1))).containsExactly(1L);
    assertThat(a.clients.told("c")).isEmpty();
  }

  @Test
  void nothingIsKeptForClientsThatNobodyKnows() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);

    b.tell("nobody", start(1));
    b.tell("c", start(2));

    assertThat(stamps(told(a, "c", 1))).containsExactly(2L);
    assertThat(rows("recent_message")).isEqualTo(1);
  }

  @Test
  void messagesToEverybodyReachTheClientsOfAllServersOnce() {
    RelayServer a = server();
    RelayServer b = companion(a);

    b.relay.publish(Audience.EVERYONE, start(1));
    a.relay.publish(Audience.EVERYONE, start(2));

    for (RelayServer server : List.of(a, b)) {
      await().atMost(PATIENCE).until(() -> server.clients.toldEverybody().size() == 2);
      assertThat(server.clients.toldEverybody()).containsExactlyInAnyOrder(start(1), start(2));
    }
  }

  @Test
  void aChangeOfTheQueueRingsTheOthersWithoutEcho() {
    RelayServer a = server();
    RelayServer b = companion(a);
    await().atMost(PATIENCE).until(() -> a.queueChanges.get() >= 2 && b.queueChanges.get() >= 1);
    int before = a.queueChanges.get();

    b.relay.publish(Audience.EVERYONE, new Message.Status(3));
    await().atMost(PATIENCE).until(() -> a.queueChanges.get() > before);
    a.relay.here().publish(Audience.EVERYONE, new Message.Status(3));

    await().atMost(PATIENCE).until(() -> a.clients.toldEverybody().size() == 1);
    assertThat(b.clients.toldEverybody()).containsExactly(new Message.Status(3));
  }

  @Test
  void ofMuchProgressTheNewestArrivesAndEveryEnd() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    Preview picture = new Preview(Preview.Format.JPEG, new byte[20_000]);
    for (int i = 1; i <= 3_000; i++) {
      b.tell("c", progress(i, picture));
      if (i % 300 == 0) {
        b.tell("c", start(i));
      }
    }
    b.tell("c", new Message.ExecutingNothing(P));

    await()
        .atMost(PATIENCE)
        .until(
            () ->
                a.clients.told("c").stream()
                    .anyMatch(each -> each.message() instanceof Message.ExecutingNothing));
    List<Numbered> told = a.clients.told("c");
    assertThat(stamps(told)).hasSize(10).isSorted();
    assertThat(told.size()).isLessThan(2_000);
    assertThat(((Message.Progress) told.get(told.size() - 3).message()).value()).isEqualTo(3_000L);
  }

  @Test
  void nothingIsLostWhenTheDatabaseEndsAllConnections() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    Database operator = open();
    for (int i = 1; i <= 300; i++) {
      b.tell("c", start(i));
      if (i % 100 == 50) {
        endConnections(operator);
      }
    }

    await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(StoreException.class)
        .until(() -> stamps(a.clients.told("c")).contains(300L));
    List<Long> stamps = stamps(a.clients.told("c"));
    assertThat(stamps.stream().distinct().toList()).hasSize(300);
    assertThat(a.clients.told("c").stream().map(Numbered::number).toList()).isSorted();
  }

  @Test
  void anInterruptReachesTheServerThatRunsThePrompt() throws InterruptedException {
    RelayServer a = server();
    RelayServer b = companion(a);
    b.store.queue().add(PromptQueueContract.prompt(1L, "p"));
    assertThat(b.store.queue().take(Duration.ofSeconds(5))).isPresent();
    await().atMost(PATIENCE).until(() -> b.interruptsAsked.get() >= 1);
    int before = b.interruptsAsked.get();
    assertThat(b.store.interrupts().pending()).isEmpty();

    a.store.interrupts().ask(new PromptId("p"));

    await().atMost(PATIENCE).until(() -> b.interruptsAsked.get() > before);
    assertThat(b.store.interrupts().pending()).containsExactly(new PromptId("p"));
    assertThat(a.store.interrupts().pending()).isEmpty();
  }

  @Test
  void whatIsOldAndClientsOfServersThatAreGoneAreForgotten() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    b.tell("c", start(1));
    told(a, "c", 1);
    a.leave();
    Database operator = open();
    operator.change("age", c -> Sql.update(c, "update recent_message set told_at = 0"));
    operator.change("age", c -> Sql.update(c, "update message_address set seen_at = 0"));

    RelayWork.cleanUp(operator);

    assertThat(rows("recent_message")).isZero();
    assertThat(rows("message_address")).isEqualTo(1);
  }

  @Test
  void aCrashOfTheDatabaseLosesNoClient() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    b.tell("c", start(1));
    told(a, "c", 1);
    Database operator = open();
    operator.change("lose", c -> Sql.update(c, "delete from recent_message"));
    operator.change("lose", c -> Sql.update(c, "delete from message_address where address <> '*'"));
    endConnections(operator);
    await().atMost(PATIENCE).ignoreExceptions().until(() -> rows("recent_message") == 1);

    b.tell("c", start(2));

    assertThat(stamps(told(a, "c", 2))).containsExactly(1L, 2L);
  }

  @Test
  void aServerThatLeavesTellsHowFarItsClientsHaveRead() {
    RelayServer a = server();
    RelayServer b = companion(a);
    connect(a, "c", 0);
    a.tell("c", start(1));
    long number = told(a, "c", 1).get(0).number();
    a.clients.resume("c", 0, number);

    a.leave();
    connect(b, "c", number);

    assertThat(b.clients.read("c")).isEqualTo(number);
    assertThat(b.clients.told("c")).isEmpty();
  }
}
