package io.atelier.node;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node that checks its inputs itself when a prompt is submitted. */
public interface InputValidation {
  /** The inputs that the check takes; null for all inputs, declared or not. */
  @Nullable Set<String> validatedInputs();

  /**
   * Whether the server leaves range and choice of these inputs to the check; otherwise the check
   * comes after the server's own, when that has found nothing.
   */
  default boolean replacesChecks() {
    return true;
  }

  /**
   * Whether the check also covers the types of linked inputs, which the server then leaves to it.
   */
  default boolean validatesLinkTypes() {
    return false;
  }

  /**
   * Checks constants; a linked input reads as absent.
   *
   * @param linkTypes the type received, by name of the linked input
   */
  Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services)
      throws Exception;

  /** The outcome of a check. */
  record Verdict(boolean passed, @Nullable String reason) {
    public static final Verdict PASSED = new Verdict(true, null);
    public static final Verdict FAILED = new Verdict(false, null);

    /** Failed, with a reason that the client is shown. */
    public static Verdict failed(String reason) {
      return new Verdict(false, reason);
    }
  }
}
