package io.atelier.node;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The type of an input or output: an opaque case-sensitive name, {@code *} for anything, or a union
 * {@code "A,B"}.
 */
public record SocketType(String name) {
  public static final SocketType ANY = new SocketType("*");
  public static final SocketType INT = new SocketType("INT");
  public static final SocketType FLOAT = new SocketType("FLOAT");
  public static final SocketType STRING = new SocketType("STRING");
  public static final SocketType BOOLEAN = new SocketType("BOOLEAN");
  public static final SocketType COMBO = new SocketType("COMBO");
  public static final SocketType IMAGE = new SocketType("IMAGE");
  public static final SocketType MASK = new SocketType("MASK");
  public static final SocketType LATENT = new SocketType("LATENT");

  private static final String MATCHES_EVERYTHING_V3 = "COMFY_MATCHTYPE_V3";

  /** Whether an output of type {@code received} may feed an input of this type. */
  public boolean accepts(SocketType received) {
    if (name.equals(received.name) || matchesEverything() || received.matchesEverything()) {
      return true;
    }
    Set<String> members = received.members();
    return members().stream().anyMatch(members::contains);
  }

  private boolean matchesEverything() {
    Set<String> members = members();
    return members.contains(ANY.name) || members.contains(MATCHES_EVERYTHING_V3);
  }

  private Set<String> members() {
    if (name.indexOf(',') < 0) {
      return Set.of(name);
    }
    return Arrays.stream(name.split(",", -1)).map(String::trim).collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return name;
  }
}
