package io.atelier.node;

import java.util.Collection;

/** A node that says which of its lazy inputs it needs, given those it has. */
public interface LazyInputs {
  /**
   * Names of inputs to evaluate before {@link Node#run}. Asked again after they are there; inputs
   * that are still missing read as absent. Names already there are ignored.
   */
  Collection<String> neededInputs(NodeInputs inputs, NodeContext context) throws Exception;
}
