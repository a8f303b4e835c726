package io.atelier.node.harness;

import io.atelier.node.check.InputError;
import java.util.List;
import java.util.stream.Collectors;

/** A server would refuse a prompt with these inputs. */
public final class InputsRefused extends RuntimeException {
  private final transient List<InputError> errors;

  InputsRefused(String classType, List<InputError> errors) {
    super(
        classType
            + " refuses its inputs: "
            + errors.stream()
                .map(error -> error.message() + ": " + error.details())
                .collect(Collectors.joining("; ")));
    this.errors = List.copyOf(errors);
  }

  /** Every reason, as clients are told. */
  public List<InputError> errors() {
    return errors;
  }
}
