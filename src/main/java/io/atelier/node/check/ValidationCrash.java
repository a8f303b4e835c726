package io.atelier.node.check;

import java.util.List;

/**
 * Validation of a node could not be carried through: it hangs on nothing, lacks its inputs, or its
 * own check failed. Type and details are those that clients know from the original.
 */
public final class ValidationCrash extends Exception {
  private final String type;
  private final String details;

  public ValidationCrash(String type, String details) {
    super(details, null, false, false);
    this.type = type;
    this.details = details;
  }

  public String type() {
    return type;
  }

  public String details() {
    return details;
  }

  /** Where it happened, as far as clients are told. */
  public List<String> traceback() {
    return List.of("  " + type + " while validating\n");
  }
}
