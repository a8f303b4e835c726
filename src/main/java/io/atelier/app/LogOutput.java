package io.atelier.app;

import io.atelier.log.JsonLogFormatter;
import io.atelier.log.TextLogFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;

/** The form that the whole server's log has while the application runs. */
final class LogOutput {
  private final Logger root = Logger.getLogger("");

  /** Of all records that this application makes itself. */
  private final Logger own = Logger.getLogger("io.atelier");

  private final UnreadableAddresses unreadable = new UnreadableAddresses();
  private final Map<Handler, Formatter> before = new LinkedHashMap<>();

  /**
   * Puts ours in place.
   *
   * @param json whether to write JSON; else what a record is about is added to the form that was
   */
  void begin(boolean json) {
    unreadable.begin();
    for (Handler handler : root.getHandlers()) {
      Formatter formatter = handler.getFormatter();
      if (formatter != null) {
        before.put(handler, formatter);
        handler.setFormatter(json ? new JsonLogFormatter() : new TextLogFormatter(formatter));
      }
    }
  }

  /** Lets a handler have this application's own records too. */
  void copyTo(Handler handler) {
    own.addHandler(handler);
  }

  /** Ends {@link #copyTo}. */
  void copyNoLongerTo(Handler handler) {
    own.removeHandler(handler);
  }

  /** Puts those back that were. */
  void end() {
    unreadable.end();
    before.forEach(Handler::setFormatter);
    before.clear();
  }
}
