package io.atelier.persistence.cluster;

import io.atelier.message.Message;
import io.atelier.message.NodeIdentity;
import io.atelier.node.NodeId;
import io.atelier.node.Preview;
import io.atelier.persistence.TestDatabase;
import io.atelier.persistence.database.Database;
import io.atelier.prompt.PromptId;
import java.io.PrintStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What it costs that a client is connected to another server of one PostgreSQL: milliseconds from
 * publishing a message to its arrival there, one after another, and messages a second of a burst.
 */
final class RelayBench {
  private static final String CLIENT = "bench";
  private static final int WARM_UP = 500;
  private static final int TIMES = 1_000;
  private static final int BURST = 20_000;
  private static final NodeId NODE = new NodeId("3");
  private static final PromptId P = new PromptId("p");

  private final PrintStream out;
  private int told;

  private RelayBench(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] args) throws Exception {
    try (TestDatabase test = TestDatabase.postgresql();
        Database first = test.open();
        Database second = test.open()) {
      RelayServer a = new RelayServer(first);
      RelayServer b = new RelayServer(second);
      a.beat();
      a.clients.connect(CLIENT, 0);
      while (!a.clients.isConnected(CLIENT)) {
        Thread.onSpinWait();
      }
      RelayBench bench = new RelayBench(System.out);
      bench.measure("at the server that publishes", a, a);
      bench.measure("at the other server", b, a);
      a.die();
      b.die();
    }
  }

  private void measure(String what, RelayServer from, RelayServer to) throws InterruptedException {
    latency(from, to, WARM_UP, step(null));
    print(what + ": small message, ms", latency(from, to, TIMES, step(null)));
    Preview preview = new Preview(Preview.Format.JPEG, new byte[50_000]);
    print(what + ": preview of 50 kB, ms", latency(from, to, TIMES / 4, step(preview)));
    long start = System.nanoTime();
    for (int i = 0; i < BURST; i++) {
      from.tell(CLIENT, new Message.ExecutionStart(P, i));
    }
    told += BURST;
    to.clients.awaitTold(CLIENT, told);
    out.printf("%-50s %10.0f%n", what + ": messages/s", BURST / (millisSince(start) / 1e3));
  }

  private static Message step(@Nullable Preview preview) {
    return new Message.Progress(P, new NodeIdentity(NODE, NODE, null, NODE), 1L, 20L, preview);
  }

  private double[] latency(RelayServer from, RelayServer to, int times, Message message)
      throws InterruptedException {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      from.tell(CLIENT, message);
      to.clients.awaitTold(CLIENT, ++told);
      millis[i] = millisSince(start);
    }
    Arrays.sort(millis);
    return millis;
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private void print(String what, double[] millis) {
    out.printf(
        "%-50s %10.2f median %10.2f p99%n",
        what, millis[millis.length / 2], millis[millis.length * 99 / 100]);
  }
}
