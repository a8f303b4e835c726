package io.atelier.security;

import java.util.List;

/** What a request says in {@code Host}: one name or address, and perhaps a port. */
public final class HostHeader {
  private HostHeader() {}

  /**
   * Whether it says so at most once and in a readable way.
   *
   * @param values of all headers of the name
   */
  public static boolean isValid(List<String> values) {
    return values.isEmpty()
        || (values.size() == 1 && Address.of("http", values.get(0).strip()).isPresent());
  }
}
