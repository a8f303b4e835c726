package io.atelier.message;

import io.atelier.node.NodeId;
import org.jspecify.annotations.Nullable;

/**
 * The names of a node that runs.
 *
 * @param id its own id, which for an expanded node no client has seen
 * @param display the node to highlight
 * @param parent the node whose expansion made it; null at top level
 * @param real the submitted node that it stems from
 */
public record NodeIdentity(NodeId id, NodeId display, @Nullable NodeId parent, NodeId real) {}
