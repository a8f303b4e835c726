package io.atelier.rest.http;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;

/**
 * Makes Payara's HTTP engine forget that a request wishes for another protocol, which a server may
 * ignore (RFC 9110, 7.8). Else Grizzly drops the content type of the answer and closes the
 * connection without saying so, and Java's own client wishes for HTTP/2 with every request.
 */
final class IgnoredUpgrade {
  private static final System.Logger LOG = System.getLogger(IgnoredUpgrade.class.getName());
  private static final String PAYARA = "org.apache.catalina.connector.RequestFacade";

  private IgnoredUpgrade() {}

  /** Does nothing on other servers. */
  static void forget(HttpServletRequest request) {
    if (!request.getClass().getName().equals(PAYARA)) {
      return;
    }
    try {
      Object packet =
          call(call(call(request, "getUnwrappedCoyoteRequest"), "getCoyoteRequest"), "getRequest");
      call(call(packet, "getUpgradeDC"), "recycle");
      packet.getClass().getMethod("setIgnoreContentModifiers", boolean.class).invoke(packet, false);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "this Payara is another one: connections close after an upgrade", e);
    }
  }

  private static Object call(Object target, String method)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    Object result = target.getClass().getMethod(method).invoke(target);
    return result == null ? target : result;
  }
}
