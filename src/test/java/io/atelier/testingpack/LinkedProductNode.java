package io.atelier.testingpack;

import io.atelier.node.NodeInputs;
import io.atelier.node.Services;
import io.atelier.node.SocketType;
import java.util.Map;

/** A node that multiplies, and checks the types of its links itself. */
abstract class LinkedProductNode extends ProductNode {
  LinkedProductNode(String classType, String displayName) {
    super(classType, displayName, union("input1"), union("input2"));
  }

  @Override
  public boolean validatesLinkTypes() {
    return true;
  }

  @Override
  public Verdict validate(NodeInputs inputs, Map<String, String> linkTypes, Services services) {
    for (Map.Entry<String, String> received : linkTypes.entrySet()) {
      if (!Products.IMAGE_OR_FLOAT.accepts(new SocketType(received.getValue()))) {
        return Verdict.failed("Invalid type of " + received.getKey() + ": " + received.getValue());
      }
    }
    return super.validate(inputs, linkTypes, services);
  }
}
