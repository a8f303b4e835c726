package io.atelier.websocket;

import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An executor for very small tasks: whatever thread runs it takes them one after another until it
 * is interrupted. Handing over a task costs about a microsecond, a hundredth of a managed one.
 */
public final class SendLoop implements Executor, Runnable {
  private static final System.Logger LOG = System.getLogger(SendLoop.class.getName());

  /**
   * Payara's WebSocket container starts a managed timer at every message that it sends, and looks
   * through the thread's class loader for contexts to give it. In the application's loader that
   * search costs several times as much as the message.
   */
  private static final ClassLoader NOTHING_TO_SCAN = ClassLoader.getPlatformClassLoader();

  private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  /** Runs tasks until the thread is interrupted; several threads may share the work. */
  @Override
  public void run() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(NOTHING_TO_SCAN);
    try {
      while (true) {
        runLogged(tasks.take());
      }
    } catch (InterruptedException e) {
      thread.interrupt();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void runLogged(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "A send task failed", e);
    }
  }
}
