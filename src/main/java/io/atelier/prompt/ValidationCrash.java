package io.atelier.prompt;

import java.util.List;

/**
 * Validation of a node could not be carried through: it hangs on nothing, lacks its inputs, or its
 * own check failed. Type and details are those that clients know from the original.
 */
final class ValidationCrash extends Exception {
  private final String type;
  private final String details;

  ValidationCrash(String type, String details) {
    super(details, null, false, false);
    this.type = type;
    this.details = details;
  }

  String type() {
    return type;
  }

  String details() {
    return details;
  }

  List<String> traceback() {
    return List.of("  " + type + " while validating\n");
  }
}
