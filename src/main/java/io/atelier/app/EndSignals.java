package io.atelier.app;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets something happen when the process is told to end, before the container hears of it and takes
 * the application off the air.
 *
 * <p>{@code sun.misc.Signal} is used by reflection, since not every JVM has it. Where it is
 * missing, or signals are not the JVM's ({@code -Xrs}), or the process ignores them, nothing is
 * changed.
 */
final class EndSignals {
  private static final System.Logger LOG = System.getLogger(EndSignals.class.getName());
  private static final List<String> NAMES = List.of("TERM", "INT");

  private final Runnable first;
  private final AtomicBoolean ending = new AtomicBoolean();
  private final List<Held> held = new ArrayList<>();

  /**
   * @param first what is to happen, once, on a thread of the JVM
   */
  EndSignals(Runnable first) {
    this.first = first;
  }

  private record Held(Object signal, Object before) {}

  /** Begins to listen. */
  void hold() {
    for (String name : NAMES) {
      try {
        hold(name);
      } catch (ReflectiveOperationException e) {
        LOG.log(Level.DEBUG, "signal " + name + " cannot be listened to", e);
      }
    }
  }

  private void hold(String name) throws ReflectiveOperationException {
    Class<?> handlerType = handlerType();
    Object signal = signalType().getConstructor(String.class).newInstance(name);
    Object ours =
        Proxy.newProxyInstance(
            EndSignals.class.getClassLoader(),
            new Class<?>[] {handlerType},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "handle" -> {
                    end(signal);
                    yield null;
                  }
                  case "equals" -> proxy == arguments[0];
                  case "hashCode" -> System.identityHashCode(proxy);
                  default -> "Atelier's handler of " + signal;
                });
    Object before = install(signal, ours);
    if (before == handlerType.getField("SIG_IGN").get(null)
        || before == handlerType.getField("SIG_DFL").get(null)) {
      install(signal, before);
    } else {
      held.add(new Held(signal, before));
    }
  }

  /** Further signals change nothing: what happens first has an end of its own. */
  private void end(Object signal) throws ReflectiveOperationException {
    if (!ending.compareAndSet(false, true)) {
      return;
    }
    try {
      first.run();
    } finally {
      Method handle = handlerType().getMethod("handle", signalType());
      for (Held each : held) {
        if (each.signal().equals(signal)) {
          handle.invoke(each.before(), signal);
        }
      }
    }
  }

  /** Puts things back as they were. */
  void release() {
    for (Held each : held) {
      try {
        install(each.signal(), each.before());
      } catch (ReflectiveOperationException e) {
        LOG.log(Level.DEBUG, "a signal's handler cannot be put back", e);
      }
    }
    held.clear();
  }

  /** Makes a handler that of a signal; the one before. */
  private static Object install(Object signal, Object handler)
      throws NoSuchMethodException,
          ClassNotFoundException,
          IllegalAccessException,
          InvocationTargetException {
    return signalType()
        .getMethod("handle", signalType(), handlerType())
        .invoke(null, signal, handler);
  }

  private static Class<?> signalType() throws ClassNotFoundException {
    return Class.forName("sun.misc.Signal");
  }

  private static Class<?> handlerType() throws ClassNotFoundException {
    return Class.forName("sun.misc.SignalHandler");
  }
}
