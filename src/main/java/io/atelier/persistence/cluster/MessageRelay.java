package io.atelier.persistence.cluster;

import io.atelier.message.Audience;
import io.atelier.message.ClientWatch;
import io.atelier.message.Mailboxes;
import io.atelier.message.Message;
import io.atelier.message.MessageBus;
import io.atelier.persistence.database.Database;
import io.atelier.queue.StoreException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages to clients wherever they are connected among the servers of one PostgreSQL
 * database.
 *
 * <p>A server that is alone publishes directly, and the database hears nothing of it. From the
 * moment that there is another one until ten minutes after the last has gone, messages are numbered
 * and stored by a thread of the relay before clients here are told, and other servers are rung for
 * those whose clients they have. Publishing never waits; while the database is away, messages wait
 * for it, and of progress the newest.
 */
public final class MessageRelay implements MessageBus, ClientWatch, Runnable {
  private static final System.Logger LOG = System.getLogger(MessageRelay.class.getName());
  private static final long PAUSE_MILLIS = 250;
  private static final long FAREWELL_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Database database;
  private final Mailboxes boxes;
  private final Supplier<String> server;
  private final RelayInbox inbox = new RelayInbox();
  private final RelayWork work;
  private final ReentrantReadWriteLock switching = new ReentrantReadWriteLock();
  private volatile @Nullable Signals signals;
  private boolean shared;
  private volatile long companySince;

  /** What else is to be done when other servers ring. */
  public interface Neighbours {
    /** The queue has changed, or may have. */
    void queueChanged();

    /** Prompts that run here may have to end. */
    void interruptsAsked();
  }

  /**
   * @param boxes the clients here
   * @param server the name of this server, which changes when others take it for dead
   */
  public MessageRelay(Database database, Mailboxes boxes, Supplier<String> server) {
    this.database = database;
    this.boxes = boxes;
    this.server = server;
    this.work = new RelayWork(database, boxes, server, inbox);
  }

  /** Hears the other servers; to be run beside the relay itself until {@link #leave}. */
  public Runnable listener(Neighbours neighbours) {
    Signals made = new Signals(database, new Listener(neighbours));
    signals = made;
    return made;
  }

  @Override
  public void publish(Audience audience, Message message) {
    publish(audience, message, false);
  }

  /** A bus to the clients here, in one order with what this relay publishes. */
  public MessageBus here() {
    return (audience, message) -> publish(audience, message, true);
  }

  private void publish(Audience audience, Message message, boolean local) {
    if (audience instanceof Audience.Nobody) {
      return;
    }
    switching.readLock().lock();
    try {
      if (shared) {
        inbox.add(new Outgoing.Item(audience, message, local));
      } else {
        boxes.publish(audience, message);
      }
    } finally {
      switching.readLock().unlock();
    }
  }

  @Override
  public void arrived(String client, Runnable open) {
    if (isShared()) {
      inbox.move(new RelayInbox.Move(client, open));
    } else {
      open.run();
    }
  }

  @Override
  public void left(String client) {
    if (isShared()) {
      inbox.move(new RelayInbox.Move(client, null));
    }
  }

  private boolean isShared() {
    switching.readLock().lock();
    try {
      return shared;
    } finally {
      switching.readLock().unlock();
    }
  }

  /**
   * Looks after the relay; to be called some times a minute.
   *
   * @param others how many other servers there are
   */
  public void look(int others) {
    if (others > 0) {
      share();
    } else if (System.nanoTime() - companySince > RelayWork.RETENTION.toNanos()) {
      beAlone();
    }
    if (isShared()) {
      inbox.tick();
    }
  }

  private void share() {
    companySince = System.nanoTime();
    switching.writeLock().lock();
    try {
      if (shared) {
        return;
      }
      shared = true;
    } finally {
      switching.writeLock().unlock();
    }
    inbox.everybody();
    LOG.log(Level.INFO, "other servers share the queue; messages go through it");
  }

  private void beAlone() {
    switching.writeLock().lock();
    try {
      shared = shared && !inbox.isEmpty();
    } finally {
      switching.writeLock().unlock();
    }
  }

  @Override
  public void run() {
    try {
      while (true) {
        RelayInbox.Work next = inbox.take();
        try {
          work.handle(next);
        } catch (StoreException e) {
          LOG.log(Level.WARNING, "messages wait for the database", e);
          giveBack(next);
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (RuntimeException | Error e) {
          LOG.log(Level.ERROR, "the relay goes on without some messages", e);
          openAll(next.moves());
          inbox.done(next.oldest());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Clients are greeted with what is here; all else is made up for when the database is back. */
  private void giveBack(RelayInbox.Work next) {
    openAll(next.moves());
    inbox.everybody();
    inbox.mail(Set.of(Signal.ALL_MAIL));
  }

  private static void openAll(List<RelayInbox.Move> moves) {
    for (RelayInbox.Move move : moves) {
      if (move.open() != null) {
        move.open().run();
      }
    }
  }

  /** Sends what waits and makes known that the clients here have to go elsewhere. */
  public void leave() {
    Signals listening = signals;
    if (listening != null) {
      listening.close();
    }
    if (!isShared()) {
      return;
    }
    try {
      inbox.awaitEmpty(FAREWELL_NANOS);
      work.leaveAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "clients may be told some messages twice", e);
    }
  }

  private final class Listener implements Signals.Ear {
    private final Neighbours neighbours;

    Listener(Neighbours neighbours) {
      this.neighbours = neighbours;
    }

    @Override
    public void listening() {
      database.change("greet the servers", c -> Signals.send(c, Signal.hello(server.get())));
      if (isShared()) {
        inbox.everybody();
        inbox.mail(Set.of(Signal.ALL_MAIL));
      }
      neighbours.queueChanged();
      neighbours.interruptsAsked();
    }

    @Override
    public void hear(Signal signal) {
      if (signal.from().equals(server.get())) {
        return;
      }
      if (signal.hello()) {
        share();
      }
      if (!signal.mail().isEmpty()) {
        inbox.mail(signal.mail());
      }
      if (signal.queue()) {
        neighbours.queueChanged();
      }
      if (signal.interrupt()) {
        neighbours.interruptsAsked();
      }
    }
  }
}
