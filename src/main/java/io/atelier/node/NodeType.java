package io.atelier.node;

import java.util.function.Supplier;

/**
 * A node class as the registry holds it.
 *
 * @param prototype an object that answers for the class and never runs
 * @param module the origin shown as {@code python_module}
 * @param factory makes objects that run
 */
public record NodeType(
    NodeDefinition definition, Node prototype, String module, Supplier<? extends Node> factory) {
  public String classType() {
    return definition.classType();
  }

  public boolean isAsync() {
    return prototype instanceof AsyncNode;
  }
}
