package io.atelier.execution;

import io.atelier.node.NodeId;
import io.atelier.prompt.ExtraData;
import io.atelier.prompt.Prompt;
import io.atelier.prompt.PromptId;
import java.util.List;

/**
 * A validated prompt to evaluate.
 *
 * @param outputs the output nodes to run, in order
 */
public record PromptJob(
    PromptId promptId, Prompt prompt, List<NodeId> outputs, ExtraData extraData) {}
