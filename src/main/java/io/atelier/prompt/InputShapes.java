package io.atelier.prompt;

import io.atelier.json.PythonText;
import io.atelier.node.Choices;
import io.atelier.node.Input;
import io.atelier.node.NodeDefinition;
import io.atelier.node.Output;
import io.atelier.node.Schema;
import io.atelier.node.SocketType;
import io.atelier.node.check.KnownChoices;
import io.atelier.node.check.ValidationCrash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declared types of one node's inputs: what may be linked to them, and how errors name them.
 *
 * @param schema of the node whose inputs they are
 */
record InputShapes(Schema schema, KnownChoices known) {
  /** The output that a slot of a link names; negative ones count from the last. */
  Output slot(NodeDefinition source, @Nullable Object slot) throws ValidationCrash {
    List<Output> outputs = source.outputs();
    String kind = source.schema() == Schema.V1 ? "tuple" : "list";
    long index;
    if (slot instanceof Boolean b) {
      index = b ? 1 : 0;
    } else if (slot instanceof Long l) {
      index = l;
    } else {
      throw new ValidationCrash(
          "TypeError",
          kind + " indices must be integers or slices, not " + PythonText.typeName(slot));
    }
    long fromStart = index < 0 ? outputs.size() + index : index;
    if (fromStart < 0 || fromStart >= outputs.size()) {
      throw new ValidationCrash("IndexError", kind + " index out of range");
    }
    return outputs.get((int) fromStart);
  }

  /** Whether the output may feed the input. */
  boolean accepts(Input<?> input, Output output) {
    Choices wanted = input.choices();
    Choices offered = output.choices();
    boolean wantsList = wanted != null && schema == Schema.V1;
    if (offered == null && !wantsList) {
      return input.type().accepts(output.type());
    }
    if (offered == null) {
      return output.type().accepts(SocketType.ANY) && output.type().name().equals("*");
    }
    if (wanted == null) {
      return input.type().name().equals("*");
    }
    return !wantsList || known.of(wanted).equals(known.of(offered));
  }

  String typeText(Output output) {
    Choices choices = output.choices();
    return choices == null ? output.type().name() : PythonText.repr(known.of(choices));
  }

  String typeText(Input<?> input) {
    Choices choices = input.choices();
    return choices == null || schema == Schema.V3
        ? input.type().name()
        : PythonText.repr(known.of(choices));
  }
}
