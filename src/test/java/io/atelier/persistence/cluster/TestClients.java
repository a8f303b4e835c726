package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.ClientWatch;
import io.atelier.message.Mailboxes;
import io.atelier.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The clients of one server in a test: what each has been told, and what everybody has. */
final class TestClients implements Mailboxes {
  private final Map<String, Box> boxes = new LinkedHashMap<>();
  private final List<Message> everybody = new ArrayList<>();
  private ClientWatch watch = ClientWatch.NOBODY;

  private static final class Box {
    final List<Numbered> kept = new ArrayList<>();
    final List<Numbered> told = new ArrayList<>();
    boolean connected;
    long last;
    long read = -1;
  }

  void watchedBy(ClientWatch newWatch) {
    watch = newWatch;
  }

  /** Connects a client that has seen so far; 0 for nothing. */
  void connect(String client, long lastSeen) {
    synchronized (this) {
      Box box = boxes.computeIfAbsent(client, id -> new Box());
      box.last = box.last == 0 ? lastSeen : box.last;
    }
    watch.arrived(client, () -> open(client, lastSeen));
  }

  private synchronized void open(String client, long lastSeen) {
    Box box = box(client);
    box.connected = true;
    box.kept.stream().filter(each -> each.number() > lastSeen).forEach(box.told::add);
    notifyAll();
  }

  void disconnect(String client) {
    synchronized (this) {
      box(client).connected = false;
    }
    watch.left(client);
  }

  private Box box(String client) {
    Box box = boxes.get(client);
    if (box == null) {
      throw new IllegalStateException(client + " has never been here");
    }
    return box;
  }

  synchronized List<Numbered> told(String client) {
    return List.copyOf(box(client).told);
  }

  /** Waits until a client has been told so many messages. */
  synchronized void awaitTold(String client, int messages) throws InterruptedException {
    while (box(client).told.size() < messages) {
      wait();
    }
  }

  synchronized List<Message> toldEverybody() {
    return List.copyOf(everybody);
  }

  @Override
  public synchronized void publish(Audience audience, Message message) {
    if (audience instanceof Audience.Client client) {
      Box box = boxes.get(client.id());
      if (box != null) {
        tell(box, new Numbered(box.last + 1, message));
      }
    } else {
      everybody.add(message);
      notifyAll();
    }
  }

  private void tell(Box box, Numbered message) {
    box.last = message.number();
    box.kept.add(message);
    if (box.connected) {
      box.told.add(message);
    }
    notifyAll();
  }

  @Override
  public synchronized Set<String> clients() {
    return Set.copyOf(boxes.keySet());
  }

  @Override
  public synchronized boolean isConnected(String client) {
    Box box = boxes.get(client);
    return box != null && box.connected;
  }

  private synchronized @Nullable Box ifThere(String client) {
    return boxes.get(client);
  }

  @Override
  public long last(String client) {
    Box box = ifThere(client);
    return box == null ? 0 : box.last;
  }

  @Override
  public long read(String client) {
    Box box = ifThere(client);
    return box == null ? -1 : box.read;
  }

  @Override
  public synchronized List<Numbered> kept(String client) {
    Box box = boxes.get(client);
    return box == null ? List.of() : List.copyOf(box.kept);
  }

  @Override
  public synchronized void deliver(String client, Numbered message) {
    Box box = boxes.get(client);
    if (box != null && message.number() > box.last) {
      tell(box, message);
    }
  }

  @Override
  public synchronized void resume(String client, long last, long read) {
    Box box = box(client);
    box.last = Math.max(box.last, last);
    box.read = Math.max(box.read, read);
  }

  @Override
  public void notice(String client, Message message) {}
}
