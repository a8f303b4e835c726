package io.atelier.prompt;

import io.atelier.node.NodeId;
import java.util.List;

/**
 * What is wrong with one node.
 *
 * @param errors the first ones
 * @param moreErrors how many there are beyond these
 * @param dependentOutputs output nodes that cannot run because of it, the first ones
 */
public record NodeErrors(
    String classType, List<PromptError> errors, int moreErrors, List<NodeId> dependentOutputs) {}
