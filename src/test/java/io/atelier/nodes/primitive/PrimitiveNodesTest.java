package io.atelier.nodes.primitive;

import io.atelier.nodes.NodeFamilyContract;
import java.util.Set;

class PrimitiveNodesTest extends NodeFamilyContract {
  PrimitiveNodesTest() {
    super(
        "primitive",
        Set.of(
            "PreviewAny",
            "PrimitiveBoolean",
            "PrimitiveFloat",
            "PrimitiveInt",
            "PrimitiveString",
            "PrimitiveStringMultiline"));
  }
}
